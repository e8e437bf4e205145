namespace Convnet;

/// <summary>
/// The identity that hands out what passes through it, as state under the name <c>output</c>: a look inside without a callback. Training
/// passes it over, since no weights of the model take its state in; <see cref="Model.Activations"/> looks everywhere at once.
/// <para>Shape: unchanged. Parameters: none.</para>
/// <para>State: <c>output</c>, the whole batch that passes, in inference too; therefore it couples samples in training.</para>
/// <para>Example: <c>new Model([4], new Dense(3), new Tap(), new Dense(2))</c></para>
/// </summary>
public sealed record Tap : ILayer
{
    /// <summary>The name of its state.</summary>
    public const string StateName = "output";

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public bool CouplesSamples(Phase phase) => phase.IsTraining;

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) => input;

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase) =>
        new(input, (outputGradient, _) => new(outputGradient, Parameters.None), Parameters.Of((StateName, input)));

    /// <summary>The constructor with the options that were told: <c>Tap()</c>.</summary>
    public override string ToString() => Construction.Text(this);
}
