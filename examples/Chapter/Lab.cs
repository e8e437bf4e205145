using System.Diagnostics;

namespace Convnet.Examples;

/// <summary>What sections share: the data, and networks that are trained when a section first asks for them.</summary>
internal sealed class Lab(Options options, NamedData data, Action<string> say, CancellationToken cancellation)
{
    private const int ConvnetBatch = 64;
    private const int DenseBatch = 128;

    private IReadOnlyList<Trained>? convnets;
    private IReadOnlyList<Trained>? denseNets;

    /// <summary>What is learned.</summary>
    public NamedData Data => data;

    /// <summary>How much is trained.</summary>
    public Length Length => options.Length;

    /// <summary>The chapter's convnet, once for each seed.</summary>
    public IReadOnlyList<Trained> Convnets =>
        convnets ??= TrainEach("convnet", Nets.Convnet, Length.Epochs, ConvnetBatch);

    /// <summary>The chapter's dense network, once for each seed.</summary>
    public IReadOnlyList<Trained> DenseNets => denseNets ??= TrainEach("dense", Nets.Dense, Length.Epochs, DenseBatch);

    /// <summary>The convnet of the first seed.</summary>
    public Trained Convnet => Convnets[0];

    /// <summary>The dense network of the first seed.</summary>
    public Trained DenseNet => DenseNets[0];

    /// <summary>A network trained for a comparison, once for each seed.</summary>
    public IReadOnlyList<Trained> Compare(string name, Model model, int? images = null) =>
        TrainEach(name, model, Length.EpochsOfComparisons, ConvnetBatch, images);

    /// <summary>A test image (1, 28, 28, 1).</summary>
    public Tensor TestImage(int number) => Data.Test.Batch([number]).Input;

    /// <summary>The classes of the test images.</summary>
    public int[] TestLabels() => Categorical.Classes(Data.Test.Batch().Target);

    private IReadOnlyList<Trained> TrainEach(string name, Model model, int epochs, int batch, int? images = null) =>
        [
            .. Enumerable
                .Range(options.Seed, Length.Seeds)
                .Select(seed =>
                    Train(Length.Seeds == 1 ? name : $"{name}, seed {seed}", model, epochs, batch, seed, images)
                ),
        ];

    private Trained Train(string name, Model model, int epochs, int batch, int seed, int? images)
    {
        var (clock, last) = (Stopwatch.StartNew(), default(Epoch));
        var train = images is { } few ? Data.Train.Take(Math.Min(few, Data.Train.Count)) : Data.Train;
        var trainer = new Trainer(model, new CategoricalCrossentropy(), new RMSprop())
        {
            BatchSize = batch,
            Seed = seed,
            Threads = options.Threads,
        };
        foreach (var epoch in trainer.Epochs(train, cancellation).Validate(Data.Test).Take(epochs))
        {
            last = epoch;
            var scores = FormattableString.Invariant(
                $"loss {epoch.Training.Loss:F4}, test accuracy {epoch.Validation!.Value.Accuracy:F4}, {clock.Elapsed.TotalSeconds:F1} s"
            );
            say($"  {name}: epoch {epoch.Number} of {epochs}, {scores}");
            cancellation.ThrowIfCancellationRequested();
        }

        cancellation.ThrowIfCancellationRequested();
        return new(last!, clock.Elapsed.TotalSeconds);
    }
}
