namespace Convnet;

/// <summary>
/// A layer that is not trained: its parameters keep their values, its moving statistics are used and kept, and a Dropout in it still
/// drops, as in Keras. Transparent: the tree, the labels, the random draws and the values are those of the layer itself, so that its
/// weights still fit. What stands before the first trained layer of a model runs forward only.
/// <para>Shape, Parameters: those of <paramref name="Inner"/>, none of them trainable.</para>
/// <para>Example: <c>new Frozen(new Conv2D(32, (3, 3)))</c></para>
/// </summary>
/// <param name="Inner">The layer.</param>
public sealed record Frozen(ILayer Inner) : ILayer
{
    /// <summary>The layer.</summary>
    public ILayer Inner
    {
        get;
        init => field = Check.NotNull(value);
    } = Check.NotNull(Inner);

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => Inner.OutputShape(input);

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> ParameterSpecs(Shape input) =>
        [.. Inner.ParameterSpecs(input).Select(spec => spec with { Trainable = false })];

    /// <summary>The parts of the layer, each frozen.</summary>
    public IEnumerable<Part> Parts(Shape input) =>
        Inner.Parts(input).Select(part => part with { Layer = new Frozen(part.Layer) });

    /// <inheritdoc/>
    public ILayer WithParts(IReadOnlyList<ILayer> parts) =>
        new Frozen(Inner.WithParts([.. parts.Select(part => part is Frozen frozen ? frozen.Inner : part)]));

    /// <inheritdoc/>
    public bool CouplesSamples(Phase phase) => Inner.CouplesSamples(phase.Freeze());

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) =>
        Inner.Forward(parameters, input, phase.Freeze());

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var (output, pullback, state) = Inner.ForwardWithPullback(parameters, input, phase.Freeze());
        return new(
            output,
            (outputGradient, wanted) =>
                pullback(outputGradient, wanted & ~Wanted.Parameters) with
                {
                    Parameters = Parameters.None,
                },
            state
        );
    }

    /// <summary>The constructor with the options that were told: <c>Frozen(Dense(8))</c>.</summary>
    public override string ToString() => Construction.Text(this);
}
