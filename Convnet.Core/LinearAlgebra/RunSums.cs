using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>The micro-kernel of <see cref="PooledInputGradient{TWidth, TVector}"/>: a piece of one run of the input's gradient stays in registers over the filters that won at its position.</summary>
/// <remarks>Sizes are type arguments and sums are locals, as in <see cref="Tile{TWidth, TVector, T}"/>. Each sum runs over the entries in order, whatever the width.</remarks>
internal static unsafe class RunSums<TWidth, TVector>
    where TWidth : struct, IVectorWidth<TVector, float>
    where TVector : struct
{
    /// <summary>Most vectors of a piece.</summary>
    internal const int MostVectors = 12;

    /// <summary>The kernel of 1 to 12 vectors.</summary>
    internal static delegate* <WonPosition*, nint, LiveEntry*, float*, float*, int, void> Choose(int vectors) =>
        vectors switch
        {
            1 => &Add<Count.Of1>,
            2 => &Add<Count.Of2>,
            3 => &Add<Count.Of3>,
            4 => &Add<Count.Of4>,
            5 => &Add<Count.Of5>,
            6 => &Add<Count.Of6>,
            7 => &Add<Count.Of7>,
            8 => &Add<Count.Of8>,
            9 => &Add<Count.Of9>,
            10 => &Add<Count.Of10>,
            11 => &Add<Count.Of11>,
            _ => &Add<Count.Of12>,
        };

    /// <summary>Adds value · weights of each entry to the run of its position.</summary>
    /// <param name="positions">The positions.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="entries">The entries of the first position, those of the others behind them.</param>
    /// <param name="weights">What the offsets of the entries count from.</param>
    /// <param name="images">What the offsets of the positions count from.</param>
    /// <param name="tail">How many elements of the last vector belong to the run.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<TVectors>(
        WonPosition* positions,
        nint count,
        LiveEntry* entries,
        float* weights,
        float* images,
        int tail
    )
        where TVectors : unmanaged
    {
        // Long and regular by nature: the sums are locals, because the JIT keeps no element of an array in a register.
        // csharpier-ignore-start
        for (WonPosition* end = positions + count; positions < end; positions++)
        {
            TVector s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default;
            TVector s7 = default, s8 = default, s9 = default, s10 = default, s11 = default, s12 = default;
            for (LiveEntry* last = entries + positions->Count; entries < last; entries++)
            {
                var x = TWidth.Broadcast(&entries->Value);
                float* w = weights + entries->Offset;
                s1 = TWidth.MultiplyAdd(TWidth.Load(w), x, s1);
                if (sizeof(TVectors) > 1) { s2 = TWidth.MultiplyAdd(TWidth.Load(w + TWidth.Lanes), x, s2); }
                if (sizeof(TVectors) > 2) { s3 = TWidth.MultiplyAdd(TWidth.Load(w + 2 * TWidth.Lanes), x, s3); }
                if (sizeof(TVectors) > 3) { s4 = TWidth.MultiplyAdd(TWidth.Load(w + 3 * TWidth.Lanes), x, s4); }
                if (sizeof(TVectors) > 4) { s5 = TWidth.MultiplyAdd(TWidth.Load(w + 4 * TWidth.Lanes), x, s5); }
                if (sizeof(TVectors) > 5) { s6 = TWidth.MultiplyAdd(TWidth.Load(w + 5 * TWidth.Lanes), x, s6); }
                if (sizeof(TVectors) > 6) { s7 = TWidth.MultiplyAdd(TWidth.Load(w + 6 * TWidth.Lanes), x, s7); }
                if (sizeof(TVectors) > 7) { s8 = TWidth.MultiplyAdd(TWidth.Load(w + 7 * TWidth.Lanes), x, s8); }
                if (sizeof(TVectors) > 8) { s9 = TWidth.MultiplyAdd(TWidth.Load(w + 8 * TWidth.Lanes), x, s9); }
                if (sizeof(TVectors) > 9) { s10 = TWidth.MultiplyAdd(TWidth.Load(w + 9 * TWidth.Lanes), x, s10); }
                if (sizeof(TVectors) > 10) { s11 = TWidth.MultiplyAdd(TWidth.Load(w + 10 * TWidth.Lanes), x, s11); }
                if (sizeof(TVectors) > 11) { s12 = TWidth.MultiplyAdd(TWidth.Load(w + 11 * TWidth.Lanes), x, s12); }
            }

            float* to = images + positions->Offset;
            if (sizeof(TVectors) > 1) { Add(s1, to); } else { AddLast(s1, to, tail); }
            if (sizeof(TVectors) > 1) { if (sizeof(TVectors) > 2) { Add(s2, to + TWidth.Lanes); } else { AddLast(s2, to + TWidth.Lanes, tail); } }
            if (sizeof(TVectors) > 2) { if (sizeof(TVectors) > 3) { Add(s3, to + 2 * TWidth.Lanes); } else { AddLast(s3, to + 2 * TWidth.Lanes, tail); } }
            if (sizeof(TVectors) > 3) { if (sizeof(TVectors) > 4) { Add(s4, to + 3 * TWidth.Lanes); } else { AddLast(s4, to + 3 * TWidth.Lanes, tail); } }
            if (sizeof(TVectors) > 4) { if (sizeof(TVectors) > 5) { Add(s5, to + 4 * TWidth.Lanes); } else { AddLast(s5, to + 4 * TWidth.Lanes, tail); } }
            if (sizeof(TVectors) > 5) { if (sizeof(TVectors) > 6) { Add(s6, to + 5 * TWidth.Lanes); } else { AddLast(s6, to + 5 * TWidth.Lanes, tail); } }
            if (sizeof(TVectors) > 6) { if (sizeof(TVectors) > 7) { Add(s7, to + 6 * TWidth.Lanes); } else { AddLast(s7, to + 6 * TWidth.Lanes, tail); } }
            if (sizeof(TVectors) > 7) { if (sizeof(TVectors) > 8) { Add(s8, to + 7 * TWidth.Lanes); } else { AddLast(s8, to + 7 * TWidth.Lanes, tail); } }
            if (sizeof(TVectors) > 8) { if (sizeof(TVectors) > 9) { Add(s9, to + 8 * TWidth.Lanes); } else { AddLast(s9, to + 8 * TWidth.Lanes, tail); } }
            if (sizeof(TVectors) > 9) { if (sizeof(TVectors) > 10) { Add(s10, to + 9 * TWidth.Lanes); } else { AddLast(s10, to + 9 * TWidth.Lanes, tail); } }
            if (sizeof(TVectors) > 10) { if (sizeof(TVectors) > 11) { Add(s11, to + 10 * TWidth.Lanes); } else { AddLast(s11, to + 10 * TWidth.Lanes, tail); } }
            if (sizeof(TVectors) > 11) { AddLast(s12, to + 11 * TWidth.Lanes, tail); }
        }
        // csharpier-ignore-end
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(TVector sum, float* target)
    {
        float one = 1;
        TWidth.Store(TWidth.MultiplyAdd(sum, TWidth.Broadcast(&one), TWidth.Load(target)), target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddLast(TVector sum, float* target, int tail)
    {
        if (tail == TWidth.Lanes)
        {
            Add(sum, target);
        }
        else
        {
            AddSome(sum, target, tail);
        }
    }

    // What lies behind the run must be neither read nor written.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AddSome(TVector sum, float* target, int count)
    {
        float* values = stackalloc float[TWidth.Lanes];
        TWidth.Store(sum, values);
        for (int i = 0; i < count; i++)
        {
            target[i] += values[i];
        }
    }
}
