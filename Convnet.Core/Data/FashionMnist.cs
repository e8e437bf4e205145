namespace Convnet;

/// <summary>Fashion-MNIST: 60,000 + 10,000 pictures of clothes in MNIST's form, harder to tell apart (Zalando Research; MIT).</summary>
/// <remarks>Classes: T-shirt, trouser, pullover, dress, coat, sandal, shirt, sneaker, bag, ankle boot.</remarks>
public static class FashionMnist
{
    internal static ImageSet Source { get; } =
        ImageSet.LikeMnist(
            "Fashion-MNIST",
            "fashion-mnist",
            [
                "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
                "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
            ],
            [
                "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
                "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/",
            ]
        );

    /// <summary>
    /// Images of shape (28, 28, 1) in [0, 1] and class indices 0 … 9, from the four IDX files (plain or .gz) in
    /// <paramref name="folder"/>; else in the folder that the environment variable CONVNET_DATA names, or its subfolder fashion-mnist;
    /// else where Debian's package dataset-fashion-mnist puts them; else in the user's cache folder, into which they are downloaded when
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
