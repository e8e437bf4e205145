namespace Convnet.PropertyTests;

/// <summary>A layer of a user's with state: takes the mean of the batch away, and keeps a moving one for inference.</summary>
/// <param name="Momentum">How slowly the moving mean moves.</param>
internal sealed record Centering(double Momentum) : ILayer
{
    public Shape OutputShape(Shape input) => input;

    public IReadOnlyList<ParameterSpec> ParameterSpecs(Shape input) =>
        [new("moving_mean", [input[^1]], Initializer.Zeros, Trainable: false)];

    public bool CouplesSamples(Phase phase) => phase.UpdatesState;

    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) =>
        ForwardWithPullback(parameters, input, phase).Output;

    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var moving = parameters["moving_mean"];
        if (!phase.UpdatesState)
        {
            return new(Less(input, moving), (outputGradient, _) => new(outputGradient, Parameters.None));
        }

        var mean = Mean(input);
        var next = Tensor.Create(moving.Shape, i => (float)((moving[i] * Momentum) + (mean[i] * (1 - Momentum))));
        return new(
            Less(input, mean),
            (outputGradient, _) => new(Less(outputGradient, Mean(outputGradient)), Parameters.None),
            Parameters.Of(("moving_mean", next))
        );
    }

    private static Tensor Mean(Tensor tensor)
    {
        var (channels, values) = (tensor.Shape[^1], tensor.ToArray());
        return Tensor.Create(
            [channels],
            channel => (float)values.Where((_, i) => i % channels == channel).Average(value => (double)value)
        );
    }

    private static Tensor Less(Tensor tensor, Tensor mean) =>
        Tensor.Create(tensor.Shape, i => tensor.Values[i] - mean.Values[i % mean.Shape[0]]);
}
