using System.Numerics;

namespace Convnet;

/// <summary>
/// How a batch is cut: into slices, which one worker takes through all layers and back while they are in its cache, and lanes, which add up
/// the gradients of their slices in order. Both follow from the batch and the model alone, never from the number of threads.
/// </summary>
/// <param name="Samples">Samples of the batch.</param>
/// <param name="Length">Samples of a slice; the last may have fewer.</param>
internal readonly record struct Slices(int Samples, int Length)
{
    /// <summary>More lanes would cost more to add up, fewer would keep more threads idle.</summary>
    public const int MostLanes = 8;

    // Values of all layers' outputs of a slice: about two megabytes. More samples make larger products and fewer small objects, and fewer
    // gradients to add up, which is why large images and many weights still take sixteen.
    private const long ValuesOfSlice = 600_000;
    private const int FewestSamples = 16;
    private const int MostSamples = 32;

    // Few samples are cut finer, so that two or four threads share them evenly.
    private const int Parts = 4;

    // Each slice of a training step costs a gradient to add up: up to eight samples make two, an odd number of them three.
    private const int FewInTraining = 8;

    /// <summary>How many slices there are.</summary>
    public int Count => (Samples + Length - 1) / Length;

    /// <summary>How many lanes there are.</summary>
    public int Lanes => Math.Min(MostLanes, Count);

    /// <summary>The samples of a slice for a model.</summary>
    public static int LengthFor(Model model)
    {
        var fitting = ValuesOfSlice / Math.Max(1, ValuesPerSample(model.Body, model.Input));
        // A power of two divides the usual batches without a rest.
        return (int)BitOperations.RoundUpToPowerOf2((ulong)Math.Clamp(fitting, FewestSamples, MostSamples));
    }

    /// <summary>The slices of a batch whose gradient is wanted: each costs a gradient to add up.</summary>
    /// <param name="samples">Samples of the batch.</param>
    /// <param name="most">Samples that a slice has at most, of <see cref="LengthFor"/>.</param>
    public static Slices OfTraining(int samples, int most) => Of(samples, Math.Min(samples, FewInTraining) / 2, most);

    /// <summary>The slices of samples that are only predicted.</summary>
    /// <param name="samples">How many there are.</param>
    /// <param name="most">Samples that a slice has at most, of <see cref="LengthFor"/>.</param>
    public static Slices OfInference(int samples, int most) => Of(samples, 1, most);

    /// <summary>The first sample of a slice.</summary>
    public int Start(int slice) => slice * Length;

    /// <summary>The samples of a slice.</summary>
    public int SamplesOf(int slice) => Math.Min(Length, Samples - Start(slice));

    /// <summary>The first slice of a lane; that of lane number <see cref="Lanes"/> is the number of slices.</summary>
    public int FirstOf(int lane) => (int)((long)lane * Count / Lanes);

    private static Slices Of(int samples, int fewest, int most) =>
        new(samples, Math.Clamp(Math.Max(samples / Parts, fewest), 1, most));

    private static long ValuesPerSample(ILayer layer, Shape input)
    {
        var values = 0L;
        foreach (var part in layer.Parts(input))
        {
            values += part.Layer.OutputShape(part.Input).Size + ValuesPerSample(part.Layer, part.Input);
        }

        return values;
    }
}
