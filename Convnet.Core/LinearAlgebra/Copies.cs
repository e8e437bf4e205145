namespace Convnet;

/// <summary>Values side by side with copies of themselves, as one kernel each for several kernels of a channel wants them.</summary>
internal static class Copies
{
    /// <summary>Writes each value <paramref name="count"/> times, one beside the other.</summary>
    public static void Spread(ReadOnlySpan<float> values, int count, Span<float> copies)
    {
        for (var i = 0; i < values.Length; i++)
        {
            copies.Slice(i * count, count).Fill(values[i]);
        }
    }

    /// <summary>The transpose: writes the sum of each <paramref name="count"/> values that stand side by side, from the first to the last.</summary>
    public static void Fold(ReadOnlySpan<float> copies, int count, Span<float> sums)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            var sum = 0f;
            foreach (var value in copies.Slice(i * count, count))
            {
                sum += value;
            }

            sums[i] = sum;
        }
    }
}
