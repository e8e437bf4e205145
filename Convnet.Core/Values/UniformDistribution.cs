namespace Convnet;

/// <summary>Uniform in [low, high).</summary>
internal sealed record UniformDistribution(double Low, double High) : IDistribution
{
    /// <inheritdoc/>
    public IReadOnlyList<double> Numbers => [Low, High];

    /// <inheritdoc/>
    public Tensor Fill(Shape shape, RandomKey key) =>
        Tensor.Create(shape, i => (float)(Low + ((High - Low) * key.Uniform((ulong)i))));
}
