namespace Convnet.Examples;

/// <summary>How much a run trains.</summary>
/// <param name="Images">Training images at most.</param>
/// <param name="TestImages">Test images at most.</param>
/// <param name="Epochs">Epochs of the two networks that the chapter trains.</param>
/// <param name="EpochsOfComparisons">Epochs of all others.</param>
/// <param name="ImagesWithoutPooling">Training images of the comparison with the large network without pooling.</param>
/// <param name="Seeds">How many seeds comparisons take the mean of.</param>
internal sealed record Length(
    int Images,
    int TestImages,
    int Epochs,
    int EpochsOfComparisons,
    int ImagesWithoutPooling,
    int Seeds
)
{
    /// <summary>As the chapter does it.</summary>
    public static Length Usual { get; } = new(int.MaxValue, int.MaxValue, 5, 2, 12_000, 1);

    /// <summary>Enough to see that everything runs.</summary>
    public static Length Quick { get; } = new(3_000, 1_000, 2, 1, 1_000, 1);

    /// <summary>Three seeds of five epochs everywhere.</summary>
    public static Length Full { get; } = new(int.MaxValue, int.MaxValue, 5, 5, 12_000, 3);
}
