namespace Convnet;

/// <summary>One pass of a batch through an <see cref="ISummed"/>, after its sums are known.</summary>
internal interface ISummedPass
{
    /// <summary>The layer's new state.</summary>
    Parameters State { get; }

    /// <summary>The output of some samples.</summary>
    Tensor Output(Tensor input);

    /// <summary>Writes the sums of each sample that the way back wants, as many as on the way there.</summary>
    void SumUp(Tensor input, Tensor outputGradient, Span<double> sums);

    /// <summary>What follows for the gradients.</summary>
    /// <param name="sums">The sums of the samples, one sample behind the other.</param>
    ISummedGradient Conclude(ReadOnlySpan<double> sums);
}
