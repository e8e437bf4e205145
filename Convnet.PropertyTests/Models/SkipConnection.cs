namespace Convnet.PropertyTests;

/// <summary>A combinator of a user's: y = x + body(x), with the gradients of both ways added.</summary>
/// <param name="Body">What is added to its input; must keep the shape.</param>
internal sealed record SkipConnection(ILayer Body) : ILayer
{
    public Shape OutputShape(Shape input) =>
        Body.OutputShape(input) == input
            ? input
            : throw new ShapeException(
                $"The body makes {Body.OutputShape(input)} of {input}, but must keep the shape."
            );

    public IEnumerable<Part> Parts(Shape input) => [new(Body, input)];

    public ILayer WithParts(IReadOnlyList<ILayer> parts) => new SkipConnection(parts.Single());

    public bool CouplesSamples(Phase phase) => Body.CouplesSamples(phase);

    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) =>
        Sum(input, Body.Forward(parameters[0], input, phase.Child(0)));

    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var (output, pullback, state) = Body.ForwardWithPullback(parameters[0], input, phase.Child(0));
        return new(Sum(input, output), Pullback, Parameters.OfStates([state]));

        Gradients Pullback(Tensor outputGradient, Wanted wanted)
        {
            var (inputGradient, parameterGradients) = pullback(outputGradient, wanted);
            return new(
                wanted.HasFlag(Wanted.Input) ? Sum(outputGradient, inputGradient) : inputGradient,
                Parameters.OfChildren(parameterGradients)
            );
        }
    }

    private static Tensor Sum(Tensor a, Tensor b) => Tensor.Create(a.Shape, i => a.Values[i] + b.Values[i]);
}
