using System.Diagnostics;

namespace Convnet.Benchmarks;

/// <summary>
/// The time of each layer as training runs it: rewritten, on a slice of the length that it cuts, with what the layers before made of random
/// pixels, and in memory that is used again. That is why it needs the core's internals.
/// </summary>
/// <param name="Images">Images of the slice.</param>
/// <param name="Forward">Seconds of the output and of what the way back needs.</param>
/// <param name="Weights">Seconds of the gradient by the weights.</param>
/// <param name="Input">Seconds of the gradient by the input.</param>
internal readonly record struct LayerTimes(int Images, double Forward, double Weights, double Input)
{
    /// <summary>Each layer that computes, with its times; those that only give values another shape are left out.</summary>
    public static IEnumerable<(Place Place, ILayer Layer, LayerTimes Times)> Of(Model model, int batch, double seconds)
    {
        var body = Objective.Of(model, new SparseCategoricalCrossentropy(), WinogradTiles.AreOn).Body;
        var (weights, key) = (Prepared(model, body), RandomKey.FromSeed(1));
        var input = Nets.Pixels(model.Input, Math.Min(batch, Slices.LengthFor(model)));
        foreach (var ((place, layer), part) in model.Walk().Zip(body.Parts(model.Input)))
        {
            var (run, own, phase) = (part.Layer, weights[place.Number], Phase.Training(key).Child(place.Number));
            // A pooling that went into the convolution before it has nothing left to do.
            if (layer is not (Flatten or Reshape) && run is not Sequential { Layers: [] })
            {
                yield return (place, layer, Best(run, own, input, phase, seconds));
            }

            input = run.Forward(own, input, phase);
        }
    }

    private static Parameters Prepared(Model model, ILayer body)
    {
        var kernels = new PreparedKernels(body, model.Input, model.Initialize(1), withGradients: true);
        using var workers = new Workers(1);
        kernels.Fill(workers);
        return kernels.Weights;
    }

    private static LayerTimes Best(ILayer layer, Parameters weights, Tensor input, Phase phase, double seconds)
    {
        var (arena, random) = (new Arena(), new Random(1));
        var shape = layer.Forward(weights, input, phase).Shape;
        var gradient = Tensor.Create(shape, _ => random.NextSingle() - 0.5f);
        Pace.Run(seconds, () => Run(layer, weights, input, phase, gradient, arena));
        var blocks = Enumerable.Range(0, Pace.Blocks).Select(_ => Block()).ToArray();
        return new(
            input.Samples,
            blocks.Min(block => block.Forward),
            blocks.Min(block => block.Weights),
            blocks.Min(block => block.Input)
        );

        LayerTimes Block()
        {
            var (runs, sum) = (0, default(LayerTimes));
            Pace.Run(
                seconds,
                () =>
                {
                    var one = Run(layer, weights, input, phase, gradient, arena);
                    sum = new(0, sum.Forward + one.Forward, sum.Weights + one.Weights, sum.Input + one.Input);
                    runs++;
                }
            );
            return new(0, sum.Forward / runs, sum.Weights / runs, sum.Input / runs);
        }
    }

    private static LayerTimes Run(
        ILayer layer,
        Parameters weights,
        Tensor input,
        Phase phase,
        Tensor gradient,
        Arena arena
    )
    {
        using var scope = arena.Use();
        var start = Stopwatch.GetTimestamp();
        var pullback = layer.ForwardWithPullback(weights, input, phase).Pullback;
        var forward = Stopwatch.GetTimestamp();
        pullback(gradient, Wanted.Parameters);
        var byWeights = Stopwatch.GetTimestamp();
        pullback(gradient, Wanted.Input);
        var byInput = Stopwatch.GetTimestamp();
        return new(0, Seconds(start, forward), Seconds(forward, byWeights), Seconds(byWeights, byInput));
    }

    private static double Seconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalSeconds;
}
