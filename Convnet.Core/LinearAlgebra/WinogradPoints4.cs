using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>F(4, 3) with the points 0, ±23/16, ±11/16 and ∞.</summary>
/// <remarks>
/// The usual points 0, ±1, ±2 and ∞ need fewer multiplications, but multiply-add makes these free here, and rounding costs half as much: of the
/// pairs of sixteenths they give nearly the least sum of squares of Aᵀ, G and Bᵀ together.
/// </remarks>
internal readonly unsafe struct WinogradPoints4<TWidth, TVector> : IWinogradPoints
    where TWidth : struct, IVectorWidth<TVector, float>
    where TVector : struct
{
    private const float P = 1.4375f;
    private const float Q = 0.6875f;

    // The squares, which are the only places where the signs of the points do not matter; exact, as all products of them below.
    private const float A = P * P;
    private const float B = Q * Q;

    // 1/M′ at 0, ±P and ±Q.
    private const float AtZero = 1 / (A * B);
    private const float AtP = 1 / (2 * A * (A - B));
    private const float AtQ = 1 / (2 * B * (B - A));

    public static int Tile => 4;

    public static int Lanes => TWidth.Lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Input(float* from, nint step, float* to, nint toStep)
    {
        var d0 = TWidth.Load(from);
        var d1 = TWidth.Load(from + step);
        var d2 = TWidth.Load(from + (2 * step));
        var d3 = TWidth.Load(from + (3 * step));
        var d4 = TWidth.Load(from + (4 * step));
        var d5 = TWidth.Load(from + (5 * step));
        var evenP = TWidth.MultiplyAdd(TWidth.Create(-B), d2, d4);
        var oddP = TWidth.Multiply(TWidth.Create(P), TWidth.MultiplyAdd(TWidth.Create(-B), d1, d3));
        var evenQ = TWidth.MultiplyAdd(TWidth.Create(-A), d2, d4);
        var oddQ = TWidth.Multiply(TWidth.Create(Q), TWidth.MultiplyAdd(TWidth.Create(-A), d1, d3));

        TWidth.Store(
            TWidth.MultiplyAdd(TWidth.Create(A * B), d0, TWidth.MultiplyAdd(TWidth.Create(-(A + B)), d2, d4)),
            to
        );
        TWidth.Store(TWidth.Add(evenP, oddP), to + toStep);
        TWidth.Store(TWidth.Subtract(evenP, oddP), to + (2 * toStep));
        TWidth.Store(TWidth.Add(evenQ, oddQ), to + (3 * toStep));
        TWidth.Store(TWidth.Subtract(evenQ, oddQ), to + (4 * toStep));
        TWidth.Store(
            TWidth.MultiplyAdd(TWidth.Create(A * B), d1, TWidth.MultiplyAdd(TWidth.Create(-(A + B)), d3, d5)),
            to + (5 * toStep)
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InputAdjoint(float* from, nint step, float* to, nint toStep)
    {
        var v0 = TWidth.Load(from);
        var v1 = TWidth.Load(from + step);
        var v2 = TWidth.Load(from + (2 * step));
        var v3 = TWidth.Load(from + (3 * step));
        var v4 = TWidth.Load(from + (4 * step));
        var v5 = TWidth.Load(from + (5 * step));
        var evenP = TWidth.Add(v1, v2);
        var oddP = TWidth.Multiply(TWidth.Create(P), TWidth.Subtract(v1, v2));
        var evenQ = TWidth.Add(v3, v4);
        var oddQ = TWidth.Multiply(TWidth.Create(Q), TWidth.Subtract(v3, v4));

        TWidth.Store(TWidth.Multiply(TWidth.Create(A * B), v0), to);
        TWidth.Store(
            TWidth.MultiplyAdd(
                TWidth.Create(A * B),
                v5,
                TWidth.MultiplyAdd(TWidth.Create(-B), oddP, TWidth.Multiply(TWidth.Create(-A), oddQ))
            ),
            to + toStep
        );
        TWidth.Store(
            TWidth.MultiplyAdd(
                TWidth.Create(-(A + B)),
                v0,
                TWidth.MultiplyAdd(TWidth.Create(-B), evenP, TWidth.Multiply(TWidth.Create(-A), evenQ))
            ),
            to + (2 * toStep)
        );
        TWidth.Store(TWidth.MultiplyAdd(TWidth.Create(-(A + B)), v5, TWidth.Add(oddP, oddQ)), to + (3 * toStep));
        TWidth.Store(TWidth.Add(v0, TWidth.Add(evenP, evenQ)), to + (4 * toStep));
        TWidth.Store(v5, to + (5 * toStep));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Output(float* from, nint step, float* to, nint toStep)
    {
        var v0 = TWidth.Load(from);
        var v1 = TWidth.Load(from + step);
        var v2 = TWidth.Load(from + (2 * step));
        var v3 = TWidth.Load(from + (3 * step));
        var v4 = TWidth.Load(from + (4 * step));
        var v5 = TWidth.Load(from + (5 * step));
        var evenP = TWidth.Add(v1, v2);
        var oddP = TWidth.Multiply(TWidth.Create(P), TWidth.Subtract(v1, v2));
        var evenQ = TWidth.Add(v3, v4);
        var oddQ = TWidth.Multiply(TWidth.Create(Q), TWidth.Subtract(v3, v4));

        TWidth.Store(TWidth.Add(v0, TWidth.Add(evenP, evenQ)), to);
        TWidth.Store(TWidth.Add(oddP, oddQ), to + toStep);
        TWidth.Store(
            TWidth.MultiplyAdd(TWidth.Create(A), evenP, TWidth.Multiply(TWidth.Create(B), evenQ)),
            to + (2 * toStep)
        );
        TWidth.Store(
            TWidth.Add(v5, TWidth.MultiplyAdd(TWidth.Create(A), oddP, TWidth.Multiply(TWidth.Create(B), oddQ))),
            to + (3 * toStep)
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OutputAdjoint(float* from, nint step, float* to, nint toStep)
    {
        var y0 = TWidth.Load(from);
        var y1 = TWidth.Load(from + step);
        var y2 = TWidth.Load(from + (2 * step));
        var y3 = TWidth.Load(from + (3 * step));
        var evenP = TWidth.MultiplyAdd(TWidth.Create(A), y2, y0);
        var oddP = TWidth.Multiply(TWidth.Create(P), TWidth.MultiplyAdd(TWidth.Create(A), y3, y1));
        var evenQ = TWidth.MultiplyAdd(TWidth.Create(B), y2, y0);
        var oddQ = TWidth.Multiply(TWidth.Create(Q), TWidth.MultiplyAdd(TWidth.Create(B), y3, y1));

        TWidth.Store(y0, to);
        TWidth.Store(TWidth.Add(evenP, oddP), to + toStep);
        TWidth.Store(TWidth.Subtract(evenP, oddP), to + (2 * toStep));
        TWidth.Store(TWidth.Add(evenQ, oddQ), to + (3 * toStep));
        TWidth.Store(TWidth.Subtract(evenQ, oddQ), to + (4 * toStep));
        TWidth.Store(y3, to + (5 * toStep));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Kernel(float* from, nint step, float* to, nint toStep)
    {
        var g0 = TWidth.Load(from);
        var g1 = TWidth.Load(from + step);
        var g2 = TWidth.Load(from + (2 * step));
        var evenP = TWidth.Multiply(TWidth.Create(AtP), TWidth.MultiplyAdd(TWidth.Create(A), g2, g0));
        var oddP = TWidth.Multiply(TWidth.Create(AtP * P), g1);
        var evenQ = TWidth.Multiply(TWidth.Create(AtQ), TWidth.MultiplyAdd(TWidth.Create(B), g2, g0));
        var oddQ = TWidth.Multiply(TWidth.Create(AtQ * Q), g1);

        TWidth.Store(TWidth.Multiply(TWidth.Create(AtZero), g0), to);
        TWidth.Store(TWidth.Add(evenP, oddP), to + toStep);
        TWidth.Store(TWidth.Subtract(evenP, oddP), to + (2 * toStep));
        TWidth.Store(TWidth.Add(evenQ, oddQ), to + (3 * toStep));
        TWidth.Store(TWidth.Subtract(evenQ, oddQ), to + (4 * toStep));
        TWidth.Store(g2, to + (5 * toStep));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void KernelAdjoint(float* from, nint step, float* to, nint toStep)
    {
        var u0 = TWidth.Load(from);
        var u1 = TWidth.Load(from + step);
        var u2 = TWidth.Load(from + (2 * step));
        var u3 = TWidth.Load(from + (3 * step));
        var u4 = TWidth.Load(from + (4 * step));
        var u5 = TWidth.Load(from + (5 * step));
        var evenP = TWidth.Multiply(TWidth.Create(AtP), TWidth.Add(u1, u2));
        var oddP = TWidth.Multiply(TWidth.Create(AtP * P), TWidth.Subtract(u1, u2));
        var evenQ = TWidth.Multiply(TWidth.Create(AtQ), TWidth.Add(u3, u4));
        var oddQ = TWidth.Multiply(TWidth.Create(AtQ * Q), TWidth.Subtract(u3, u4));

        TWidth.Store(TWidth.MultiplyAdd(TWidth.Create(AtZero), u0, TWidth.Add(evenP, evenQ)), to);
        TWidth.Store(TWidth.Add(oddP, oddQ), to + toStep);
        TWidth.Store(
            TWidth.MultiplyAdd(TWidth.Create(A), evenP, TWidth.MultiplyAdd(TWidth.Create(B), evenQ, u5)),
            to + (2 * toStep)
        );
    }

    public static void Copy(float* from, float* to) => TWidth.Store(TWidth.Load(from), to);

    public static void Add(float* from, float* to) => TWidth.Store(TWidth.Add(TWidth.Load(to), TWidth.Load(from)), to);

    public static void Clear(float* to) => TWidth.Store(TWidth.Create(0), to);
}
