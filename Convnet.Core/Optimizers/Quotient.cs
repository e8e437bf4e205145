using System.Numerics.Tensors;

namespace Convnet;

/// <summary>Runs of values over the roots of squares, which are overwritten. Where ε belongs differs from optimizer to optimizer.</summary>
internal static class Quotient
{
    /// <summary>value ← value/√(square + ε).</summary>
    public static void EpsilonInside(Span<float> values, Span<float> squares, float epsilon)
    {
        TensorPrimitives.Add(squares, epsilon, squares);
        TensorPrimitives.Sqrt(squares, squares);
        TensorPrimitives.Divide(values, squares, values);
    }

    /// <summary>value ← value/(√square + ε).</summary>
    public static void EpsilonOutside(Span<float> values, Span<float> squares, float epsilon)
    {
        TensorPrimitives.Sqrt(squares, squares);
        TensorPrimitives.Add(squares, epsilon, squares);
        TensorPrimitives.Divide(values, squares, values);
    }
}
