namespace Convnet;

/// <summary>MNIST: 60,000 + 10,000 handwritten digits of 28×28 grey pixels (LeCun, Cortes, Burges; CC BY-SA 3.0).</summary>
public static class Mnist
{
    internal static ImageSet Source { get; } =
        ImageSet.LikeMnist(
            "MNIST",
            "mnist",
            [
                "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
            ],
            ["https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/"]
        );

    /// <summary>
    /// Images of shape (28, 28, 1) in [0, 1] and class indices 0 … 9, from the four IDX files (plain or .gz) in
    /// <paramref name="folder"/>; else in the folder that the environment variable CONVNET_DATA names, or its subfolder mnist;
    /// else in the folder mnist beside Debian's packages of data sets; else in the user's cache folder, into which they are downloaded when
    /// they are not there. Nothing is ever put in their place.
    /// </summary>
    /// <remarks>A folder that is named may hold other images of the same form; what is downloaded, cached or installed is held to its SHA-256.</remarks>
    /// <exception cref="DataUnavailableException">The folder or a file is missing or unreadable, or the download failed.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the files do not belong together.</exception>
    public static TrainTestSplit Load(
        string? folder = null,
        Action<DownloadProgress>? progress = null,
        CancellationToken cancellation = default
    ) => ImageSetLoader.FromEnvironment(Source, folder, progress).Load(cancellation);
}
