namespace Convnet;

/// <summary>What is known of each sample of a batch after its slices went through: prediction, target, weight and loss, in order.</summary>
internal sealed class BatchRecord
{
    private readonly Dataset data;
    private readonly int[] indices;
    private readonly Objective objective;
    private readonly Shape prediction;
    private readonly float[] values;

    /// <summary>Room for the samples of these numbers; the memory is the current arena's.</summary>
    public BatchRecord(Dataset data, int[] indices, Objective objective, Shape prediction)
    {
        (this.data, this.indices, this.objective) = (data, indices, objective);
        (this.prediction, values) = (prediction, new float[indices.Length]);
        Prediction = Tensor.Uninitialized(prediction.Batch(indices.Length));
        Target = Tensor.Uninitialized(data.TargetShape.Batch(indices.Length));
        Weights = data.HasWeights ? Tensor.Uninitialized([indices.Length]) : null;
        if (Weights is not null)
        {
            data.DrawWeights(indices, Weights.Writable);
        }
    }

    /// <summary>How many samples there are.</summary>
    public int Samples => indices.Length;

    /// <summary>(samples, …): what the model predicted before the step.</summary>
    public Tensor Prediction { get; }

    /// <summary>(samples, …): what it should have.</summary>
    public Tensor Target { get; }

    /// <summary>(samples), or null where all weigh 1.</summary>
    public Tensor? Weights { get; }

    /// <summary>Σ weight·loss, from the first sample to the last whatever ran when.</summary>
    public double LossSum
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < values.Length; i++)
            {
                sum += values[i] * (Weights is null ? 1.0 : Weights.Values[i]);
            }

            return sum;
        }
    }

    /// <summary>The inputs of a slice.</summary>
    public Tensor Input(int start, int count)
    {
        var input = Tensor.Uninitialized(data.InputShape.Batch(count));
        data.DrawInputs(indices.AsSpan(start, count), input.Writable);
        return input;
    }

    /// <summary>Keeps what the body made of a slice, and gives the loss with its gradient.</summary>
    public Tensor Evaluate(int start, Tensor output)
    {
        var target = Part(Target, data.TargetShape, start, output.Samples);
        data.DrawTargets(indices.AsSpan(start, output.Samples), target.Writable);
        var loss = objective.Loss.Evaluate(output, target);
        loss.Values.Values.CopyTo(values.AsSpan(start));
        objective.Prediction(output).Values.CopyTo(Part(Prediction, prediction, start, output.Samples).Writable);
        return loss.Gradient;
    }

    /// <summary>The gradient of the batch's mean loss by the output of a slice.</summary>
    public Tensor OutputGradient(int start, Tensor gradient) =>
        SampleWeights.Scale(gradient, Weights is null ? null : Part(Weights, [], start, gradient.Samples), Samples);

    private static Tensor Part(Tensor tensor, Shape sample, int start, int count) =>
        Tensor.Own(sample.Batch(count), tensor.Storage.Slice(start * sample.Size, count * sample.Size));
}
