namespace Convnet;

/// <summary>
/// A variance that the fans of a shape give: scale/n, n = fan_in or the mean of fan_in and fan_out (Keras' VarianceScaling). The fans of a
/// shape (…, in, out) are in and out, each times the product of the axes before them; of a shape (n) both are n.
/// </summary>
/// <remarks>
/// Formula: uniform in ±√(3·scale/n), or normal with the deviation √(scale/n)/0.8796…, which is √(scale/n) when it is cut at two of them.
/// </remarks>
/// <param name="Scale">The variance for n = 1.</param>
/// <param name="OfBothFans">Whether n is the mean of the fans.</param>
/// <param name="IsNormal">Truncated normal in place of uniform.</param>
internal sealed record VarianceScaling(double Scale, bool OfBothFans, bool IsNormal) : IDistribution
{
    /// <summary>The deviation that is left of 1 when the standard normal distribution is cut at ±2.</summary>
    private const double TruncatedDeviation = 0.87962566103423978;

    /// <inheritdoc/>
    public Tensor Fill(Shape shape, RandomKey key) => For(shape).Fill(shape, key);

    private IDistribution For(Shape shape)
    {
        var (fanIn, fanOut) = Fans(shape);
        var variance = Scale / Math.Max(1, OfBothFans ? (fanIn + fanOut) / 2 : fanIn);
        var limit = Math.Sqrt(3 * variance);
        return IsNormal
            ? new NormalDistribution(0, Math.Sqrt(variance) / TruncatedDeviation, IsTruncated: true)
            : new UniformDistribution(-limit, limit);
    }

    private static (double In, double Out) Fans(Shape shape)
    {
        if (shape.Count < 2)
        {
            return (shape.Size, shape.Size);
        }

        double receptiveField = 1;
        for (var axis = 0; axis < shape.Count - 2; axis++)
        {
            receptiveField *= shape[axis];
        }

        return (receptiveField * shape[^2], receptiveField * shape[^1]);
    }
}
