using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>F(3, 3) with the points ±5/4, ±3/8 and ∞.</summary>
/// <remarks>
/// Two pairs of opposite points lose half as much to rounding as the usual 0, ±1, 2 and ∞ do. The rows of −5/4 and −3/8 have the
/// other sign in both Bᵀ and G.
/// </remarks>
internal readonly unsafe struct WinogradPoints3<TWidth, TVector> : IWinogradPoints
    where TWidth : struct, IVectorWidth<TVector, float>
    where TVector : struct
{
    private const float P = 1.25f;
    private const float Q = 0.375f;

    // The squares; exact, as all products of them below.
    private const float A = P * P;
    private const float B = Q * Q;

    // 1/M′ at P and Q.
    private const float AtP = 1 / (2 * P * (A - B));
    private const float AtQ = 1 / (2 * Q * (B - A));

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
        var oddP = TWidth.MultiplyAdd(TWidth.Create(-B), d1, d3);
        var evenP = TWidth.Multiply(TWidth.Create(P), TWidth.MultiplyAdd(TWidth.Create(-B), d0, d2));
        var oddQ = TWidth.MultiplyAdd(TWidth.Create(-A), d1, d3);
        var evenQ = TWidth.Multiply(TWidth.Create(Q), TWidth.MultiplyAdd(TWidth.Create(-A), d0, d2));

        TWidth.Store(TWidth.Add(evenP, oddP), to);
        TWidth.Store(TWidth.Subtract(evenP, oddP), to + toStep);
        TWidth.Store(TWidth.Add(evenQ, oddQ), to + (2 * toStep));
        TWidth.Store(TWidth.Subtract(evenQ, oddQ), to + (3 * toStep));
        TWidth.Store(
            TWidth.MultiplyAdd(TWidth.Create(A * B), d0, TWidth.MultiplyAdd(TWidth.Create(-(A + B)), d2, d4)),
            to + (4 * toStep)
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
        var evenP = TWidth.Multiply(TWidth.Create(P), TWidth.Add(v0, v1));
        var oddP = TWidth.Subtract(v0, v1);
        var evenQ = TWidth.Multiply(TWidth.Create(Q), TWidth.Add(v2, v3));
        var oddQ = TWidth.Subtract(v2, v3);

        TWidth.Store(
            TWidth.MultiplyAdd(
                TWidth.Create(A * B),
                v4,
                TWidth.MultiplyAdd(TWidth.Create(-B), evenP, TWidth.Multiply(TWidth.Create(-A), evenQ))
            ),
            to
        );
        TWidth.Store(
            TWidth.MultiplyAdd(TWidth.Create(-B), oddP, TWidth.Multiply(TWidth.Create(-A), oddQ)),
            to + toStep
        );
        TWidth.Store(TWidth.MultiplyAdd(TWidth.Create(-(A + B)), v4, TWidth.Add(evenP, evenQ)), to + (2 * toStep));
        TWidth.Store(TWidth.Add(oddP, oddQ), to + (3 * toStep));
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
        var evenP = TWidth.Add(v0, v1);
        var oddP = TWidth.Multiply(TWidth.Create(P), TWidth.Subtract(v0, v1));
        var evenQ = TWidth.Add(v2, v3);
        var oddQ = TWidth.Multiply(TWidth.Create(Q), TWidth.Subtract(v2, v3));

        TWidth.Store(TWidth.Add(evenP, evenQ), to);
        TWidth.Store(TWidth.Add(oddP, oddQ), to + toStep);
        TWidth.Store(
            TWidth.Add(v4, TWidth.MultiplyAdd(TWidth.Create(A), evenP, TWidth.Multiply(TWidth.Create(B), evenQ))),
            to + (2 * toStep)
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OutputAdjoint(float* from, nint step, float* to, nint toStep)
    {
        var y0 = TWidth.Load(from);
        var y1 = TWidth.Load(from + step);
        var y2 = TWidth.Load(from + (2 * step));
        var evenP = TWidth.MultiplyAdd(TWidth.Create(A), y2, y0);
        var oddP = TWidth.Multiply(TWidth.Create(P), y1);
        var evenQ = TWidth.MultiplyAdd(TWidth.Create(B), y2, y0);
        var oddQ = TWidth.Multiply(TWidth.Create(Q), y1);

        TWidth.Store(TWidth.Add(evenP, oddP), to);
        TWidth.Store(TWidth.Subtract(evenP, oddP), to + toStep);
        TWidth.Store(TWidth.Add(evenQ, oddQ), to + (2 * toStep));
        TWidth.Store(TWidth.Subtract(evenQ, oddQ), to + (3 * toStep));
        TWidth.Store(y2, to + (4 * toStep));
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

        TWidth.Store(TWidth.Add(evenP, oddP), to);
        TWidth.Store(TWidth.Subtract(evenP, oddP), to + toStep);
        TWidth.Store(TWidth.Add(evenQ, oddQ), to + (2 * toStep));
        TWidth.Store(TWidth.Subtract(evenQ, oddQ), to + (3 * toStep));
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
        var evenP = TWidth.Multiply(TWidth.Create(AtP), TWidth.Add(u0, u1));
        var oddP = TWidth.Multiply(TWidth.Create(AtP * P), TWidth.Subtract(u0, u1));
        var evenQ = TWidth.Multiply(TWidth.Create(AtQ), TWidth.Add(u2, u3));
        var oddQ = TWidth.Multiply(TWidth.Create(AtQ * Q), TWidth.Subtract(u2, u3));

        TWidth.Store(TWidth.Add(evenP, evenQ), to);
        TWidth.Store(TWidth.Add(oddP, oddQ), to + toStep);
        TWidth.Store(
            TWidth.MultiplyAdd(TWidth.Create(A), evenP, TWidth.MultiplyAdd(TWidth.Create(B), evenQ, u4)),
            to + (2 * toStep)
        );
    }

    public static void Copy(float* from, float* to) => TWidth.Store(TWidth.Load(from), to);

    public static void Add(float* from, float* to) => TWidth.Store(TWidth.Add(TWidth.Load(to), TWidth.Load(from)), to);

    public static void Clear(float* to) => TWidth.Store(TWidth.Create(0), to);
}
