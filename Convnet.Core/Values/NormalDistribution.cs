namespace Convnet;

/// <summary>Normal; truncated, nothing is farther than two deviations from the mean (Keras' TruncatedNormal).</summary>
/// <remarks>Formula: mean + deviation·Φ⁻¹(u), u uniform in (0, 1), truncated in (Φ(−2), Φ(2)): what Keras' drawing anew ends in.</remarks>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation before anything is cut.</param>
/// <param name="IsTruncated">Whether it is cut.</param>
internal sealed record NormalDistribution(double Mean, double Deviation, bool IsTruncated) : IDistribution
{
    /// <summary>Φ(−2): the share of each end that is cut.</summary>
    private const double Cut = 0.022750131948179207;

    /// <inheritdoc/>
    public IReadOnlyList<double> Numbers => [Mean, Deviation];

    /// <inheritdoc/>
    public Tensor Fill(Shape shape, RandomKey key) =>
        Tensor.Create(shape, i => (float)(Mean + (Deviation * Standard(key, (ulong)i))));

    private double Standard(RandomKey key, ulong index)
    {
        var u = key.InnerUniform(index);
        return NormalQuantile.At(IsTruncated ? Cut + ((1 - (2 * Cut)) * u) : u);
    }
}
