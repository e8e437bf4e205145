namespace Convnet.PropertyTests;

/// <summary>Predictions, targets and weights of ten samples of four classes: multiples of 1/16, so that ties are many and sums exact.</summary>
internal sealed record MetricCase(int Seed)
{
    public const int Samples = 10;
    public const int Classes = 4;

    /// <summary>(samples, classes), from 0 to 1, at the ends too.</summary>
    public Tensor Prediction => Draw([Samples, Classes], "prediction", 17, 16);

    /// <summary>(samples, classes), 0 or 1.</summary>
    public Tensor Yeses => Draw([Samples, Classes], "yeses", 2, 1);

    /// <summary>(samples), class indices.</summary>
    public Tensor Labels => Draw([Samples], "labels", Classes, 1);

    /// <summary>(samples, classes), 1 at the class.</summary>
    public Tensor OneHot => Tensor.Create([Samples, Classes], i => Labels.Values[i / Classes] == i % Classes ? 1 : 0);

    /// <summary>(samples), from 0 to 2.</summary>
    public Tensor Weights => Draw([Samples], "weights", 17, 8);

    /// <summary>Every output with its truth and its weight, one after another.</summary>
    public IEnumerable<Output> Outputs =>
        Prediction
            .ToArray()
            .Select(
                (p, i) => new Output(i / Classes, i % Classes, p, Yeses.Values[i] != 0, Weights.Values[i / Classes])
            );

    /// <summary>One output of one sample.</summary>
    internal readonly record struct Output(int Sample, int Class, double Prediction, bool IsTrue, double Weight);

    /// <summary>The value of a metric over all samples at once.</summary>
    public static Tensor Of(IMetric metric, Tensor prediction, Tensor target, Tensor? weights) =>
        metric.Values(metric.Add(metric.Start(), prediction, target, weights));

    private Tensor Draw(Shape shape, string purpose, int bound, float divisor)
    {
        var key = RandomKey.FromSeed(Seed).Fold(purpose);
        return Tensor.Create(shape, i => key.Below(bound, (ulong)i) / divisor);
    }
}
