namespace Convnet;

/// <summary>What the values of a drawn tensor are like.</summary>
public enum ValueKind
{
    /// <summary>Uniform in [−1, 1), all 24 bits of a float.</summary>
    Uniform,

    /// <summary>Zeros, and a uniform value here and there.</summary>
    Sparse,

    /// <summary>−1, 0 and 1: many values are equal.</summary>
    Ties,

    /// <summary>Of both signs and any magnitude from 2⁻¹²⁶ to 2¹²⁷; sums of them may leave the range of float32.</summary>
    Extreme,

    /// <summary>Nearer to 0 than 2⁻¹²⁶, where a float has fewer bits.</summary>
    Denormal,
}
