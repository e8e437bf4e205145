using System.Diagnostics;
using System.Globalization;

namespace Convnet;

/// <summary>
/// From where to where something is drawn, as a share of what it belongs to: made from <c>0.1</c>, which is −0.1 to 0.1, or from
/// <c>(-0.1, 0.2)</c>, in either order, as in Keras.
/// </summary>
public readonly record struct Factor
{
    /// <summary>Between two numbers, in either order.</summary>
    public Factor(double one, double other) => (Lower, Upper) = (Math.Min(one, other), Math.Max(one, other));

    /// <summary>The smallest share.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public double Lower { get; }

    /// <summary>The share that is not reached, unless it is the smallest, too.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public double Upper { get; }

    /// <summary>As much to either side of 0.</summary>
    public static implicit operator Factor(double most) => new(-most, most);

    /// <summary>From a C# tuple: <c>(-0.1, 0.2)</c>.</summary>
    public static implicit operator Factor((double One, double Other) range) => new(range.One, range.Other);

    /// <summary>From an F# tuple, which is an object: <c>(-0.1, 0.2)</c>.</summary>
    public static implicit operator Factor(Tuple<double, double> range) => new(range.Item1, range.Item2);

    /// <summary>Both numbers: <c>(-0.1, 0.2)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({Lower:R}, {Upper:R})");

    /// <summary>A draw of a key.</summary>
    internal double Draw(RandomKey key, ulong index) => Lower + ((Upper - Lower) * key.Uniform(index));
}
