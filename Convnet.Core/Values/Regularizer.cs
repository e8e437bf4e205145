namespace Convnet;

/// <summary>A penalty on the size of a parameter that training adds to the loss: L1·Σ|w| + L2·Σw² (Keras' L1L2).</summary>
public sealed record Regularizer(double L1 = 0, double L2 = 0)
{
    /// <summary>The weight of Σ|w|, at least 0.</summary>
    public double L1
    {
        get;
        init => field = Check.NotNegative(value);
    } = Check.NotNegative(L1);

    /// <summary>The weight of Σw², at least 0.</summary>
    public double L2
    {
        get;
        init => field = Check.NotNegative(value);
    } = Check.NotNegative(L2);

    /// <summary>Only absolute values: Keras' L1, with its 0.01 unless told.</summary>
    public static Regularizer OfL1(double l1 = 0.01) => new(L1: l1);

    /// <summary>Only squares, without a ½: Keras' L2, with its 0.01 unless told.</summary>
    public static Regularizer OfL2(double l2 = 0.01) => new(L2: l2);

    /// <summary>The penalty of these values.</summary>
    public double Penalty(Tensor parameter)
    {
        var (absolute, squares) = (0.0, 0.0);
        foreach (var value in Check.NotNull(parameter).Values)
        {
            absolute += Math.Abs((double)value);
            squares += (double)value * value;
        }

        return (L1 * absolute) + (L2 * squares);
    }

    /// <summary>Adds the penalty's gradient, L1·sign(w) + 2·L2·w, to <paramref name="gradient"/>; the derivative of |w| at 0 is 0.</summary>
    internal void AddGradient(ReadOnlySpan<float> parameter, Span<float> gradient)
    {
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] += (float)((L1 * Math.Sign(parameter[i])) + (2 * L2 * parameter[i]));
        }
    }
}
