namespace Convnet;

/// <summary>Which values of a row are its largest.</summary>
internal static class TopValues
{
    /// <summary>True at the <paramref name="k"/> largest, of equal ones at the first; at all where there are no more.</summary>
    public static bool[] Of(ReadOnlySpan<float> row, int k)
    {
        var sorted = row.ToArray();
        Array.Sort(sorted);
        var least = sorted[Math.Max(0, row.Length - k)];
        var ties = k;
        foreach (var value in row)
        {
            ties -= value > least ? 1 : 0;
        }

        var chosen = new bool[row.Length];
        for (var i = 0; i < row.Length; i++)
        {
            chosen[i] = row[i] > least || (row[i] == least && ties-- > 0);
        }

        return chosen;
    }
}
