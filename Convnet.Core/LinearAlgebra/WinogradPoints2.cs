using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>F(2, 3) with the points 0, 1, −1 and ∞: additions alone.</summary>
/// <remarks>The row of the point 0 has the other sign in both Bᵀ and G, so that G holds no −1.</remarks>
internal readonly unsafe struct WinogradPoints2<TWidth, TVector> : IWinogradPoints
    where TWidth : struct, IVectorWidth<TVector, float>
    where TVector : struct
{
    public static int Tile => 2;

    public static int Lanes => TWidth.Lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Input(float* from, nint step, float* to, nint toStep)
    {
        var d0 = TWidth.Load(from);
        var d1 = TWidth.Load(from + step);
        var d2 = TWidth.Load(from + (2 * step));
        var d3 = TWidth.Load(from + (3 * step));

        TWidth.Store(TWidth.Subtract(d0, d2), to);
        TWidth.Store(TWidth.Add(d1, d2), to + toStep);
        TWidth.Store(TWidth.Subtract(d2, d1), to + (2 * toStep));
        TWidth.Store(TWidth.Subtract(d3, d1), to + (3 * toStep));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InputAdjoint(float* from, nint step, float* to, nint toStep)
    {
        var v0 = TWidth.Load(from);
        var v1 = TWidth.Load(from + step);
        var v2 = TWidth.Load(from + (2 * step));
        var v3 = TWidth.Load(from + (3 * step));

        TWidth.Store(v0, to);
        TWidth.Store(TWidth.Subtract(TWidth.Subtract(v1, v2), v3), to + toStep);
        TWidth.Store(TWidth.Subtract(TWidth.Add(v1, v2), v0), to + (2 * toStep));
        TWidth.Store(v3, to + (3 * toStep));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Output(float* from, nint step, float* to, nint toStep)
    {
        var v0 = TWidth.Load(from);
        var v1 = TWidth.Load(from + step);
        var v2 = TWidth.Load(from + (2 * step));
        var v3 = TWidth.Load(from + (3 * step));

        TWidth.Store(TWidth.Add(v0, TWidth.Add(v1, v2)), to);
        TWidth.Store(TWidth.Add(TWidth.Subtract(v1, v2), v3), to + toStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OutputAdjoint(float* from, nint step, float* to, nint toStep)
    {
        var y0 = TWidth.Load(from);
        var y1 = TWidth.Load(from + step);

        TWidth.Store(y0, to);
        TWidth.Store(TWidth.Add(y0, y1), to + toStep);
        TWidth.Store(TWidth.Subtract(y0, y1), to + (2 * toStep));
        TWidth.Store(y1, to + (3 * toStep));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Kernel(float* from, nint step, float* to, nint toStep)
    {
        var g0 = TWidth.Load(from);
        var g1 = TWidth.Load(from + step);
        var g2 = TWidth.Load(from + (2 * step));
        var even = TWidth.Multiply(TWidth.Create(0.5f), TWidth.Add(g0, g2));
        var odd = TWidth.Multiply(TWidth.Create(0.5f), g1);

        TWidth.Store(g0, to);
        TWidth.Store(TWidth.Add(even, odd), to + toStep);
        TWidth.Store(TWidth.Subtract(even, odd), to + (2 * toStep));
        TWidth.Store(g2, to + (3 * toStep));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void KernelAdjoint(float* from, nint step, float* to, nint toStep)
    {
        var u0 = TWidth.Load(from);
        var u1 = TWidth.Load(from + step);
        var u2 = TWidth.Load(from + (2 * step));
        var u3 = TWidth.Load(from + (3 * step));
        var even = TWidth.Multiply(TWidth.Create(0.5f), TWidth.Add(u1, u2));
        var odd = TWidth.Multiply(TWidth.Create(0.5f), TWidth.Subtract(u1, u2));

        TWidth.Store(TWidth.Add(u0, even), to);
        TWidth.Store(odd, to + toStep);
        TWidth.Store(TWidth.Add(even, u3), to + (2 * toStep));
    }

    public static void Copy(float* from, float* to) => TWidth.Store(TWidth.Load(from), to);

    public static void Add(float* from, float* to) => TWidth.Store(TWidth.Add(TWidth.Load(to), TWidth.Load(from)), to);

    public static void Clear(float* to) => TWidth.Store(TWidth.Create(0), to);
}
