using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>F(3, 3) with the points 0, 1, −1, 2 and ∞.</summary>
internal readonly unsafe struct WinogradPoints3<TWidth, TVector> : IWinogradPoints
    where TWidth : struct, IVectorWidth<TVector, float>
    where TVector : struct
{
    // The last finite point.
    private const float C = 2;

    // 1/M′ at 0, 1, −1 and C.
    private const float AtZero = 1 / C;
    private const float AtOne = 1 / (2 * (1 - C));
    private const float AtMinusOne = -1 / (2 * (1 + C));
    private const float AtC = 1 / (C * ((C * C) - 1));

    public static int Tile => 3;

    public static int Lanes => TWidth.Lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Input(float* from, nint step, float* to, nint toStep)
    {
        var d0 = TWidth.Load(from);
        var d1 = TWidth.Load(from + step);
        var d2 = TWidth.Load(from + (2 * step));
        var d3 = TWidth.Load(from + (3 * step));
        var d4 = TWidth.Load(from + (4 * step));
        var e0 = TWidth.MultiplyAdd(TWidth.Create(-C), d0, d1);
        var e1 = TWidth.MultiplyAdd(TWidth.Create(-C), d1, d2);
        var e2 = TWidth.MultiplyAdd(TWidth.Create(-C), d2, d3);
        var e3 = TWidth.MultiplyAdd(TWidth.Create(-C), d3, d4);

        TWidth.Store(TWidth.Subtract(e2, e0), to);
        TWidth.Store(TWidth.Add(e2, e1), to + toStep);
        TWidth.Store(TWidth.Subtract(e2, e1), to + (2 * toStep));
        TWidth.Store(TWidth.Subtract(d3, d1), to + (3 * toStep));
        TWidth.Store(TWidth.Subtract(e3, e1), to + (4 * toStep));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InputAdjoint(float* from, nint step, float* to, nint toStep)
    {
        var v0 = TWidth.Load(from);
        var v1 = TWidth.Load(from + step);
        var v2 = TWidth.Load(from + (2 * step));
        var v3 = TWidth.Load(from + (3 * step));
        var v4 = TWidth.Load(from + (4 * step));
        var sum = TWidth.Add(v1, v2);
        var e1 = TWidth.Subtract(TWidth.Subtract(v1, v2), v4);
        var e2 = TWidth.Add(v0, sum);

        TWidth.Store(TWidth.Multiply(TWidth.Create(C), v0), to);
        TWidth.Store(TWidth.Subtract(TWidth.Multiply(TWidth.Create(-C), e1), TWidth.Add(v0, v3)), to + toStep);
        TWidth.Store(TWidth.MultiplyAdd(TWidth.Create(-C), e2, e1), to + (2 * toStep));
        TWidth.Store(TWidth.Add(TWidth.MultiplyAdd(TWidth.Create(-C), v4, e2), v3), to + (3 * toStep));
        TWidth.Store(v4, to + (4 * toStep));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Output(float* from, nint step, float* to, nint toStep)
    {
        var v0 = TWidth.Load(from);
        var v1 = TWidth.Load(from + step);
        var v2 = TWidth.Load(from + (2 * step));
        var v3 = TWidth.Load(from + (3 * step));
        var v4 = TWidth.Load(from + (4 * step));
        var even = TWidth.Add(v1, v2);
        var odd = TWidth.Subtract(v1, v2);

        TWidth.Store(TWidth.Add(TWidth.Add(v0, even), v3), to);
        TWidth.Store(TWidth.MultiplyAdd(TWidth.Create(C), v3, odd), to + toStep);
        TWidth.Store(TWidth.Add(TWidth.MultiplyAdd(TWidth.Create(C * C), v3, even), v4), to + (2 * toStep));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OutputAdjoint(float* from, nint step, float* to, nint toStep)
    {
        var y0 = TWidth.Load(from);
        var y1 = TWidth.Load(from + step);
        var y2 = TWidth.Load(from + (2 * step));
        var even = TWidth.Add(y0, y2);

        TWidth.Store(y0, to);
        TWidth.Store(TWidth.Add(even, y1), to + toStep);
        TWidth.Store(TWidth.Subtract(even, y1), to + (2 * toStep));
        TWidth.Store(
            TWidth.MultiplyAdd(TWidth.Create(C * C), y2, TWidth.MultiplyAdd(TWidth.Create(C), y1, y0)),
            to + (3 * toStep)
        );
        TWidth.Store(y2, to + (4 * toStep));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Kernel(float* from, nint step, float* to, nint toStep)
    {
        var g0 = TWidth.Load(from);
        var g1 = TWidth.Load(from + step);
        var g2 = TWidth.Load(from + (2 * step));
        var even = TWidth.Add(g0, g2);

        TWidth.Store(TWidth.Multiply(TWidth.Create(AtZero), g0), to);
        TWidth.Store(TWidth.Multiply(TWidth.Create(AtOne), TWidth.Add(even, g1)), to + toStep);
        TWidth.Store(TWidth.Multiply(TWidth.Create(AtMinusOne), TWidth.Subtract(even, g1)), to + (2 * toStep));
        TWidth.Store(
            TWidth.Multiply(
                TWidth.Create(AtC),
                TWidth.MultiplyAdd(TWidth.Create(C * C), g2, TWidth.MultiplyAdd(TWidth.Create(C), g1, g0))
            ),
            to + (3 * toStep)
        );
        TWidth.Store(g2, to + (4 * toStep));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void KernelAdjoint(float* from, nint step, float* to, nint toStep)
    {
        var u0 = TWidth.Load(from);
        var u1 = TWidth.Load(from + step);
        var u2 = TWidth.Load(from + (2 * step));
        var u3 = TWidth.Load(from + (3 * step));
        var u4 = TWidth.Load(from + (4 * step));
        var one = TWidth.Multiply(TWidth.Create(AtOne), u1);
        var minusOne = TWidth.Multiply(TWidth.Create(AtMinusOne), u2);
        var two = TWidth.Multiply(TWidth.Create(AtC), u3);
        var even = TWidth.Add(one, minusOne);

        TWidth.Store(TWidth.Add(TWidth.MultiplyAdd(TWidth.Create(AtZero), u0, even), two), to);
        TWidth.Store(TWidth.MultiplyAdd(TWidth.Create(C), two, TWidth.Subtract(one, minusOne)), to + toStep);
        TWidth.Store(TWidth.Add(TWidth.MultiplyAdd(TWidth.Create(C * C), two, even), u4), to + (2 * toStep));
    }

    public static void Copy(float* from, float* to) => TWidth.Store(TWidth.Load(from), to);

    public static void Add(float* from, float* to) => TWidth.Store(TWidth.Add(TWidth.Load(to), TWidth.Load(from)), to);

    public static void Clear(float* to) => TWidth.Store(TWidth.Create(0), to);
}
