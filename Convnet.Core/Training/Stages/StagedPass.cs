namespace Convnet;

/// <summary>
/// Round by round: in a round each slice runs depth-first from where all slices had to meet to where they have to meet again, over all cores.
/// </summary>
internal sealed class StagedPass : IPass
{
    private readonly Workers workers;
    private readonly int length;
    private readonly StagePlan plan;
    private readonly List<Round> rounds;
    private readonly Arena[] arenas = [.. Enumerable.Range(0, Slices.MostLanes + 1).Select(_ => new Arena())];
    private readonly List<SliceGradients> gradients = [];

    /// <summary>A pass for a body in which a layer couples samples.</summary>
    public StagedPass(Objective objective, Model model, Workers workers)
    {
        // Finer than depth-first: where all slices meet, everybody waits for the slowest.
        (this.workers, length) = (workers, Slices.LengthFor(model) / 2);
        plan = StagePlan.Of(objective.Body, model.Input);
        rounds = Round.Of(plan);
    }

    /// <summary>The arena of what is made where all slices meet.</summary>
    private Arena WholeArena => arenas[^1];

    /// <inheritdoc/>
    public Parameters? Run(BatchRecord batch, Parameters weights, RandomKey key, GradientLanes lanes)
    {
        var slices = Slices.OfTraining(batch.Samples, length);
        lanes.Clear(slices.Lanes);
        while (gradients.Count < slices.Count)
        {
            gradients.Add(new(plan.Registers));
        }

        foreach (var slice in gradients)
        {
            slice.Clear();
        }

        var step = new StagedStep(batch, slices, weights, key, lanes, plan.Registers, [.. gradients]);
        foreach (var stage in plan.Stages)
        {
            stage.Prepare(slices);
        }

        try
        {
            foreach (var round in rounds)
            {
                Run(round, step);
            }

            return step.State;
        }
        finally
        {
            foreach (var arena in arenas)
            {
                arena.ReturnAll();
            }
        }
    }

    private void Run(Round round, StagedStep step)
    {
        workers.Run(
            step.Slices.Lanes,
            (worker, lane) =>
            {
                for (var slice = step.Slices.FirstOf(lane); slice < step.Slices.FirstOf(lane + 1); slice++)
                {
                    Run(round, step, worker, lane, slice);
                }
            }
        );
        using var scope = WholeArena.Continue();
        round.Meeting?.Invoke(step);
    }

    private void Run(Round round, StagedStep step, int worker, int lane, int slice)
    {
        // What is made on the way there is wanted on the way back, and kept until the step is done.
        using (arenas[lane].Continue())
        {
            if (round.IsFirst)
            {
                step.Set(0, slice, step.Batch.Input(step.Slices.Start(slice), step.Slices.SamplesOf(slice)));
            }

            foreach (var there in round.There)
            {
                there(step, lane, slice);
            }
        }

        if (!round.HasWayBack)
        {
            return;
        }

        using (workers.Arena(worker).Use())
        {
            if (round.IsTurn)
            {
                var start = step.Slices.Start(slice);
                var gradient = step.Batch.Evaluate(start, step.Value(plan.Output, slice));
                if (plan.IsOutputTrained)
                {
                    step.Gradients[slice].Add(plan.Output, step.Batch.OutputGradient(start, gradient));
                }
            }

            foreach (var back in round.Back)
            {
                back(step, lane, slice);
            }

            step.Gradients[slice].EndRound();
        }
    }
}
