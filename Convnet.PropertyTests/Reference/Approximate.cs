namespace Convnet.PropertyTests;

/// <summary>A number in double, and how far a float32 computation may be from it: each operation adds its rounding to what its operands bring.</summary>
/// <param name="Value">The number.</param>
/// <param name="Error">How far a float32 result may be off.</param>
internal readonly record struct Approximate(double Value, double Error = 0)
{
    /// <summary>A number that is known.</summary>
    public static implicit operator Approximate(double value) => new(value);

    public static Approximate operator +(Approximate a, Approximate b) =>
        Rounded(a.Value + b.Value, a.Error + b.Error, Math.Abs(a.Value) + Math.Abs(b.Value));

    public static Approximate operator -(Approximate a, Approximate b) => a + new Approximate(-b.Value, b.Error);

    public static Approximate operator *(Approximate a, Approximate b) =>
        Rounded(
            a.Value * b.Value,
            (Math.Abs(a.Value) * b.Error) + (Math.Abs(b.Value) * a.Error) + (a.Error * b.Error),
            Math.Abs(a.Value * b.Value)
        );

    /// <summary>1/√x of a number above 0.</summary>
    public Approximate InverseRoot()
    {
        var root = 1 / Math.Sqrt(Value);
        var least = Math.Max(Value - Error, Value / 4);
        return Rounded(root, (1 / Math.Sqrt(least)) - root, root);
    }

    private static Approximate Rounded(double value, double inherited, double magnitude) =>
        new(
            value,
            inherited + (2 * Approximations.Rounding * magnitude) + (magnitude > 0 ? Approximations.Underflow : 0)
        );
}
