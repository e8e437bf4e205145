namespace Convnet.Benchmarks;

/// <summary>How the cost of the MNIST convnet grows: batches of 1 to 1,024 images of 28×28, and images of 28 to 224 pixels a side in batches of 64.</summary>
internal static class CostMode
{
    /// <summary>The word of the command line.</summary>
    public const string Name = "cost";

    /// <summary>Pixels of a side while the batch grows.</summary>
    public const int Side = 28;

    /// <summary>The passes.</summary>
    public static IReadOnlyList<string> Passes { get; } = [TrainMode.Name, PredictMode.Name];

    private const int ImagesOfRound = 256;

    // In blocks of a prediction: until what runs was compiled for the last time.
    private const double WarmUp = 5;
    private static readonly int[] Batches = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];
    private static readonly int[] Sides = [28, 56, 112, 224];

    /// <summary>Who is measured.</summary>
    public static IEnumerable<Contender> Contenders(Options options) =>
        options.NetsOf("mnist").Count == 0 ? [] : OwnProcess.Contenders(Name, options, options.Threads);

    /// <summary>One run in this process.</summary>
    public static IEnumerable<Row> Here(Options options)
    {
        (int Side, int Batch)[] points =
        [
            .. Batches.Select(batch => (Side, batch)),
            .. Sides.Where(side => side != Side).Select(side => (side, TrainMode.BatchSize)),
        ];
        return
        [
            .. points
                .Where(point => (long)point.Batch * point.Side * point.Side <= options.MostPixels)
                .SelectMany(point => Rows(point.Side, point.Batch, options)),
        ];
    }

    private static IEnumerable<Row> Rows(int side, int batch, Options options)
    {
        var (model, threads) = (Nets.Mnist(side), options.Threads[0]);
        var steps = options.Steps ?? Math.Max(1, ImagesOfRound / batch);
        var time = TrainingRounds.MsPerStep(model, batch, threads, steps, WarmUp * options.Seconds);
        yield return Row("train", 1000 * batch / time, FlopCount.Training(model)) with
        {
            MsPerStep = time,
        };

        var (weights, pixels) = (model.Initialize(1), Nets.Pixels(model.Input, batch));
        var pace = Pace.PerSecond(options.Seconds, () => model.Predict(weights, pixels, threads));
        yield return Row("predict", batch * pace, FlopCount.Forward(model));

        Row Row(string pass, double imagesPerSecond, double flop) =>
            new()
            {
                Net = "mnist",
                Mode = Name,
                Pass = pass,
                Side = side,
                Batch = batch,
                Threads = threads,
                Provider = Provider.Name,
                ImagesPerSecond = imagesPerSecond,
                FlopPerImage = flop,
            };
    }
}
