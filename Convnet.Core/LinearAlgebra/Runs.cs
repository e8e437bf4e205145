using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Convnet;

/// <summary>Equally long runs of memory at regular distances, copied or added to others: the inner loops of <see cref="Im2Col"/> and of resampling.</summary>
internal static class Runs
{
    /// <summary>Copies <paramref name="count"/> runs of <paramref name="length"/> values.</summary>
    public static void Copy(ReadOnlySpan<float> from, int fromStep, Span<float> to, int toStep, int count, int length)
    {
        Refuse(from.Length, fromStep, count, length);
        Refuse(to.Length, toStep, count, length);
        ref var source = ref MemoryMarshal.GetReference(from);
        ref var target = ref MemoryMarshal.GetReference(to);
        for (var run = 0; run < count; run++)
        {
            var i = 0;
            for (; i <= length - Vector<float>.Count; i += Vector<float>.Count)
            {
                Vector.LoadUnsafe(ref source, (nuint)i).StoreUnsafe(ref target, (nuint)i);
            }

            for (; i < length; i++)
            {
                Unsafe.Add(ref target, i) = Unsafe.Add(ref source, i);
            }

            source = ref Unsafe.Add(ref source, fromStep);
            target = ref Unsafe.Add(ref target, toStep);
        }
    }

    /// <summary>Adds <paramref name="count"/> runs of <paramref name="length"/> values to others, which may overlap each other.</summary>
    public static void Add(ReadOnlySpan<float> from, int fromStep, Span<float> to, int toStep, int count, int length)
    {
        Refuse(from.Length, fromStep, count, length);
        Refuse(to.Length, toStep, count, length);
        ref var source = ref MemoryMarshal.GetReference(from);
        ref var target = ref MemoryMarshal.GetReference(to);
        for (var run = 0; run < count; run++)
        {
            var i = 0;
            for (; i <= length - Vector<float>.Count; i += Vector<float>.Count)
            {
                (Vector.LoadUnsafe(ref target, (nuint)i) + Vector.LoadUnsafe(ref source, (nuint)i)).StoreUnsafe(
                    ref target,
                    (nuint)i
                );
            }

            for (; i < length; i++)
            {
                Unsafe.Add(ref target, i) += Unsafe.Add(ref source, i);
            }

            source = ref Unsafe.Add(ref source, fromStep);
            target = ref Unsafe.Add(ref target, toStep);
        }
    }

    /// <summary>Adds <paramref name="factor"/> times <paramref name="count"/> runs of <paramref name="length"/> values to others, which may overlap each other.</summary>
    public static void AddScaled(
        ReadOnlySpan<float> from,
        int fromStep,
        Span<float> to,
        int toStep,
        int count,
        int length,
        float factor
    )
    {
        Refuse(from.Length, fromStep, count, length);
        Refuse(to.Length, toStep, count, length);
        ref var source = ref MemoryMarshal.GetReference(from);
        ref var target = ref MemoryMarshal.GetReference(to);
        for (var run = 0; run < count; run++)
        {
            var i = 0;
            for (; i <= length - Vector<float>.Count; i += Vector<float>.Count)
            {
                var scaled = Vector.LoadUnsafe(ref source, (nuint)i) * factor;
                (Vector.LoadUnsafe(ref target, (nuint)i) + scaled).StoreUnsafe(ref target, (nuint)i);
            }

            for (; i < length; i++)
            {
                Unsafe.Add(ref target, i) += Unsafe.Add(ref source, i) * factor;
            }

            source = ref Unsafe.Add(ref source, fromStep);
            target = ref Unsafe.Add(ref target, toStep);
        }
    }

    /// <summary>Copies the values where <paramref name="switches"/> is above 0, and puts 0 elsewhere.</summary>
    public static void KeepWherePositive(ReadOnlySpan<float> values, ReadOnlySpan<float> switches, Span<float> to)
    {
        Refuse(switches.Length, 0, 1, values.Length);
        Refuse(to.Length, 0, 1, values.Length);
        ref var source = ref MemoryMarshal.GetReference(values);
        ref var gate = ref MemoryMarshal.GetReference(switches);
        ref var target = ref MemoryMarshal.GetReference(to);
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var isOpen = Vector.GreaterThan(Vector.LoadUnsafe(ref gate, (nuint)i), Vector<float>.Zero);
            Vector
                .ConditionalSelect(isOpen, Vector.LoadUnsafe(ref source, (nuint)i), Vector<float>.Zero)
                .StoreUnsafe(ref target, (nuint)i);
        }

        for (; i < values.Length; i++)
        {
            to[i] = switches[i] > 0 ? values[i] : 0;
        }
    }

    private static void Refuse(int available, int step, int count, int length)
    {
        if (count > 0 && available < ((long)(count - 1) * step) + length)
        {
            throw new ArgumentException($"{count} runs of {length} values, {step} apart, do not fit into {available}.");
        }
    }
}
