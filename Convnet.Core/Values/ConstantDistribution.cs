namespace Convnet;

/// <summary>All of one value.</summary>
internal sealed record ConstantDistribution(double Value) : IDistribution
{
    /// <inheritdoc/>
    public IReadOnlyList<double> Numbers => [Value];

    /// <inheritdoc/>
    public Tensor Fill(Shape shape, RandomKey key) => Tensor.Create(shape, _ => (float)Value);
}
