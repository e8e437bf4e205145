namespace Convnet.Benchmarks;

/// <summary>Training of the MNIST convnet with batches of 64: each provider and the peer, with each number of threads.</summary>
internal static class TrainMode
{
    private const string Net = "mnist";
    private const int BatchSize = 64;

    // Multiplications and additions of the convnet's products, forward and backward, without the gradient of the first input.
    private const double FlopPerImage = 16.38e6;

    /// <summary>The rows of the table.</summary>
    public static IEnumerable<Row> Rows(Options options)
    {
        var folder = options.Data ?? Places.Mnist;
        var measured = Contender.InTurns([.. Contenders(options, folder)], options.Runs);
        var peaks = measured
            .Select(pair => pair.Contender.Threads)
            .Distinct()
            .ToDictionary(threads => threads, Machine.PeakFlops);
        foreach (var (contender, median) in measured)
        {
            var flops = median.ImagesPerSecond * FlopPerImage;
            yield return new()
            {
                Net = Net,
                Mode = "train",
                Batch = BatchSize,
                Threads = contender.Threads,
                Provider = contender.Provider,
                ImagesPerSecond = median.ImagesPerSecond,
                RatioToPeer = Speed(TorchSharpPeer.Name, contender.Threads) / median.ImagesPerSecond,
                RatioToOneThread = median.ImagesPerSecond / Speed(contender.Provider, 1),
                Gflops = flops / 1e9,
                ShareOfPeak = flops / peaks[contender.Threads],
                PeakMiB = median.PeakMiB,
                StartSeconds = median.StartSeconds,
                AllocatedKiBPerStep = median.AllocatedKiBPerStep,
            };
        }

        double? Speed(string provider, int threads) =>
            measured
                .Where(pair => pair.Contender.Provider == provider && pair.Contender.Threads == threads)
                .Select(pair => (double?)pair.Median.ImagesPerSecond)
                .FirstOrDefault();
    }

    private static IEnumerable<Contender> Contenders(Options options, string? folder)
    {
        // MathNet's managed provider is 20 to 40 times slower than simd: only who asks for it waits for it.
        var providers =
            options.Providers.Count > 0 ? options.Providers : [.. Provider.Available.Where(name => name != "mathnet")];
        var script =
            options.Providers.Count == 0 && folder is not null && Places.HoldsCompressed(folder)
                ? Places.Peer(TorchSharpPeer.Name)
                : null;
        foreach (var threads in options.Threads)
        {
            if (script is not null)
            {
                yield return new(
                    TorchSharpPeer.Name,
                    threads,
                    () => TorchSharpPeer.Train(script, threads, options.Epochs, folder!)
                );
            }

            foreach (var provider in providers)
            {
                yield return new(
                    provider,
                    threads,
                    () => MainJob.Train(provider, threads, options.Epochs, folder ?? "digits")
                );
            }
        }
    }
}
