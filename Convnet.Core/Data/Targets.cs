namespace Convnet;

/// <summary>
/// What the samples of a data set are to become: class indices or rows of numbers. Made by conversion from <c>int[]</c>,
/// <c>float[][]</c> or a <see cref="Tensor"/>, so that a data set takes any of them.
/// </summary>
/// <remarks>
/// Shape: class indices have the row shape (); rows of k numbers (k). A tensor's first axis counts the samples.
/// Errors: an ArgumentException for a negative class index, rows of different lengths, or a number that is not finite.
/// </remarks>
public sealed class Targets
{
    // Above it a float32 no longer holds every integer, and losses take class indices as float32.
    private const int LargestLabel = 1 << 24;

    private Targets(IRows rows) => Rows = rows;

    internal IRows Rows { get; }

    /// <summary>Class indices, one a sample; copied.</summary>
    /// <exception cref="ArgumentException">A class index is negative or more than 16,777,216.</exception>
    public static Targets FromLabels(params int[] labels)
    {
        Check.NotNull(labels);
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] is < 0 or > LargestLabel)
            {
                throw new ArgumentException(
                    $"The label of sample {i} is {labels[i]}, but class indices run from 0 to at most {LargestLabel:N0}. "
                        + "Unlike Python's, a negative index does not count from the end.",
                    nameof(labels)
                );
            }
        }

        return new(new LabelRows((int[])labels.Clone()));
    }

    /// <summary>Rows of numbers, one a sample; copied.</summary>
    /// <exception cref="ArgumentException">The rows have different lengths or none, or hold a number that is not finite.</exception>
    public static Targets FromRows(params float[][] targets)
    {
        var width = Check.NotNull(targets).Length > 0 ? Check.NotNull(targets[0], "targets[0]").Length : 1;
        return new(
            new FloatRows(Samples.Sample([width], nameof(targets)), Samples.Flatten(targets, width, nameof(targets)))
        );
    }

    /// <summary>The rows of a tensor along its first axis; a tensor of one axis holds one number a sample.</summary>
    /// <exception cref="ArgumentException">The tensor has no axis, its rows are empty, or a number is not finite.</exception>
    public static Targets FromTensor(Tensor targets) => new(Samples.Rows(targets, nameof(targets)));

    /// <summary>Class indices as rows that are 1 at the class and 0 elsewhere, made as batches are drawn.</summary>
    /// <exception cref="ArgumentException">A label is outside 0 … classes−1.</exception>
    public static Targets OneHot(int[] labels, int classes)
    {
        Categorical.Refuse(Check.NotNull(labels), Check.Positive(classes));
        return new(new OneHotRows((int[])labels.Clone(), classes));
    }

    /// <summary>Class indices; see <see cref="FromLabels"/>.</summary>
    public static implicit operator Targets(int[] labels) => FromLabels(labels);

    /// <summary>Rows of numbers; see <see cref="FromRows"/>.</summary>
    public static implicit operator Targets(float[][] targets) => FromRows(targets);

    /// <summary>The rows of a tensor; see <see cref="FromTensor"/>.</summary>
    public static implicit operator Targets(Tensor targets) => FromTensor(targets);

    /// <summary>How many samples, and of what.</summary>
    public override string ToString() => $"{Rows.Count:N0} {Rows.Kind} {Rows.Shape}";

    /// <summary>Class indices that nobody else holds, from bytes; for the readers of files.</summary>
    internal static Targets FromBytes(ReadOnlySpan<byte> labels)
    {
        var indices = new int[labels.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            indices[i] = labels[i];
        }

        return new(new LabelRows(indices));
    }
}
