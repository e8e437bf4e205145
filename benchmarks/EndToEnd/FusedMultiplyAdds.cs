using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Convnet.Benchmarks;

/// <summary>Nothing but fused multiply-adds in registers: what no program of this machine can outdo.</summary>
internal static class FusedMultiplyAdds
{
    /// <summary>Independent chains: as many as hide the latency (4 or 5 cycles, two a cycle), and as few as fit in 16 registers.</summary>
    public const int Chains = 12;

    /// <summary>Links of each chain.</summary>
    public const int Repetitions = 1_000_000;

    /// <summary>The loop with the framework's own width, 256 bits where there is AVX2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Portable()
    {
        var (x, y) = (Vector.Create(0.999f), Vector.Create(0.001f));
        var (a0, a1, a2, a3, a4, a5) = (x, x, x, x, x, x);
        var (a6, a7, a8, a9, a10, a11) = (y, y, y, y, y, y);
        for (var i = 0; i < Repetitions; i++)
        {
            a0 = Vector.FusedMultiplyAdd(a0, x, y);
            a1 = Vector.FusedMultiplyAdd(a1, x, y);
            a2 = Vector.FusedMultiplyAdd(a2, x, y);
            a3 = Vector.FusedMultiplyAdd(a3, x, y);
            a4 = Vector.FusedMultiplyAdd(a4, x, y);
            a5 = Vector.FusedMultiplyAdd(a5, x, y);
            a6 = Vector.FusedMultiplyAdd(a6, x, y);
            a7 = Vector.FusedMultiplyAdd(a7, x, y);
            a8 = Vector.FusedMultiplyAdd(a8, x, y);
            a9 = Vector.FusedMultiplyAdd(a9, x, y);
            a10 = Vector.FusedMultiplyAdd(a10, x, y);
            a11 = Vector.FusedMultiplyAdd(a11, x, y);
        }

        return Vector.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11);
    }

    /// <summary>The loop with 512 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Wide()
    {
        var (x, y) = (Vector512.Create(0.999f), Vector512.Create(0.001f));
        var (a0, a1, a2, a3, a4, a5) = (x, x, x, x, x, x);
        var (a6, a7, a8, a9, a10, a11) = (y, y, y, y, y, y);
        for (var i = 0; i < Repetitions; i++)
        {
            a0 = Vector512.FusedMultiplyAdd(a0, x, y);
            a1 = Vector512.FusedMultiplyAdd(a1, x, y);
            a2 = Vector512.FusedMultiplyAdd(a2, x, y);
            a3 = Vector512.FusedMultiplyAdd(a3, x, y);
            a4 = Vector512.FusedMultiplyAdd(a4, x, y);
            a5 = Vector512.FusedMultiplyAdd(a5, x, y);
            a6 = Vector512.FusedMultiplyAdd(a6, x, y);
            a7 = Vector512.FusedMultiplyAdd(a7, x, y);
            a8 = Vector512.FusedMultiplyAdd(a8, x, y);
            a9 = Vector512.FusedMultiplyAdd(a9, x, y);
            a10 = Vector512.FusedMultiplyAdd(a10, x, y);
            a11 = Vector512.FusedMultiplyAdd(a11, x, y);
        }

        return Vector512.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11);
    }
}
