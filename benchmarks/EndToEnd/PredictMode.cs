namespace Convnet.Benchmarks;

/// <summary>Predictions of the MNIST convnet for batches that are in memory, measured as the peer does it.</summary>
internal static class PredictMode
{
    /// <summary>The word of the command line.</summary>
    public const string Name = "predict";

    private static readonly int[] Batches = [1, 32, 256];
    private static readonly double Flop = FlopCount.Forward(Nets.Mnist());

    /// <summary>Who is measured.</summary>
    public static IEnumerable<Contender> Contenders(Options options) =>
        options.NetsOf("mnist").Count == 0
            ? []
            :
            [
                .. Peers.Contenders(Peers.OnnxRuntime, options, Peers.Predict),
                .. OwnProcess.Contenders(Name, options, options.Threads),
            ];

    /// <summary>One run in this process.</summary>
    public static IEnumerable<Row> Here(Options options)
    {
        var threads = options.Threads[0];
        var model = Nets.Mnist();
        var weights = model.Initialize(1);
        foreach (var batch in Batches)
        {
            var pixels = Nets.Pixels(model.Input, batch);
            var runs = Pace.PerSecond(options.Seconds, () => model.Predict(weights, pixels, threads));
            yield return Row(Provider.Name, threads, batch, batch * runs);
        }
    }

    /// <summary>A row of this mode.</summary>
    public static Row Row(string provider, int threads, int batch, double imagesPerSecond) =>
        new()
        {
            Net = "mnist",
            Mode = Name,
            Batch = batch,
            Threads = threads,
            Provider = provider,
            ImagesPerSecond = imagesPerSecond,
            FlopPerImage = Flop,
        };
}
