using System.Diagnostics.CodeAnalysis;

namespace Convnet.Examples;

/// <summary>From the word or folder of <c>--data</c> to data sets.</summary>
internal static class DataSource
{
    private const int Classes = 10;
    private const int DrawnDigits = 60_000;

    /// <summary>Loads what a word or a folder names, at most so many training images; <paramref name="say"/> is told what the user should know.</summary>
    /// <exception cref="IOException">It cannot be had; the message says what was tried and how to provide it.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    /// <exception cref="ArgumentException">A label is no class.</exception>
    public static NamedData Load(string name, int? limit, Action<string> say, CancellationToken cancellation)
    {
        var data = name switch
        {
            "auto" => MnistOrDigits(limit, say, cancellation),
            "mnist" => MnistItself(cancellation),
            "fashion-mnist" => Named(
                "Fashion-MNIST",
                FashionMnist.Load(progress: Announce(), cancellation: cancellation)
            ),
            "digits" => DrawDigits(limit),
            var folder => Folder(folder, cancellation),
        };
        var train = data.Train.Take(Math.Min(limit ?? int.MaxValue, data.Train.Count));
        return data with { Train = train.ToCategorical(Classes), Test = data.Test.ToCategorical(Classes) };
    }

    /// <summary>Only files that cannot be had are made up for: damaged ones are an error here, too.</summary>
    private static NamedData MnistOrDigits(int? limit, Action<string> say, CancellationToken cancellation)
    {
        try
        {
            return MnistItself(cancellation);
        }
        catch (DataUnavailableException failure)
        {
            say(
                $"MNIST cannot be had, so digits drawn by the program take its place: the accuracy is not MNIST's. {failure.Message}"
            );
            return DrawDigits(limit);
        }
    }

    private static NamedData MnistItself(CancellationToken cancellation) =>
        Named("MNIST", Mnist.Load(progress: Announce(), cancellation: cancellation));

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
