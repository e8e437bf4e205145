using MathNet.Numerics.Providers.LinearAlgebra;

namespace Convnet;

/// <summary>Matrix products through a MathNet provider that is not our own, which takes nothing but whole arrays of exact length.</summary>
/// <remarks>MathNet's MKL provider does not check the lengths of A and B: the caller does, before it comes here.</remarks>
internal static class WholeArrays
{
    internal static void Multiply(
        ILinearAlgebraProvider provider,
        Product product,
        ArraySegment<float> a,
        ArraySegment<float> b,
        float beta,
        ArraySegment<float> c
    )
    {
        var (transposeA, transposeB, m, n, k) = product;
        var result = Whole(c, m * n, copy: beta != 0f);

        // MathNet is column-major, where our matrices are their own transposes: Cᵀ = op(B)ᵀ·op(A)ᵀ, so B comes first.
        provider.MatrixMultiplyWithUpdate(
            transposeB ? Transpose.Transpose : Transpose.DontTranspose,
            transposeA ? Transpose.Transpose : Transpose.DontTranspose,
            1f,
            Whole(b, k * n, copy: true),
            transposeB ? k : n,
            transposeB ? n : k,
            Whole(a, m * k, copy: true),
            transposeA ? m : k,
            transposeA ? k : m,
            beta,
            result
        );
        if (result != c.Array)
        {
            result.CopyTo(c.AsSpan());
        }
    }

    private static float[] Whole(ArraySegment<float> operand, int length, bool copy)
    {
        if (operand.Array!.Length == length)
        {
            return operand.Array;
        }

        float[] whole = Temporary(length);
        if (copy)
        {
            operand.AsSpan(0, length).CopyTo(whole);
        }

        return whole;
    }

    // From the arena of the epoch where there is one, so that a step allocates nothing here.
    private static float[] Temporary(int length) =>
        Arena.Rent(length) is { Array: { } array } && array.Length == length ? array : new float[length];
}
