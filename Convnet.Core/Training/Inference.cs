namespace Convnet;

/// <summary>Forward passes over a data set: in slices over all cores, with no more memory than a few of them and the results.</summary>
internal static class Inference
{
    // Large enough to keep the cores busy between two looks at the metrics, small beside the data.
    private const int BlockLength = 2048;

    /// <summary>The loss and the metrics over a data set; how it is cut changes neither.</summary>
    public static Score Evaluate(Trainer trainer, Parameters parameters, Dataset data)
    {
        var (model, objective) = (trainer.Model, Objective.Of(trainer.Model, trainer.Loss, trainer.Winograd));
        var (weights, score) = (model.Conform(parameters), new ScoreKeeper(trainer.Reported));
        var arena = new Arena();
        using var workers = new Workers(trainer.Threads);
        var slices = new ForwardSlices(model, objective.Body, weights, workers);
        foreach (var block in Blocks(model, data))
        {
            using var scope = arena.Use();
            var batch = new BatchRecord(data, block, objective, model.Output);
            slices.Each(batch.Samples, batch.Input, (start, output) => batch.Evaluate(start, output));
            score.Add(batch, batch.LossSum / batch.Samples);
        }

        return score.Score.WithPenalty(Regularization.Penalty(model, weights));
    }

    /// <summary>The output of each sample of a data set: (samples, …).</summary>
    public static Tensor Predict(Trainer trainer, Parameters parameters, Dataset data)
    {
        using var predictor = new Predictor(trainer.Model, parameters, trainer.Threads, trainer.Winograd);
        return predictor.Predict(data.Count, Input);

        Tensor Input(int start, int count)
        {
            var input = Tensor.Uninitialized(trainer.Model.Input.Batch(count));
            data.DrawInputs([.. Enumerable.Range(start, count)], input.Writable);
            return input;
        }
    }

    /// <summary>All values of a metric over a data set.</summary>
    public static Tensor Measure(Trainer trainer, IMetric metric, Parameters parameters, Dataset data)
    {
        var prediction = Predict(trainer, parameters, data);
        var (target, weights) = (Tensor.Zeros(data.TargetShape.Batch(data.Count)), Tensor.Zeros([data.Count]));
        int[] all = [.. Enumerable.Range(0, data.Count)];
        data.DrawTargets(all, target.Writable);
        data.DrawWeights(all, weights.Writable);
        return metric.Values(metric.Add(metric.Start(), prediction, target, data.HasWeights ? weights : null));
    }

    /// <summary>Refuses data that the model does not take.</summary>
    /// <exception cref="ShapeException">The samples have another shape.</exception>
    public static void Refuse(Model model, Dataset data)
    {
        if (Check.NotNull(data).InputShape != model.Input)
        {
            throw new ShapeException(
                $"The model takes samples {model.Input}, but the data set holds samples {data.InputShape}."
            );
        }
    }

    private static IEnumerable<int[]> Blocks(Model model, Dataset data)
    {
        var length = model.Body.CouplesSamples(default) ? data.Count : BlockLength;
        return Enumerable.Range(0, data.Count).Chunk(length);
    }
}
