namespace Convnet;

/// <summary>Samples of a <see cref="Dataset"/> as tensors: what a training step takes.</summary>
/// <remarks>
/// Shape: input (samples, …sample); target (samples) for class indices or (samples, …row); weights (samples).
/// Errors: an ArgumentException where the numbers of samples differ.
/// </remarks>
public sealed record Batch
{
    /// <summary>A batch of inputs, their targets, and how much each sample counts (1 where no weights are given).</summary>
    /// <exception cref="ArgumentException">The tensors hold different numbers of samples.</exception>
    public Batch(Tensor input, Tensor target, Tensor? weights = null)
    {
        (Input, Target, Weights) = (Check.NotNull(input), Check.NotNull(target), weights);
        var samples = Samples(input, nameof(input));
        Agree(samples, target, nameof(target));
        if (weights is not null)
        {
            Agree(samples, weights, nameof(weights));
            if (weights.Shape.Count != 1)
            {
                throw new ArgumentException(
                    $"The weights are {weights.Shape}, but must be one number a sample: ({samples}).",
                    nameof(weights)
                );
            }
        }
    }

    /// <summary>The inputs: (samples, …sample).</summary>
    public Tensor Input { get; }

    /// <summary>The targets: (samples) for class indices, or (samples, …row).</summary>
    public Tensor Target { get; }

    /// <summary>How much each sample counts, (samples); null where all count 1.</summary>
    public Tensor? Weights { get; }

    /// <summary>How many samples the batch holds.</summary>
    public int Count => Input.Samples;

    private static int Samples(Tensor tensor, string name) =>
        tensor.Shape.Count > 0
            ? tensor.Samples
            : throw new ArgumentException(
                $"The {name} is (), a single value, but must hold samples along its first axis.",
                name
            );

    private static void Agree(int samples, Tensor other, string name)
    {
        if (Samples(other, name) != samples)
        {
            throw new ArgumentException(
                $"The input {samples:N0} and the {name} {other.Samples:N0} samples: both must hold the same number.",
                name
            );
        }
    }
}
