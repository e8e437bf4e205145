namespace Convnet.Benchmarks;

/// <summary>
/// A depthwise convolution of 3×3, which memory bounds, beside a plain copy: bytes that are read and written a second, by the same threads in
/// the same run, of arrays that no cache holds.
/// </summary>
internal static class DepthwiseMode
{
    /// <summary>The word of the command line.</summary>
    public const string Name = "depthwise";

    private const int Side = 56;
    private const int Values = 1 << 24; // 64 MiB for each thread, and as much for what it makes
    private static readonly int[] Channels = [32, 128];

    /// <summary>Who is measured; no provider multiplies here, so that one of them does.</summary>
    public static IEnumerable<Contender> Contenders(Options options) =>
        OwnProcess.Contenders(Name, options with { Providers = [.. options.ProvidersOrAll.Take(1)] }, options.Threads);

    /// <summary>One run in this process.</summary>
    public static IEnumerable<Row> Here(Options options) =>
        Channels.SelectMany(channels => Rows(channels, options.Threads[0], options.Seconds));

    private static IEnumerable<Row> Rows(int channels, int threads, double seconds)
    {
        var layer = new DepthwiseConv2D((3, 3)) { Padding = Padding.Same };
        Shape sample = [Side, Side, channels];
        var weights = ParameterTree.Initialize(layer, sample, RandomKey.FromSeed(1));
        var batches = Enumerable.Range(0, threads).Select(_ => Nets.Pixels(sample, Values / sample.Size)).ToArray();
        var copies = batches.Select(batch => new float[batch.Shape.Size]).ToArray();
        var images = threads * batches[0].Samples;
        using var workers = new Workers(threads);
        var copied = images * Pace.PerSecond(seconds, () => workers.Run(threads, Copy));
        yield return Row("copy", copied);
        yield return Row("forward", images * Pace.PerSecond(seconds, () => workers.Run(threads, Forward)));
        var pullbacks = batches
            .Select(batch => layer.ForwardWithPullback(weights, batch, Phase.Inference).Pullback)
            .ToArray();
        foreach (var (pass, wanted) in new[] { ("weights", Wanted.Parameters), ("input", Wanted.Input) })
        {
            yield return Row(pass, images * Pace.PerSecond(seconds, () => workers.Run(threads, Backward)));

            void Backward(int worker, int i)
            {
                using var scope = workers.Arena(worker).Use();
                pullbacks[i](batches[i], wanted);
            }
        }

        void Copy(int worker, int i) => batches[i].Values.CopyTo(copies[i]);

        void Forward(int worker, int i)
        {
            using var scope = workers.Arena(worker).Use();
            layer.Forward(weights, batches[i], Phase.Inference);
        }

        Row Row(string pass, double imagesPerSecond) =>
            new()
            {
                Net = $"{channels} channels",
                Mode = Name,
                Layer = "depthwise_conv2d",
                Pass = pass,
                Side = Side,
                Batch = batches[0].Samples,
                Threads = threads,
                Provider = Provider.Name,
                ImagesPerSecond = imagesPerSecond,
                // What is read, and what is written or, for the gradient by the weights, read as well.
                GigabytesPerSecond = imagesPerSecond * 2 * sizeof(float) * sample.Size / 1e9,
                ShareOfCopy = imagesPerSecond / copied,
            };
    }
}
