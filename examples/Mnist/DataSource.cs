using System.Diagnostics.CodeAnalysis;

namespace Convnet.Examples;

/// <summary>From the word or folder of <c>--data</c> to data sets.</summary>
internal static class DataSource
{
    private const int Classes = 10;
    private const int DrawnDigits = 60_000;

    /// <summary>Loads what a word or a folder names, at most so many training images.</summary>
    /// <param name="name">The word or the folder.</param>
    /// <param name="auto">The word that auto stands for, where its data can be had; else digits are drawn.</param>
    /// <param name="limit">How many training images at most; null for all.</param>
    /// <param name="say">Is told what the user should know.</param>
    /// <param name="cancellation">Stops the loading.</param>
    /// <exception cref="IOException">It cannot be had; the message says what was tried and how to provide it.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    /// <exception cref="ArgumentException">A label is no class.</exception>
    public static NamedData Load(
        string name,
        string auto,
        int? limit,
        Action<string> say,
        CancellationToken cancellation
    )
    {
        var data = name == "auto" ? OrDigits(auto, limit, say, cancellation) : Of(name, limit, cancellation);
        var train = data.Train.Take(Math.Min(limit ?? int.MaxValue, data.Train.Count));
        return data with { Train = train.ToCategorical(Classes), Test = data.Test.ToCategorical(Classes) };
    }

    private static NamedData Of(string name, int? limit, CancellationToken cancellation) =>
        name switch
        {
            "mnist" => Named("MNIST", Mnist.Load(progress: Announce(), cancellation: cancellation)),
            "fashion-mnist" => Named(
                "Fashion-MNIST",
                FashionMnist.Load(progress: Announce(), cancellation: cancellation)
            ),
            "digits" => DrawDigits(limit),
            var folder => Folder(folder, cancellation),
        };

    /// <summary>Only files that cannot be had are made up for: damaged ones are an error here, too.</summary>
    private static NamedData OrDigits(string auto, int? limit, Action<string> say, CancellationToken cancellation)
    {
        try
        {
            return Of(auto, limit, cancellation);
        }
        catch (DataUnavailableException failure)
        {
            var name = auto == "mnist" ? "MNIST" : "Fashion-MNIST";
            say(
                $"{name} cannot be had, so digits drawn by the program take its place: the accuracy is not {name}'s. {failure.Message}"
            );
            return DrawDigits(limit);
        }
    }

    // The first images are the same however many are drawn.
    private static NamedData DrawDigits(int? limit) =>
        Named("drawn digits", Digits.Generate(train: Math.Min(limit ?? DrawnDigits, DrawnDigits)));

    /// <summary>MNIST's form, whatever it shows; Fashion-MNIST is told by its labels, and the library does not let it pass for MNIST.</summary>
    private static NamedData Folder(string folder, CancellationToken cancellation)
    {
        try
        {
            return Named(folder, Mnist.Load(folder, cancellation: cancellation));
        }
        catch (DataUnavailableException) when (IsFashion(folder, cancellation, out var fashion))
        {
            return Named(folder, fashion);
        }
    }

    private static bool IsFashion(
        string folder,
        CancellationToken cancellation,
        [NotNullWhen(true)] out TrainTestSplit? split
    )
    {
        try
        {
            split = FashionMnist.Load(folder, cancellation: cancellation);
            return true;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            split = null;
            return false;
        }
    }

    private static NamedData Named(string name, TrainTestSplit split) => new(name, split.Train, split.Test);

    /// <summary>A line on stderr for each file that begins to arrive.</summary>
    private static Action<DownloadProgress> Announce()
    {
        var last = "";
        return progress =>
        {
            if (progress.File != last)
            {
                last = progress.File;
                Console.Error.WriteLine($"Downloading {last} …");
            }
        };
    }
}
