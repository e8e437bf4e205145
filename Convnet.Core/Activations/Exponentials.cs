using System.Numerics.Tensors;

namespace Convnet;

/// <summary>
/// What activations need of exp and log near zero, where floats would lose their digits: computed in double by vectors, for at most a chunk of values.
/// Rounded to float, the results are within 1 ulp.
/// </summary>
internal static class Exponentials
{
    // Below this, 1 + x keeps too few digits of x, and two terms of the series have 11 of their own.
    private const double Small = 1e-5;

    /// <summary>Formula: eʸ − 1 for y = factor·x; for small y, y + y²/2.</summary>
    public static void ExpM1(ReadOnlySpan<float> input, double factor, Span<double> output)
    {
        Span<double> y = stackalloc double[Chunks.Most];
        y = y[..input.Length];
        TensorPrimitives.ConvertTruncating(input, y);
        TensorPrimitives.Multiply(y, factor, y);
        TensorPrimitives.Exp(y, output);
        for (var i = 0; i < y.Length; i++)
        {
            output[i] = Math.Abs(y[i]) < Small ? y[i] + (y[i] * y[i] / 2) : output[i] - 1;
        }
    }

    /// <summary>Formula: ln(1 + e) for e = e⁻|x|; for small e, e − e²/2.</summary>
    public static void LogP1OfDecay(ReadOnlySpan<float> input, Span<double> output)
    {
        Span<double> x = stackalloc double[Chunks.Most];
        x = x[..input.Length];
        TensorPrimitives.ConvertTruncating(input, x);
        LogP1OfDecay(x, output);
    }

    /// <summary>The same of a chunk of doubles.</summary>
    public static void LogP1OfDecay(ReadOnlySpan<double> input, Span<double> output)
    {
        Span<double> decay = stackalloc double[Chunks.Most];
        decay = decay[..input.Length];
        TensorPrimitives.Abs(input, decay);
        TensorPrimitives.Negate(decay, decay);
        TensorPrimitives.Exp(decay, decay);
        TensorPrimitives.Add(decay, 1, output);
        TensorPrimitives.Log(output, output);
        for (var i = 0; i < decay.Length; i++)
        {
            var small = decay[i];
            output[i] = small < Small ? small - (small * small / 2) : output[i];
        }
    }
}
