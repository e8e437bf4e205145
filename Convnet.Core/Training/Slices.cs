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

    // A sample of so few values leaves room for more of them in the cache, and products of more rows are faster.
    private const long SmallSample = 8192;
    private const int FewSamples = 8;
    private const int ManySamples = 32;

    /// <summary>How many slices there are.</summary>
    public int Count => (Samples + Length - 1) / Length;

    /// <summary>How many lanes there are.</summary>
    public int Lanes => Math.Min(MostLanes, Count);

    /// <summary>The slices for a batch of a model.</summary>
    public static Slices Of(Model model, int samples) =>
        new(samples, ValuesPerSample(model.Body, model.Input) <= SmallSample ? ManySamples : FewSamples);

    /// <summary>The first sample of a slice.</summary>
    public int Start(int slice) => slice * Length;

    /// <summary>The samples of a slice.</summary>
    public int SamplesOf(int slice) => Math.Min(Length, Samples - Start(slice));

    /// <summary>The first slice of a lane; that of lane number <see cref="Lanes"/> is the number of slices.</summary>
    public int FirstOf(int lane) => (int)((long)lane * Count / Lanes);

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
