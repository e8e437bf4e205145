namespace Convnet;

/// <summary>Targets that are compared with predictions value by value.</summary>
internal static class ValueTargets
{
    /// <summary>Refuses targets that have not one value for each of the predictions'.</summary>
    /// <exception cref="ShapeException">They have more or fewer, in all or a sample.</exception>
    public static void Refuse(Tensor prediction, Tensor target, string what)
    {
        if (
            Check.NotNull(prediction).Shape.Size != Check.NotNull(target).Shape.Size
            || prediction.Samples != target.Samples
        )
        {
            throw new ShapeException(
                $"The targets {target.Shape} do not fit the predictions {prediction.Shape}: {what} compares them value by value. "
                    + "Class indices become rows by ToCategorical."
            );
        }
    }

    /// <summary>The values of one row of a prediction: its last axis, or 1 where a sample is a number.</summary>
    public static int Columns(Shape prediction) => prediction.Count > 1 ? prediction[^1] : 1;
}
