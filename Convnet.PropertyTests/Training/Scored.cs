namespace Convnet.PropertyTests;

/// <summary>Epochs that nobody trained, with scores that are told.</summary>
internal static class Scored
{
    /// <summary>A trainer of a model without layers.</summary>
    public static Trainer Trainer { get; } =
        new(new Model([1]), new MeanSquaredError(), new SGD(1)) { Progress = Progress.None };

    private static readonly TrainingState State = TrainingState.Of(Trainer);

    /// <summary>Epochs, of which each has one value under a name of the history; what else they have is NaN.</summary>
    public static IEnumerable<Epoch> Epochs(string name, params double[] values) =>
        Enumerable.Range(0, values.Length).Select(i => Epoch(name, values, i));

    /// <summary>One of these, counted from 0.</summary>
    public static Epoch Epoch(string name, double[] values, int place)
    {
        var (bare, history) = (name.Replace("val_", "", StringComparison.Ordinal), History.Empty);
        var scores = values[..(place + 1)]
            .Select(value => bare == "loss" ? new Score(value) : new Score(double.NaN, (bare, value)))
            .ToList();
        var isValidation = bare != name;
        foreach (var score in scores)
        {
            history = history.Add(isValidation ? new(double.NaN) : score, null);
        }

        var epoch = new Epoch(
            Trainer,
            State with
            {
                Epoch = place + 1,
            },
            place + 1,
            isValidation ? new(double.NaN) : scores[^1],
            history,
            1
        );
        return isValidation
            ? epoch.WithValidations(scores.Index().ToDictionary(pair => pair.Index, pair => pair.Item))
            : epoch;
    }
}
