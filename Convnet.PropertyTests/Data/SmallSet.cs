namespace Convnet.PropertyTests;

/// <summary>A set of six and three images of 4×4 pixels in MNIST's form, small enough to be served a hundred times.</summary>
internal static class SmallSet
{
    private static readonly IdxArray[] Arrays =
    [
        Counting([6, 4, 4], 1),
        Counting([6], 0),
        Counting([3, 4, 4], 100),
        Counting([3], 5),
    ];

    private static readonly string[] Names = ["train-images", "train-labels", "t10k-images", "t10k-labels"];

    public static IReadOnlyList<string> CompressedNames { get; } = [.. Names.Select(name => $"{name}.gz")];

    /// <summary>The set as these mirrors have it.</summary>
    public static ImageSet At(params string[] mirrors)
    {
        var files = Arrays.Zip(
            Names,
            (array, name) => new KnownFile(name, IdxFileTests.Plain(array).Length, array.Sha256())
        );
        return files.ToArray() is [var trainImages, var trainLabels, var testImages, var testLabels]
            ? new(
                "Small",
                "small",
                trainImages,
                trainLabels,
                testImages,
                testLabels,
                [.. mirrors.Select(mirror => new Uri(mirror))]
            )
            : throw new InvalidOperationException("There are four files.");
    }

    /// <summary>The compressed file of this name, or null.</summary>
    public static byte[]? Compressed(string name) =>
        CompressedNames.ToList().IndexOf(name) is >= 0 and var place
            ? IdxFileTests.Compress(IdxFileTests.Plain(Arrays[place]))
            : null;

    /// <summary>Writes the four files into a folder, of which the first <paramref name="plain"/> are not compressed.</summary>
    public static void WriteTo(string folder, int plain = 0)
    {
        for (var i = 0; i < Arrays.Length; i++)
        {
            var bytes = IdxFileTests.Plain(Arrays[i]);
            var path = Path.Combine(folder, i < plain ? Names[i] : CompressedNames[i]);
            File.WriteAllBytes(path, i < plain ? bytes : IdxFileTests.Compress(bytes));
        }
    }

    /// <summary>The data sets are this set, to the bit.</summary>
    public static bool Is(TrainTestSplit split) =>
        Is(split.Train, Arrays[0], Arrays[1]) && Is(split.Test, Arrays[2], Arrays[3]);

    private static bool Is(Dataset data, IdxArray images, IdxArray labels) =>
        data.Batch()
            .Equals(
                new Batch(
                    Tensor.Create([labels.Shape[0], 4, 4, 1], i => images.Values.Span[i] / 255f),
                    Tensor.Create(labels.Shape, i => labels.Values.Span[i])
                )
            );

    private static IdxArray Counting(Shape shape, int first) =>
        new(shape, [.. Enumerable.Range(first, shape.Size).Select(value => (byte)value)]);
}
