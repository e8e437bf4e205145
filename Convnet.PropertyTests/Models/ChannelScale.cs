namespace Convnet.PropertyTests;

/// <summary>A layer of a user's, written with the public surface alone: each channel times a learned factor.</summary>
/// <param name="First">The first value of all factors.</param>
internal sealed record ChannelScale(double First) : ILayer
{
    public Shape OutputShape(Shape input) =>
        input.Count > 0 ? input : throw new ShapeException("ChannelScale needs at least one axis, but was given ().");

    public IReadOnlyList<ParameterSpec> ParameterSpecs(Shape input) =>
        [new("scale", [input[^1]], Initializer.Constant(First))];

    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) => Scale(input, parameters["scale"]);

    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var scale = parameters["scale"];
        return new(
            Scale(input, scale),
            (outputGradient, wanted) =>
                new(
                    Scale(outputGradient, scale),
                    Parameters.Of(("scale", ScaleGradient(outputGradient, input, scale.Shape)))
                )
        );
    }

    private static Tensor Scale(Tensor tensor, Tensor scale) =>
        Tensor.Create(tensor.Shape, i => tensor.Values[i] * scale.Values[i % scale.Shape[0]]);

    private static Tensor ScaleGradient(Tensor outputGradient, Tensor input, Shape shape) =>
        Tensor.Create(
            shape,
            channel =>
                (float)
                    Enumerable
                        .Range(0, input.Shape.Size / shape[0])
                        .Sum(row =>
                            (double)outputGradient.Values[(row * shape[0]) + channel]
                            * input.Values[(row * shape[0]) + channel]
                        )
        );
}
