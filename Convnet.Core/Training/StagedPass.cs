namespace Convnet;

/// <summary>
/// Stage by stage: a layer that couples samples gets the whole batch, and what lies between two such layers runs in slices over all cores.
/// </summary>
internal sealed class StagedPass(Objective objective, Model model, Workers workers) : IPass
{
    private readonly int length = Slices.LengthFor(model);
    private readonly Workers workers = workers;
    private readonly Sequential body = (Sequential)objective.Body;
    private readonly Arena[] arenas = [.. Enumerable.Range(0, Slices.MostLanes + 1).Select(_ => new Arena())];

    /// <summary>The arena of what is made of the whole batch.</summary>
    private Arena WholeArena => arenas[^1];

    /// <inheritdoc/>
    public Parameters? Run(BatchRecord batch, Parameters weights, RandomKey key, GradientLanes lanes)
    {
        var slices = Slices.OfTraining(batch.Samples, length);
        lanes.Clear(slices.Lanes);
        try
        {
            return new Step(this, batch, slices, weights, key, lanes).Run();
        }
        finally
        {
            foreach (var arena in arenas)
            {
                arena.ReturnAll();
            }
        }
    }

    /// <summary>One step: for each slice the tensor that has come this far, and the pullbacks that lead back.</summary>
    private sealed class Step(
        StagedPass pass,
        BatchRecord batch,
        Slices slices,
        Parameters weights,
        RandomKey key,
        GradientLanes lanes
    )
    {
        private readonly Tensor[] current = new Tensor[slices.Count];
        private readonly Pullback[][] pullbacks = [.. pass.body.Layers.Select(_ => new Pullback[slices.Count])];
        private readonly Parameters?[] states = new Parameters?[pass.body.Layers.Length];

        public Parameters? Run()
        {
            EachSlice((_, slice) => current[slice] = batch.Input(slices.Start(slice), slices.SamplesOf(slice)));
            for (var layer = 0; layer < pass.body.Layers.Length; layer++)
            {
                Forward(layer);
            }

            EachSlice(
                (_, slice) =>
                {
                    var gradient = batch.Evaluate(slices.Start(slice), current[slice]);
                    current[slice] = batch.OutputGradient(slices.Start(slice), gradient);
                }
            );
            for (var layer = pass.body.Layers.Length - 1; layer >= pass.body.ForwardOnlyCount; layer--)
            {
                Backward(layer);
            }

            return Parameters.OfStates(states);
        }

        private void Forward(int number)
        {
            var (layer, parameters) = (pass.body.Layers[number], weights[number]);
            if (IsWhole(number))
            {
                using var scope = pass.WholeArena.Continue();
                var (output, pullback, state) = layer.ForwardWithPullback(
                    parameters,
                    Join(),
                    Phase.Training(key).Child(number)
                );
                (pullbacks[number][0], states[number]) = (pullback, state);
                Cut(output);
                return;
            }

            EachSlice(
                (_, slice) =>
                {
                    var phase = Phase.Training(key, slices.Start(slice)).Child(number);
                    var (output, pullback, state) = layer.ForwardWithPullback(parameters, current[slice], phase);
                    StateCheck.Refuse(state);
                    (current[slice], pullbacks[number][slice]) = (output, pullback);
                }
            );
        }

        private void Backward(int number)
        {
            var wanted = number == pass.body.ForwardOnlyCount ? Wanted.Parameters : Wanted.Both;
            if (IsWhole(number))
            {
                using var scope = pass.WholeArena.Continue();
                var gradients = pullbacks[number][0](Join(), wanted);
                lanes.Add(0, gradients.Parameters, number);
                Cut(gradients.Input);
                return;
            }

            EachSlice(
                (lane, slice) =>
                {
                    var gradients = pullbacks[number][slice](current[slice], wanted);
                    lanes.Add(lane, gradients.Parameters, number);
                    current[slice] = gradients.Input;
                }
            );
        }

        private bool IsWhole(int number) => pass.body.Layers[number].CouplesSamples(Phase.Training(key));

        private void EachSlice(Action<int, int> action) =>
            pass.workers.Run(
                slices.Lanes,
                (_, lane) =>
                {
                    using var scope = pass.arenas[lane].Continue();
                    for (var slice = slices.FirstOf(lane); slice < slices.FirstOf(lane + 1); slice++)
                    {
                        action(lane, slice);
                    }
                }
            );

        /// <summary>The batch of all slices.</summary>
        private Tensor Join()
        {
            var sample = current[0].Shape.Sample;
            var whole = Tensor.Uninitialized(sample.Batch(slices.Samples));
            for (var slice = 0; slice < current.Length; slice++)
            {
                current[slice].Values.CopyTo(whole.Writable[(slices.Start(slice) * sample.Size)..]);
            }

            return whole;
        }

        /// <summary>The slices of a batch, which share its memory.</summary>
        private void Cut(Tensor whole)
        {
            var sample = whole.Shape.Sample;
            for (var slice = 0; slice < current.Length; slice++)
            {
                var (start, count) = (slices.Start(slice), slices.SamplesOf(slice));
                current[slice] = Tensor.Own(
                    sample.Batch(count),
                    whole.Storage.Slice(start * sample.Size, count * sample.Size)
                );
            }
        }
    }
}
