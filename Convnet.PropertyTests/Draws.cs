namespace Convnet.PropertyTests;

/// <summary>How the values of a case are drawn from its seed.</summary>
public enum Draws
{
    /// <summary>−1, 0 and 1: many ties and zeros.</summary>
    Few,

    /// <summary>Multiples of 1/8 from −2 to 2: sums of their products are exact in float32, so that no sign is a matter of rounding.</summary>
    Grid,

    /// <summary>Uniform in [−1, 1), all 24 bits of a float.</summary>
    Fine,

    /// <summary>All different and none nearer to another, or to 0, than 1/64: differences of ±10⁻⁵ cross no kink.</summary>
    Apart,
}
