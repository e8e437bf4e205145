namespace Convnet.PropertyTests;

/// <summary>What a float32 computation should give: each value in double, and how far rounding may take a float32 result from it.</summary>
internal sealed class Approximations(Shape shape)
{
    /// <summary>Half a unit in the last place of 1 in float32.</summary>
    public const double Rounding = 1.0 / (1 << 24);

    /// <summary>Below the smallest normal float32 (2⁻¹²⁶) digits are lost, or all of the value.</summary>
    public const double Underflow = 1.2e-38;

    public Shape Shape => shape;

    public double[] Values { get; } = new double[shape.Size];

    public double[] Errors { get; } = new double[shape.Size];

    /// <summary>Values that are known.</summary>
    public static Approximations Exactly(Tensor tensor)
    {
        var exact = new Approximations(tensor.Shape);
        for (var i = 0; i < exact.Values.Length; i++)
        {
            exact.Values[i] = tensor.Values[i];
        }

        return exact;
    }

    /// <summary>The same values under another shape.</summary>
    public Approximations Reshape(Shape to)
    {
        var reshaped = new Approximations(to);
        Values.CopyTo(reshaped.Values, 0);
        Errors.CopyTo(reshaped.Errors, 0);
        return reshaped;
    }

    /// <summary>The same but for one value, which is moved.</summary>
    public Approximations Move(int index, double distance)
    {
        var moved = Reshape(shape);
        moved.Values[index] += distance;
        return moved;
    }

    /// <summary>Σ value·weight.</summary>
    public double Dot(Tensor weights)
    {
        var sum = 0.0;
        for (var i = 0; i < Values.Length; i++)
        {
            sum += Values[i] * weights.Values[i];
        }

        return sum;
    }
}
