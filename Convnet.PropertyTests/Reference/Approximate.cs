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

    /// <summary>1/√x of a number that is never below another, which is above 0.</summary>
    public Approximate InverseRoot(double least)
    {
        var (root, most) = (1 / Math.Sqrt(Value), 1 / Math.Sqrt(Math.Max(Value - Error, least)));
        return Rounded(root, Math.Max(most - root, root - (1 / Math.Sqrt(Value + Error))), root);
    }

    /// <summary>The same number where no result is further off than this, whatever its operands brought.</summary>
    public Approximate Within(double most) => this with { Error = Math.Min(Error, most) };

    private static Approximate Rounded(double value, double inherited, double magnitude) =>
        new(
            value,
            inherited + (2 * Approximations.Rounding * magnitude) + (magnitude > 0 ? Approximations.Underflow : 0)
        );
}
