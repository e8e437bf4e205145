namespace Convnet;

/// <summary>What a layer takes: shapes and parameters.</summary>
internal static class ReadingLaws
{
    /// <summary><see cref="Law.Refusal"/></summary>
    public static Finding Refusal(Trial trial) =>
        Finding.All(Others(trial.Sample).Select(shape => RefusedOrTaken(trial, shape)));

    /// <summary><see cref="Law.Specs"/></summary>
    public static Finding Specs(Trial trial)
    {
        var leaves = trial.Parameters.Leaves.ToList();
        return Finding.All([
            .. leaves.Select(leaf =>
                Reads(trial, leaf)
                    ? Finding.Passed
                    : Finding.Failed($"parameters without {leaf.Path}", "an exception that says so", "an output")
            ),
            .. Phases
                .Of(trial)
                .Select(of =>
                    Difference.Exact(
                        "output with one parameter more",
                        trial.Forward(of.Phase),
                        trial.Layer.Forward(trial.Parameters.With("unread", Tensor.Zeros([1])), trial.Input, of.Phase)
                    )
                ),
        ]);
    }

    // In some phase: moving averages, for one, are not read in all of them.
    private static bool Reads(Trial trial, ParameterLeaf leaf)
    {
        var without = trial.Parameters.Only(other => other.Path != leaf.Path);
        return Phases
            .Of(trial)
            .Any(of => Throws(() => trial.Layer.ForwardWithPullback(without, trial.Input, of.Phase)));
    }

    private static bool Throws(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (Exception exception) when (exception is ArgumentException or KeyNotFoundException)
        {
            return true;
        }
    }

    private static Finding RefusedOrTaken(Trial trial, Shape sample)
    {
        Shape told;
        try
        {
            told = trial.Layer.OutputShape(sample);
        }
        catch (ShapeException)
        {
            return Finding.Passed;
        }
        catch (Exception exception)
        {
            return Finding.Failed($"OutputShape of {sample}", "a shape, or a ShapeException", Told(exception));
        }

        try
        {
            var output = (trial with { Sample = sample }).Forward(Phase.Inference);
            return Difference.Shapes($"output for {sample}", told.Batch(trial.Samples), output.Shape);
        }
        catch (Exception exception)
        {
            return Finding.Failed($"Forward of {sample}, which OutputShape takes", $"{told}", Told(exception));
        }
    }

    /// <summary>An exception in one line.</summary>
    public static string Told(Exception exception) => $"{exception.GetType().Name}: {exception.Message}";

    private static IEnumerable<Shape> Others(Shape sample)
    {
        int[] extents = [.. sample.Extents];
        yield return [];
        yield return [sample.Size];
        yield return [.. extents, 1];
        yield return [1, .. extents];
        for (var axis = 0; axis < extents.Length; axis++)
        {
            yield return [.. extents[..axis], .. extents[(axis + 1)..]];
            yield return [.. extents[..axis], 1, .. extents[(axis + 1)..]];
            yield return [.. extents[..axis], extents[axis] + 1, .. extents[(axis + 1)..]];
        }
    }
}
