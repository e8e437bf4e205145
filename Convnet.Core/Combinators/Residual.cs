namespace Convnet;

/// <summary>
/// A body with a way past it: what comes in is added to what comes out (He et al. 2015).
/// <para>Shape: that of the body's output, which must be that of the shortcut's, or of the input where there is none.</para>
/// <para>Parameters: the body's tree, then the shortcut's.</para>
/// <para>Formula: y = body(x) + x, or body(x) + shortcut(x).</para>
/// <para>Example: <c>new Residual(new Conv2D(16, (3, 3)) { Padding = Padding.Same })</c></para>
/// </summary>
/// <param name="Body">What the input is sent through.</param>
/// <param name="Shortcut">A projection that gives the input the body's output shape, such as a 1×1 convolution; null for the input itself.</param>
public sealed record Residual(ILayer Body, ILayer? Shortcut = null) : ILayer
{
    /// <summary>What the input is sent through.</summary>
    public ILayer Body
    {
        get;
        init => field = Check.NotNull(value);
    } = Check.NotNull(Body);

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        var (output, past) = (Body.OutputShape(input), Shortcut?.OutputShape(input) ?? input);
        if (output == past)
        {
            return output;
        }

        var name = Shortcut is null ? "the input" : "the shortcut's output";
        throw new ShapeException(
            $"Residual adds its body's output {output} to {name} {past}, but they must have one shape. "
                + "Keep the shape in the body (Padding.Same, as many filters as there are channels), or bring the input to the body's shape "
                + "with a Shortcut, such as a Conv2D of kernel 1 with the body's filters and strides."
        );
    }

    /// <inheritdoc/>
    public IEnumerable<Part> Parts(Shape input)
    {
        yield return new(Body, input);
        if (Shortcut is not null)
        {
            yield return new(Shortcut, input);
        }
    }

    /// <inheritdoc/>
    public ILayer WithParts(IReadOnlyList<ILayer> parts)
    {
        Check.Parts(parts, Shortcut is null ? 1 : 2, nameof(Residual));
        return new Residual(parts[0], Shortcut is null ? null : parts[1]);
    }

    /// <inheritdoc/>
    public bool CouplesSamples(Phase phase) =>
        Body.CouplesSamples(phase) || (Shortcut is not null && Shortcut.CouplesSamples(phase));

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) =>
        TensorArithmetic.Add(
            Body.Forward(parameters[0], input, phase.Child(0)),
            Shortcut?.Forward(parameters[1], input, phase.Child(1)) ?? input
        );

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var body = Body.ForwardWithPullback(parameters[0], input, phase.Child(0));
        var shortcut = Shortcut?.ForwardWithPullback(parameters[1], input, phase.Child(1));
        Parameters?[] states = shortcut is null ? [body.State] : [body.State, shortcut.Value.State];
        return new(TensorArithmetic.Add(body.Output, shortcut?.Output ?? input), Pullback, Parameters.OfStates(states));

        Gradients Pullback(Tensor outputGradient, Wanted wanted)
        {
            var through = body.Pullback(outputGradient, wanted);
            var past = shortcut?.Pullback(outputGradient, wanted) ?? new(outputGradient, Parameters.None);
            Parameters[] gradients = shortcut is null ? [through.Parameters] : [through.Parameters, past.Parameters];
            return new(
                wanted.HasFlag(Wanted.Input) ? TensorArithmetic.Add(through.Input, past.Input) : input,
                Parameters.OwnChildren(gradients)
            );
        }
    }

    /// <summary>The constructor with the options that were told: <c>Residual(Dense(4), Shortcut = Dense(4))</c>.</summary>
    public override string ToString() => Construction.Text(this);
}
