namespace Convnet;

/// <summary>
/// All that predicting with one set of weights needs: the rewritten layers, the kernels in their forms, threads and memory. Made once and
/// used for many batches, by one caller at a time.
/// </summary>
internal sealed class Predictor : IDisposable
{
    private readonly Model model;
    private readonly Parameters parameters;
    private readonly ProviderChoice provider = Provider.Current;
    private readonly Workers workers;
    private readonly ForwardSlices slices;

    /// <summary>A predictor with so many threads, with Winograd's algorithm or without.</summary>
    /// <exception cref="ShapeException">The parameters are not the model's.</exception>
    public Predictor(Model model, Parameters parameters, int threads, bool winograd)
    {
        (this.model, this.parameters, Winograd) = (model, parameters, winograd);
        workers = new(threads);
        var (body, weights) = (Objective.Prepared(model, winograd), model.Conform(parameters));
        slices = new(model, body, weights, workers);
    }

    /// <summary>Ends the threads of a predictor that nobody holds any more.</summary>
    ~Predictor() => workers?.Dispose();

    /// <summary>Whether Winograd's algorithm is used.</summary>
    public bool Winograd { get; }

    /// <summary>True where a predictor of these arguments would be this one.</summary>
    public bool Is(Parameters parameters, int threads, bool winograd) =>
        ReferenceEquals(this.parameters, parameters)
        && threads == workers.Count
        && winograd == Winograd
        && ReferenceEquals(provider, Provider.Current);

    /// <summary>The output of each sample: (samples, …).</summary>
    /// <param name="samples">How many samples there are.</param>
    /// <param name="input">The inputs of a slice, by its first sample and its length.</param>
    public Tensor Predict(int samples, Func<int, int, Tensor> input)
    {
        var (prediction, length) = (Tensor.Zeros(model.Output.Batch(samples)), model.Output.Size);
        slices.Each(samples, input, (start, output) => output.Values.CopyTo(prediction.Writable[(start * length)..]));
        GC.KeepAlive(this);
        return prediction;
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        workers.Dispose();
        GC.SuppressFinalize(this);
    }
}
