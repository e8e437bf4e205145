using System.Numerics;

namespace Convnet;

/// <summary>Values each kept with some chance, by one draw of 32 bits: what Dropout does to elements and SpatialDropout2D to channels.</summary>
/// <remarks>Formula: value i is kept where half i mod 2 (the low one first) of draw ⌊i/2⌋ is at least rate·2³².</remarks>
internal static class Dropping
{
    /// <summary>Writes scale·value where the draw of its number keeps it, and 0 elsewhere, also for what is no number.</summary>
    public static void Apply(RandomKey key, double rate, float scale, ReadOnlySpan<float> values, Span<float> to)
    {
        var least = (uint)(rate * (1L << 32));
        var draws = Vector<ulong>.Indices;
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var isKept = Vector.GreaterThanOrEqual(key.Fold(draws).As<ulong, uint>(), new Vector<uint>(least));
            Vector
                .ConditionalSelect(isKept.As<uint, float>(), new Vector<float>(values[i..]) * scale, Vector<float>.Zero)
                .CopyTo(to[i..]);
            draws += new Vector<ulong>((ulong)Vector<ulong>.Count);
        }

        for (; i < values.Length; i++)
        {
            var half = (uint)(key.Fold((ulong)i / 2).Seed >> (32 * (i % 2)));
            to[i] = half >= least ? values[i] * scale : 0;
        }
    }
}
