namespace Convnet;

/// <summary>Runs training steps in place on private copies of a state: pass, sum of the lanes, optimizer.</summary>
internal sealed class StepRunner
{
    private readonly Trainer trainer;
    private readonly Objective objective;
    private readonly IPass pass;
    private readonly Workers workers;
    private readonly Arena recordArena = new();
    private readonly (string Path, Regularizer? Regularizer)[] trained;
    private readonly string[] paths;
    private readonly GradientLanes lanes;
    private PrivateState state;
    private PreparedKernels kernels;
    private UpdatePieces pieces;

    /// <summary>A runner for the steps from a state on.</summary>
    public StepRunner(Trainer trainer, TrainingState start, Workers workers)
    {
        (this.trainer, this.workers) = (trainer, workers);
        var model = trainer.Model;
        objective = Objective.Of(model, trainer.Loss, trainer.Winograd);
        pass = objective.Body.CouplesSamples(Phase.Training(default))
            ? new StagedPass(objective, model, workers)
            : new DepthFirstPass(objective, model, workers);
        state = new(model, start);
        kernels = new(objective.Body, model.Input, state.Weights, withGradients: true);
        lanes = new(state.Trainable);
        var specs = ParameterTree.Specs(model.Body, model.Input).Where(leaf => leaf.Spec.Trainable);
        trained = [.. specs.Select(leaf => (leaf.Path, leaf.Spec.Regularizer))];
        paths = [.. state.Trainable.Leaves.Select(leaf => leaf.Path)];
        pieces = new(state.Trainable, state.Slots);
    }

    /// <summary>One step over the samples of these numbers; the score is of the predictions before it.</summary>
    /// <exception cref="TrainingException">The loss is not finite.</exception>
    public void Step(Dataset data, int[] indices, ScoreKeeper score)
    {
        using var scope = recordArena.Use();
        var batch = new BatchRecord(data, indices, objective, trainer.Model.Output);
        workers.LetsHelpersSleep = batch.Samples == 1;
        Parameters? newState;
        using (Arena.Suspend())
        {
            kernels.Fill(workers);
            newState = pass.Run(batch, objective.Snapshot(kernels.Weights), state.Now.StepKey, lanes);
        }

        var loss = (batch.LossSum / batch.Samples) + Penalty();
        if (!double.IsFinite(loss))
        {
            throw new TrainingException(
                FiniteCheck.Explain(trainer.Model, state.Weights, data.Batch(indices).Input, loss, state.Now)
            );
        }

        Update(loss);
        state.Merge(newState);
        score.Add(batch, loss);
    }

    /// <summary>The state after the steps so far; the runner goes on with copies of it.</summary>
    public TrainingState HandOut(int epoch)
    {
        var next = state.HandOut(epoch);
        state = new(trainer.Model, next);
        kernels = new(objective.Body, trainer.Model.Input, state.Weights, withGradients: true);
        pieces = new(state.Trainable, state.Slots);
        return next;
    }

    private double Penalty()
    {
        var penalty = 0.0;
        for (var leaf = 0; leaf < trained.Length; leaf++)
        {
            penalty += trained[leaf].Regularizer?.Penalty(state.TrainableLeaves[leaf]) ?? 0;
        }

        return penalty;
    }

    private void Update(double loss)
    {
        if (UpdateProgram.Of(trainer.Optimizer, state.Optimizer, paths) is { } program)
        {
            for (var stage = 0; stage < program.Stages; stage++)
            {
                pieces.Begin(program, stage);
                RunStage(program, stage);
            }

            state.Advance(loss);
            return;
        }

        // Not the library's own: it gets trees of plain copies and gives trees.
        var leaf = 0;
        var gradient = state.Trainable.Map(tensor => Tensor.Of(tensor.Shape, Gradient(leaf++, 0, tensor.Shape.Size)));
        var (update, next) = trainer.Optimizer.Update(
            gradient,
            state.Optimizer,
            state.Trainable.Map(tensor => tensor.Detach())
        );
        foreach (
            var (weight, change) in state.TrainableLeaves.Zip(state.Trainable.Zip(update, (_, change) => change).Leaves)
        )
        {
            Rows.Add(change.Tensor.Values, weight.Writable);
        }

        state.Advance(loss, next);
    }

    private void RunStage(UpdateProgram program, int stage) =>
        workers.Run(workers.Count, (_, share) => UpdateShare(program, stage, share));

    /// <summary>Every piece of one worker's share: sum of the lanes, optimizer, weights. Whose share a piece is changes no bit of it.</summary>
    private void UpdateShare(UpdateProgram program, int stage, int share)
    {
        for (var i = share; i < pieces.Count; i += workers.Count)
        {
            var (leaf, start, length) = pieces[i];
            var values = stage == 0 ? Gradient(leaf, start, length) : lanes.Summed(leaf, start, length);
            pieces.Run(program, stage, i, values);
            if (stage == program.Stages - 1)
            {
                Rows.Add(values, state.TrainableLeaves[leaf].Writable.Slice(start, length));
            }
        }
    }

    private Span<float> Gradient(int leaf, int start, int length)
    {
        var gradient = lanes.Sum(leaf, start, length);
        trained[leaf].Regularizer?.AddGradient(state.TrainableLeaves[leaf].Values.Slice(start, length), gradient);
        return gradient;
    }
}
