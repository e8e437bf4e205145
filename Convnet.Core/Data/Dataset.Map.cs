namespace Convnet;

public sealed partial class Dataset
{
    /// <summary>The same samples in an order that a seed gives; a view, which copies no input. Targets and weights go with their samples.</summary>
    /// <remarks>
    /// Training shuffles anew in each epoch by itself: this is for data that comes in the order of its classes and is to be cut with
    /// <see cref="Take"/> or <see cref="Split"/>. The same seed and count give the same order everywhere.
    /// </remarks>
    /// <param name="seed">Where the order comes from.</param>
    public Dataset Shuffle(int seed)
    {
        var order = RandomKey.FromSeed(seed).Fold("shuffle").Permutation(Count);
        return new(inputs.Permute(order), targets.Permute(order), weights?.Permute(order));
    }

    /// <summary>Each input through a function, once and at once; targets and weights stay.</summary>
    /// <remarks>Shape: the function is given one sample, <see cref="InputShape"/>, and gives tensors of one shape, that of the new samples.</remarks>
    /// <param name="function">From one input to another: to crop, to scale, to standardise.</param>
    /// <exception cref="ArgumentException">A result is of another shape than the first, holds no value, or is not finite; the message names the sample.</exception>
    /// <example><code>var darker = data.Map(image => image.Map(value => value / 2));</code></example>
    public Dataset Map(Func<Tensor, Tensor> function)
    {
        Check.NotNull(function);
        var first = Mapped(function, 0);
        var shape = Samples.Sample(first.Shape, nameof(function));
        Samples.RefuseTooLarge(Count, shape.Size, nameof(function));
        var values = new float[Count * shape.Size];
        for (var i = 0; i < Count; i++)
        {
            var result = i == 0 ? first : Mapped(function, i);
            if (result.Shape != shape)
            {
                throw new ArgumentException(
                    $"The function made {result.Shape} of sample {i} but {shape} of sample 0: all samples of a data set have one shape.",
                    nameof(function)
                );
            }

            result.Values.CopyTo(values.AsSpan(i * shape.Size));
        }

        return new(new FloatRows(shape, Samples.Finite(values, shape.Size, nameof(function))), targets, weights);
    }

    private Tensor Mapped(Func<Tensor, Tensor> function, int sample)
    {
        var input = Tensor.Zeros(InputShape);
        DrawInputs([sample], input.Writable);
        return function(input)
            ?? throw new ArgumentException($"The function made null of sample {sample}.", nameof(function));
    }
}
