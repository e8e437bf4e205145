namespace Convnet;

/// <summary>What augmentations by maps of pixels share: in training each sample is seen through the map that its key draws, else nothing is done.</summary>
internal static class Warping
{
    /// <summary>The images as they were, moved in training only.</summary>
    public static Tensor Forward(IRandomWarp warp, Tensor input, Phase phase)
    {
        if (!phase.IsTraining)
        {
            return input;
        }

        var (output, size, sampling) = (
            Tensor.Uninitialized(input.Shape),
            input.Shape.SampleSize,
            Sampling(warp, input)
        );
        for (var sample = 0; sample < input.Samples; sample++)
        {
            var map = Draw(warp, phase, sample, input.Shape);
            var image = input.Values.Slice(sample * size, size);
            sampling.Forward(map, image, output.Writable.Slice(sample * size, size));
        }

        return output;
    }

    /// <summary>The same with its adjoint.</summary>
    public static Differential ForwardWithPullback(IRandomWarp warp, Tensor input, Phase phase) =>
        new(
            Forward(warp, input, phase),
            (outputGradient, wanted) =>
                new(
                    phase.IsTraining && wanted.HasFlag(Wanted.Input)
                        ? Backward(warp, outputGradient, phase)
                        : outputGradient,
                    Parameters.None
                )
        );

    private static Tensor Backward(IRandomWarp warp, Tensor outputGradient, Phase phase)
    {
        var (inputGradient, size) = (Tensor.Cleared(outputGradient.Shape), outputGradient.Shape.SampleSize);
        var sampling = Sampling(warp, outputGradient);
        for (var sample = 0; sample < outputGradient.Samples; sample++)
        {
            var map = Draw(warp, phase, sample, outputGradient.Shape);
            var gradient = outputGradient.Values.Slice(sample * size, size);
            sampling.Backward(map, gradient, inputGradient.Writable.Slice(sample * size, size));
        }

        return inputGradient;
    }

    private static AffineMap Draw(IRandomWarp warp, Phase phase, int sample, Shape images) =>
        warp.Draw(phase.KeyOf(sample), (images[1], images[2]));

    private static ImageSampling Sampling(IRandomWarp warp, Tensor images) =>
        new(
            images.Shape[1],
            images.Shape[2],
            images.Shape[3],
            warp.Interpolation,
            warp.FillMode,
            (float)warp.FillValue
        );
}
