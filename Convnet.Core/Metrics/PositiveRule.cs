namespace Convnet;

/// <summary>What precision and recall take for a yes.</summary>
/// <param name="Metric">What they are called in messages.</param>
/// <param name="ToldThresholds">Above which values; null for ½, or with <paramref name="TopK"/> for any.</param>
/// <param name="TopK">Only among so many largest values of a row, where told.</param>
/// <param name="ClassId">Only in this column, where told.</param>
internal readonly record struct PositiveRule(
    string Metric,
    IReadOnlyList<double>? ToldThresholds,
    int? TopK,
    int? ClassId
)
{
    private static readonly double[] Half = [0.5];
    private static readonly double[] Any = [float.MinValue];

    /// <summary>The thresholds, at least one.</summary>
    public IReadOnlyList<double> Thresholds => ToldThresholds ?? (TopK is null ? Half : Any);

    /// <summary>The first and the last column that count.</summary>
    /// <exception cref="ArgumentException">There is no class of the number.</exception>
    public (int First, int Last) Columns(int columns, Shape prediction) =>
        ClassId is not { } only ? (0, columns - 1)
        : only < columns ? (only, only)
        : throw new ArgumentException(
            $"ClassId is {only}, but the predictions {prediction} tell {columns} classes apart, numbered from 0 to {columns - 1}."
        );
}
