namespace Convnet;

/// <summary>From a failing trial to a simple one that fails, too: always the same one.</summary>
internal static class TrialShrinker
{
    // Each is a law that is checked once more.
    private const int MostTried = 200;

    /// <summary>The simplest failing trial that single steps lead to, and what the law says of it.</summary>
    public static (Trial Trial, Finding Finding) Shrink(Trial trial, Finding finding, Func<Trial, Finding> law)
    {
        var left = MostTried;
        var isSimpler = true;
        while (isSimpler)
        {
            isSimpler = false;
            foreach (var candidate in Simpler(trial).Where(Composes))
            {
                if (left-- == 0)
                {
                    return (trial, finding);
                }

                if (law(candidate) is { Verdict: Verdict.Failed } again)
                {
                    (trial, finding, isSimpler) = (candidate, again, true);
                    break;
                }
            }
        }

        return (trial, finding);
    }

    private static IEnumerable<Trial> Simpler(Trial trial) =>
        [
            .. trial.Layer.Parts(trial.Sample).Select(part => trial with { Layer = part.Layer, Sample = part.Input }),
            .. SimplerLayers(trial.Layer, trial.Sample).Select(layer => trial with { Layer = layer }),
            .. Smaller(trial.Samples).Select(samples => trial with { Samples = samples }),
            .. Enumerable
                .Range(0, trial.Sample.Count)
                .SelectMany(axis =>
                    Smaller(trial.Sample[axis])
                        .Select(extent => trial with { Sample = With(trial.Sample, axis, extent) })
                ),
            .. trial.Steps <= Trial.Round ? [] : (Trial[])[trial with { Steps = Trial.Round }],
        ];

    /// <summary>The combinator with a layer less, somewhere below.</summary>
    private static IEnumerable<ILayer> SimplerLayers(ILayer layer, Shape input)
    {
        var parts = layer.Parts(input).ToList();
        if (layer is Sequential { Layers: { Length: > 1 } layers })
        {
            foreach (var one in layers.Select((_, i) => new Sequential(layers.RemoveAt(i))))
            {
                yield return one;
            }
        }

        for (var i = 0; i < parts.Count; i++)
        {
            foreach (var simpler in SimplerLayers(parts[i].Layer, parts[i].Input))
            {
                yield return layer.WithParts([.. parts.Select((part, k) => k == i ? simpler : part.Layer)]);
            }
        }
    }

    private static IEnumerable<int> Smaller(int number) =>
        ((int[])[1, number / 2, number - 1]).Where(smaller => smaller > 0 && smaller < number).Distinct();

    private static bool Composes(Trial trial)
    {
        try
        {
            return trial.Layer.OutputShape(trial.Sample).Size > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static Shape With(Shape shape, int axis, int extent) =>
        [.. shape.Extents.Select((e, i) => i == axis ? extent : e)];
}
