namespace Convnet.PropertyTests;

/// <summary>A data set and, sample for sample, what drawing it must give.</summary>
public sealed record DatasetCase(Dataset Data, float[][] Inputs, float[][] Targets, float[] Weights)
{
    /// <summary>The bits of these samples agree with those of a batch.</summary>
    internal bool Matches(Batch batch, IReadOnlyList<int> indices) =>
        Same(batch.Input, Data.InputShape.Batch(indices.Count), indices.SelectMany(i => Inputs[i]))
        && Same(batch.Target, Data.TargetShape.Batch(indices.Count), indices.SelectMany(i => Targets[i]))
        && (
            batch.Weights is null
                ? !Data.HasWeights
                : Data.HasWeights && Same(batch.Weights, [indices.Count], indices.Select(i => Weights[i]))
        );

    public override string ToString() => Data.ToString();

    private static bool Same(Tensor tensor, Shape shape, IEnumerable<float> values) =>
        tensor.Equals(Tensor.Of(shape, values.ToArray()));
}
