namespace Convnet;

/// <summary>A clipping that needs norms before it treats a value; each value is then multiplied by the factor of its tensor.</summary>
internal interface INormClipping : IClipping
{
    /// <summary>The factors.</summary>
    /// <param name="squares">By tensor, the sum of its squares.</param>
    /// <param name="isMember">By tensor, whether it is clipped; the factors of others are not read.</param>
    /// <param name="factors">By tensor, its factor.</param>
    void Factors(ReadOnlySpan<double> squares, ReadOnlySpan<bool> isMember, Span<float> factors);

    /// <summary>The factor that brings values whose squares have this sum to a norm of at most <paramref name="limit"/>; NaN where the sum is not finite.</summary>
    static float Factor(double squares, double limit) =>
        double.IsFinite(squares) ? (float)(limit / Math.Max(Math.Sqrt(squares), limit)) : float.NaN;
}
