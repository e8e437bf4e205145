namespace Convnet;

/// <summary>
/// An activation as a layer of its own.
/// <para>Shape: unchanged; softmax and log_softmax work along the last axis.</para>
/// <para>Formula: that of the activation. Keras' layers have defaults of their own: LeakyReLU() is <c>Activation.LeakyRelu(0.3)</c>.</para>
/// <para>Example: <c>new ActivationLayer(Activation.Relu)</c></para>
/// </summary>
/// <param name="Activation">The function.</param>
public sealed record ActivationLayer(Activation Activation) : IActivated
{
    /// <summary>The function.</summary>
    public Activation Activation
    {
        get;
        init => field = Check.NotNull(value);
    } = Check.NotNull(Activation);

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) =>
        input.Count > 0
            ? input
            : throw new ShapeException("An activation needs samples of at least one axis, but was given ().");

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) => Activation.Forward(input);

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var output = Activation.Forward(input);
        return new(
            output,
            (outputGradient, wanted) => new(Activation.Backward(input, output, outputGradient), Parameters.None)
        );
    }

    /// <summary>The constructor with the options that were told: <c>ActivationLayer(relu)</c>.</summary>
    public override string ToString() => Construction.Text(this);

    /// <inheritdoc/>
    ILayer IActivated.With(Activation activation) => this with { Activation = activation };
}
