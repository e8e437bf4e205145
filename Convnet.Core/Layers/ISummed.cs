namespace Convnet;

/// <summary>
/// A layer that couples the samples of a batch through sums over them alone, so that the batch may stay cut in slices: each sample is
/// summed up, the sums are concluded once, and each slice goes on. The sums of samples are added up in the order of the batch, so how it
/// is cut does not show.
/// </summary>
internal interface ISummed : ILayer
{
    /// <summary>How many sums there are of a sample of this shape.</summary>
    int SumsOf(Shape sample);

    /// <summary>Writes the sums of each sample, one sample behind the other.</summary>
    void SumUp(Tensor input, Span<double> sums);

    /// <summary>What follows from the sums of all samples.</summary>
    /// <param name="parameters">The layer's tensors.</param>
    /// <param name="sample">The shape of one sample.</param>
    /// <param name="sums">The sums of the samples, one sample behind the other.</param>
    ISummedPass Conclude(Parameters parameters, Shape sample, ReadOnlySpan<double> sums);
}
