namespace Convnet.Benchmarks;

/// <summary>Training of the MNIST convnet with batches of 64: each provider and the peer, with each number of threads.</summary>
internal static class TrainMode
{
    /// <summary>Images of a training step, here and of the peers.</summary>
    public const int BatchSize = 64;

    /// <summary>The word of the command line.</summary>
    public const string Name = "train";

    private static readonly double Flop = FlopCount.Training(Nets.Mnist());

    /// <summary>Who is measured.</summary>
    public static IEnumerable<Contender> Contenders(Options options)
    {
        if (options.NetsOf("mnist").Count == 0)
        {
            return [];
        }

        var folder = options.Data ?? Places.Mnist;
        var peers =
            folder is not null && Places.HoldsCompressed(folder)
                ? Peers.Contenders(
                    Peers.TorchSharp,
                    options,
                    (script, threads) => Peers.Train(script, threads, options.Epochs, folder)
                )
                : [];
        var ours = options.Threads.SelectMany(threads =>
            options.ProvidersOrAll.Select(provider => new Contender(
                provider,
                threads,
                () => MainJob.Train(provider, threads, options.Epochs, folder ?? "digits")
            ))
        );
        return [.. peers, .. ours];
    }

    /// <summary>A row of this mode.</summary>
    public static Row Row(string provider, int threads, double imagesPerSecond) =>
        new()
        {
            Net = "mnist",
            Mode = Name,
            Batch = BatchSize,
            Threads = threads,
            Provider = provider,
            ImagesPerSecond = imagesPerSecond,
            FlopPerImage = Flop,
        };
}
