using System.Runtime.Intrinsics;

namespace Convnet;

/// <summary>Matrix products in C#, with the vectors of this machine: needs nothing installed.</summary>
/// <remarks>One source for all widths; where the hardware has fused multiply-add, they give the same bits.</remarks>
internal sealed class SimdKernel : IMatrixKernel
{
    private readonly int width;

    /// <summary>A kernel of the widest vectors that the machine has.</summary>
    internal SimdKernel()
        : this(Widths[0]) { }

    /// <summary>A kernel of vectors of 512, 256 or 128 bits.</summary>
    internal SimdKernel(int width) => this.width = width;

    /// <summary>The widths that run in hardware here, widest first; 128 bits alone where there is none.</summary>
    internal static IReadOnlyList<int> Widths { get; } =
    [
        .. Vector512.IsHardwareAccelerated ? (int[])[512] : [],
        .. Vector256.IsHardwareAccelerated ? (int[])[256] : [],
        128,
    ];

    public unsafe void Multiply(
        Product product,
        ReadOnlySpan<float> a,
        ReadOnlySpan<float> b,
        float beta,
        Span<float> c
    )
    {
        product.Check(a.Length, b.Length, c.Length);
        fixed (
            float* pa = a,
                pb = b,
                pc = c
        )
        {
            Multiply(product, pa, pb, beta, pc);
        }
    }

    public unsafe void Multiply(
        Product product,
        ReadOnlySpan<double> a,
        ReadOnlySpan<double> b,
        double beta,
        Span<double> c
    )
    {
        product.Check(a.Length, b.Length, c.Length);
        fixed (
            double* pa = a,
                pb = b,
                pc = c
        )
        {
            Multiply(product, pa, pb, beta, pc);
        }
    }

    /// <summary>The hardware that does the work, as <see cref="Provider.Describe"/> shows it.</summary>
    public override string ToString() => $"C#, vectors of {width} bits";

    private unsafe void Multiply<T>(Product product, T* a, T* b, T beta, T* c)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        switch (width)
        {
            case 512:
                BlockedProduct<Width512<T>, Vector512<T>, T>.Run(product, a, b, beta, c);
                break;
            case 256:
                BlockedProduct<Width256<T>, Vector256<T>, T>.Run(product, a, b, beta, c);
                break;
            default:
                BlockedProduct<Width128<T>, Vector128<T>, T>.Run(product, a, b, beta, c);
                break;
        }
    }
}
