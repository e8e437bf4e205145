namespace Convnet;

/// <summary>How a batch is cut, and who computes it, changes nothing.</summary>
internal static class BatchLaws
{
    private const int SamplesOfTraining = 24;

    // Products of other sizes may be summed in another order by the provider.
    private const double Rounding = 1.0 / (1 << 16);

    /// <summary><see cref="Law.Slicing"/></summary>
    public static Finding Slicing(Trial trial, Phase phase)
    {
        if (trial.Layer.CouplesSamples(phase))
        {
            return Finding.NotApplicable("the layer says that it couples samples.");
        }

        int[][] cuts =
        [
            [.. Enumerable.Repeat(1, trial.Samples)],
            [1, trial.Samples - 1],
            [trial.Samples - 1, 1],
        ];
        return Finding.All(
            cuts.Where(cut => Array.TrueForAll(cut, count => count > 0)).Select(cut => Of(trial, phase, cut))
        );
    }

    /// <summary><see cref="Law.Threads"/></summary>
    public static Finding Threads(Trial trial)
    {
        var model = new Model(trial.Sample, trial.Layer);
        var many = trial with { Samples = SamplesOfTraining };
        var weights = Parameters.OfChildren(many.Parameters);
        var one = Predicted(1);
        return Finding.All([
            Difference.Exact("prediction of 2 threads", one, Predicted(2)),
            Difference.Exact("prediction of 7 threads", one, Predicted(7)),
            TrainedAlike(),
        ]);

        Finding TrainedAlike()
        {
            try
            {
                var trained = Trained(1);
                return Finding.All([
                    Difference.Exact("weights trained by 2 threads", trained, Trained(2)),
                    Difference.Exact("weights trained by 7 threads", trained, Trained(7)),
                ]);
            }
            catch (TrainingException exception)
            {
                return Finding.NotApplicable($"there is no training step: {exception.Message}");
            }
        }

        Tensor Predicted(int threads) => model.Predict(weights, many.Input, threads);

        Parameters Trained(int threads)
        {
            var trainer = new Trainer(model, new MeanSquaredError(), new SGD(1e-3))
            {
                BatchSize = SamplesOfTraining,
                Threads = threads,
                Seed = trial.Seed,
                Progress = Progress.None,
            };
            return trainer
                .Step(TrainingState.Of(trainer, weights), new(many.Input, many.OutputGradient("target")))
                .Parameters;
        }
    }

    private static Finding Of(Trial trial, Phase phase, int[] counts)
    {
        var (sent, batch) = (trial.OutputGradient(), trial.Run(phase));
        var whole = batch.Pullback(sent);
        var (outputs, gradients, start) = (new List<float>(), new List<float>(), 0);
        Parameters? sum = null;
        foreach (var count in counts)
        {
            var (output, pullback, _) = trial.Layer.ForwardWithPullback(
                trial.Parameters,
                Slice(trial.Input, start, count),
                phase.Shift(start)
            );
            var (input, parameters) = pullback(Slice(sent, start, count));
            outputs.AddRange(output.ToArray());
            gradients.AddRange(input.ToArray());
            sum = sum?.Zip(parameters, (a, b) => Tensor.Create(a.Shape, i => a.Values[i] + b.Values[i])) ?? parameters;
            start += count;
        }

        var cut = $"of the batch cut into {string.Join(" + ", counts)}";
        var largest = Rounding * Difference.Largest(sent);
        return Finding.All([
            Within($"output {cut}", Tensor.Of(batch.Output.Shape, [.. outputs]), batch.Output, 0),
            Within($"gradient by input {cut}", Tensor.Of(trial.Input.Shape, [.. gradients]), whole.Input, largest),
            .. sum!.Leaves.Zip(
                whole.Parameters.Leaves,
                (a, b) => Within($"gradient by {a.Path} {cut}", a.Tensor, b.Tensor, largest)
            ),
        ]);
    }

    // The batch is what is expected of the slices' values put together.
    private static Finding Within(string what, Tensor slices, Tensor batch, double least) =>
        Difference.Within(what, batch, slices, Math.Max(least, Rounding * Difference.Largest(batch)));

    /// <summary>Some samples of a batch, one behind the other.</summary>
    public static Tensor Slice(Tensor batch, int start, int count)
    {
        var sample = batch.Shape.Sample;
        return Tensor.Of(sample.Batch(count), batch.Values.Slice(start * sample.Size, count * sample.Size));
    }
}
