namespace Convnet.PropertyTests;

/// <summary>A layer of a user's with state: adds to every value how often it was trained, so that the output shows which state a use saw.</summary>
internal sealed record Counting : ILayer
{
    public Shape OutputShape(Shape input) => input;

    public IReadOnlyList<ParameterSpec> ParameterSpecs(Shape input) =>
        [new("uses", [], Initializer.Zeros, Trainable: false)];

    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) =>
        ForwardWithPullback(parameters, input, phase).Output;

    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var uses = parameters["uses"].Values[0];
        return new(
            input.Map(value => value + uses),
            (outputGradient, _) => new(outputGradient, Parameters.None),
            phase.UpdatesState ? Parameters.Of(("uses", Tensor.Create([], _ => uses + 1))) : null
        );
    }
}
