namespace Convnet;

/// <summary>A public set of labelled images in four IDX files, and where it can be had.</summary>
/// <remarks>The name is what people say; the folder is that of this set below a folder of several.</remarks>
internal sealed record ImageSet(
    string Name,
    string Folder,
    KnownFile TrainImages,
    KnownFile TrainLabels,
    KnownFile TestImages,
    KnownFile TestLabels,
    IReadOnlyList<Uri> Mirrors
)
{
    public IEnumerable<KnownFile> Files => [TrainImages, TrainLabels, TestImages, TestLabels];

    /// <summary>Four files of the names and sizes of MNIST, which Fashion-MNIST has too.</summary>
    /// <remarks>
    /// Hashes are SHA-256 of the uncompressed files: training images and labels, test images and labels. Mirrors are addresses of folders of
    /// the compressed files, ending in '/'.
    /// </remarks>
    public static ImageSet LikeMnist(string name, string folder, string[] hashes, string[] mirrors) =>
        new(
            name,
            folder,
            new("train-images-idx3-ubyte", 47_040_016, hashes[0]),
            new("train-labels-idx1-ubyte", 60_008, hashes[1]),
            new("t10k-images-idx3-ubyte", 7_840_016, hashes[2]),
            new("t10k-labels-idx1-ubyte", 10_008, hashes[3]),
            [.. mirrors.Select(mirror => new Uri(mirror))]
        );
}
