namespace Convnet;

/// <summary>Forward passes of a prepared model, slice by slice over all cores, each worker in memory of its own.</summary>
/// <param name="model">The model, which says how samples are cut.</param>
/// <param name="body">Its layers as they are run.</param>
/// <param name="weights">Weights of the model.</param>
/// <param name="workers">Who works.</param>
internal sealed class ForwardSlices(Model model, ILayer body, Parameters weights, Workers workers)
{
    private readonly int length = Slices.LengthFor(model);
    private readonly PreparedKernels kernels = Prepared(model, body, weights, workers);

    /// <summary>Runs so many samples through.</summary>
    /// <param name="samples">How many samples there are.</param>
    /// <param name="input">The inputs of a slice, by its first sample and its length.</param>
    /// <param name="use">What becomes of a slice's first sample and output; the output's memory is used again afterwards.</param>
    public void Each(int samples, Func<int, int, Tensor> input, Action<int, Tensor> use)
    {
        // A layer that couples samples in inference, too, sees all that it is given at once.
        var slices = body.CouplesSamples(default) ? new Slices(samples, samples) : Slices.OfInference(samples, length);
        workers.Run(
            slices.Count,
            (worker, slice) =>
            {
                using var scope = workers.Arena(worker).Use();
                var start = slices.Start(slice);
                use(start, body.Forward(kernels.Weights, input(start, slices.SamplesOf(slice)), default));
            }
        );
    }

    private static PreparedKernels Prepared(Model model, ILayer body, Parameters weights, Workers workers)
    {
        var kernels = new PreparedKernels(body, model.Input, weights, withGradients: false);
        kernels.Fill(workers);
        return kernels;
    }
}
