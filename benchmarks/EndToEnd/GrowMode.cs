namespace Convnet.Benchmarks;

/// <summary>A training step of two larger networks, on random pixels.</summary>
internal static class GrowMode
{
    /// <summary>The word of the command line.</summary>
    public const string Name = "grow";

    private static readonly string[] Larger = ["cifar", "vgg"];

    /// <summary>Who is measured.</summary>
    public static IEnumerable<Contender> Contenders(Options options)
    {
        var nets = options.NetsOf(Larger);
        return nets.Count == 0
            ? []
            :
            [
                .. Peers.Contenders(Peers.TorchSharp, options, (script, threads) => Peers.Grow(script, threads, nets)),
                .. OwnProcess.Contenders(Name, options, options.Threads),
            ];
    }

    /// <summary>One run in this process.</summary>
    public static IEnumerable<Row> Here(Options options) =>
        options
            .NetsOf(Larger)
            .Select(net =>
                Row(
                    Provider.Name,
                    options.Threads[0],
                    net,
                    TrainingRounds.MsPerStep(
                        Nets.Named(net),
                        TrainMode.BatchSize,
                        options.Threads[0],
                        options.Steps ?? StepsOf(net)
                    )
                )
            );

    /// <summary>A row of this mode.</summary>
    public static Row Row(string provider, int threads, string net, double msPerStep) =>
        new()
        {
            Net = net,
            Mode = Name,
            Batch = TrainMode.BatchSize,
            Threads = threads,
            Provider = provider,
            MsPerStep = msPerStep,
            ImagesPerSecond = 1000 * TrainMode.BatchSize / msPerStep,
            FlopPerImage = FlopCount.Training(Nets.Named(net)),
        };

    private static int StepsOf(string net) => net == "vgg" ? 3 : 10; // as the peer
}
