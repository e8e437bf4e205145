namespace Convnet;

/// <summary>
/// A body applied several times with one set of weights: sharing is a subtree used again, never an alias. The same body with weights of
/// its own each time is a <see cref="Stack"/>.
/// <para>Shape: unchanged; the body must keep it.</para>
/// <para>Parameters: the body's tree, once.</para>
/// <para>State: each use sees what the use before it left; the last one's is kept.</para>
/// <para>Formula: y = f(f(… f(x))); the gradient by the weights is the sum over the uses.</para>
/// <para>Example: <c>new Repeat(new Dense(8) { Activation = Activation.Relu }, 3)</c></para>
/// </summary>
/// <param name="Body">What is applied.</param>
/// <param name="Times">How often, at least once.</param>
public sealed record Repeat(ILayer Body, int Times) : ILayer
{
    /// <summary>What is applied.</summary>
    public ILayer Body
    {
        get;
        init => field = Check.NotNull(value);
    } = Check.NotNull(Body);

    /// <summary>How often, at least once.</summary>
    public int Times
    {
        get;
        init => field = Check.Positive(value);
    } = Check.Positive(Times);

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) =>
        Body.OutputShape(input) is var output && output == input
            ? output
            : throw new ShapeException(
                $"Repeat sends the output of its body through the body again, so the body must keep the shape, but it made {output} of {input}. "
                    + "Let it keep the shape, or use a Stack, whose copies each have weights for what they are given."
            );

    /// <inheritdoc/>
    public IEnumerable<Part> Parts(Shape input) => [new(Body, input)];

    /// <inheritdoc/>
    public ILayer WithParts(IReadOnlyList<ILayer> parts)
    {
        Check.Parts(parts, 1, nameof(Repeat));
        return new Repeat(parts[0], Times);
    }

    /// <inheritdoc/>
    public bool CouplesSamples(Phase phase) => Body.CouplesSamples(phase);

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase)
    {
        var body = parameters[0];
        for (var use = 0; use < Times; use++)
        {
            input = Body.Forward(body, input, phase.Child(use));
        }

        return input;
    }

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var (body, pullbacks, state) = (parameters[0], new Pullback[Times], default(Parameters));
        for (var use = 0; use < Times; use++)
        {
            (input, pullbacks[use], var left) = Body.ForwardWithPullback(body, input, phase.Child(use));
            (body, state) = (body.Merge(left), Parameters.Overlay(state, left));
        }

        return new(input, Pullback, Parameters.OfStates([state]));

        Gradients Pullback(Tensor gradient, Wanted wanted)
        {
            var sum = default(Parameters);
            for (var use = Times - 1; use >= 0; use--)
            {
                (gradient, var parametersGradient) = pullbacks[use]
                    (gradient, use == 0 ? wanted : wanted | Wanted.Input);
                sum = sum is null ? parametersGradient : TensorArithmetic.Add(sum, parametersGradient);
            }

            return new(gradient, Parameters.OfChildren(sum!));
        }
    }

    /// <summary>The constructor with the options that were told: <c>Repeat(Dense(8), 3)</c>.</summary>
    public override string ToString() => Construction.Text(this);
}
