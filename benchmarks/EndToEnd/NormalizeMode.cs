namespace Convnet.Benchmarks;

/// <summary>A training step of a residual network with BatchNormalization behind each convolution, beside the same convolutions without it.</summary>
internal static class NormalizeMode
{
    /// <summary>The word of the command line.</summary>
    public const string Name = "normalize";

    private const int Steps = 8;
    private static readonly string[] Pair = ["resnet", "resnet-bare"];

    /// <summary>Who is measured.</summary>
    public static IEnumerable<Contender> Contenders(Options options) =>
        OwnProcess.Contenders(Name, options, options.Threads);

    /// <summary>One run in this process: the networks in turns, so that both see the same minutes.</summary>
    public static IEnumerable<Row> Here(Options options) =>
        options
            .NetsOf(Pair)
            .Select(net =>
                GrowMode.Row(
                    Provider.Name,
                    options.Threads[0],
                    net,
                    TrainingRounds.MsPerStep(
                        Nets.Named(net),
                        TrainMode.BatchSize,
                        options.Threads[0],
                        options.Steps ?? Steps
                    )
                ) with
                {
                    Mode = Name,
                }
            );

    /// <summary>The rows with the ratio to the network without normalizations.</summary>
    public static IReadOnlyList<Row> Compare(IReadOnlyList<Row> rows) =>
        [
            .. rows.Select(row =>
                row with
                {
                    RateToBare =
                        row.ImagesPerSecond
                        / rows.FirstOrDefault(other =>
                            other.Net == Pair[1] && other.Provider == row.Provider && other.Threads == row.Threads
                        )?.ImagesPerSecond,
                }
            ),
        ];
}
