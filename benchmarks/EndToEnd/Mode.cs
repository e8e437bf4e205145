namespace Convnet.Benchmarks;

/// <summary>A kind of measurement.</summary>
/// <param name="Name">The word of the command line.</param>
/// <param name="Meaning">What it measures, for the help.</param>
/// <param name="Contenders">Who is measured.</param>
/// <param name="Here">One run in this process, with the provider and the threads at hand; null where another program does it.</param>
internal sealed record Mode(
    string Name,
    string Meaning,
    Func<Options, IEnumerable<Contender>> Contenders,
    Func<Options, IEnumerable<Row>>? Here
)
{
    /// <summary>What the command line calls the modes that are to be seen side by side.</summary>
    public const string Together = "all";

    /// <summary>All modes, in the order of the tables.</summary>
    public static IReadOnlyList<Mode> All { get; } =
    [
        new(TrainMode.Name, "an epoch of the MNIST convnet", TrainMode.Contenders, null),
        new(PredictMode.Name, "its predictions", PredictMode.Contenders, PredictMode.Here),
        new(LayersMode.Name, "each layer and direction alone, on one thread", LayersMode.Contenders, LayersMode.Here),
        new(GrowMode.Name, "a training step of two larger networks", GrowMode.Contenders, GrowMode.Here),
        new(
            NormalizeMode.Name,
            "a training step with and without BatchNormalization",
            NormalizeMode.Contenders,
            NormalizeMode.Here
        ),
        new(DepthwiseMode.Name, "a depthwise convolution beside a copy", DepthwiseMode.Contenders, DepthwiseMode.Here),
        new(CostMode.Name, "how cost grows with batch and image", CostMode.Contenders, CostMode.Here),
    ];

    /// <summary>The modes that a word of the command line names; how cost grows, and what memory bounds, is asked for by name alone.</summary>
    public static IEnumerable<Mode> Named(string word) =>
        All.Where(mode => mode.Name == word || (word == Together && !Alone.Contains(mode.Name)));

    /// <summary>The modes that are asked for by name alone.</summary>
    public static IReadOnlyList<string> Alone { get; } = [CostMode.Name, DepthwiseMode.Name];

    /// <summary>Measures everybody, in turns.</summary>
    public IReadOnlyList<Row> Rows(Options options)
    {
        var contenders = Contenders(options).ToArray();
        if (contenders.Length == 0)
        {
            return [];
        }

        var rows = Comparison.Of(Contender.InTurns(contenders, options.Runs));
        return Name switch
        {
            CostMode.Name => Neighbours.Compare(rows),
            NormalizeMode.Name => NormalizeMode.Compare(rows),
            _ => rows,
        };
    }
}
