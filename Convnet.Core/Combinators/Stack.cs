namespace Convnet;

/// <summary>
/// A body several times one after another, each time with weights of its own: what the body written so often in a
/// <see cref="Sequential"/> is. With one set of weights for all it is a <see cref="Repeat"/>.
/// <para>Shape: that of the last copy's output.</para>
/// <para>Parameters: the copies' trees in order.</para>
/// <para>Example: <c>new Stack(new Dense(64) { Activation = Activation.Relu }, 3)</c></para>
/// </summary>
/// <param name="Body">What is copied.</param>
/// <param name="Times">How many copies, at least one.</param>
public sealed record Stack(ILayer Body, int Times) : ILayer
{
    /// <summary>What is copied.</summary>
    public ILayer Body
    {
        get;
        init => field = Check.NotNull(value);
    } = Check.NotNull(Body);

    /// <summary>How many copies, at least one.</summary>
    public int Times
    {
        get;
        init => field = Check.Positive(value);
    } = Check.Positive(Times);

    private Sequential Copies => new(Enumerable.Repeat(Body, Times));

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => Copies.OutputShape(input);

    /// <inheritdoc/>
    public IEnumerable<Part> Parts(Shape input) => Copies.Parts(input);

    /// <summary>The same stack around equal copies; a <see cref="Sequential"/> where they are no longer equal.</summary>
    public ILayer WithParts(IReadOnlyList<ILayer> parts)
    {
        Check.Parts(parts, Times, nameof(Stack));
        return parts.All(part => part.Equals(parts[0])) ? new Stack(parts[0], Times) : new Sequential(parts);
    }

    /// <inheritdoc/>
    public bool CouplesSamples(Phase phase) => Body.CouplesSamples(phase);

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) => Copies.Forward(parameters, input, phase);

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase) =>
        Copies.ForwardWithPullback(parameters, input, phase);

    /// <summary>The constructor with the options that were told: <c>Stack(Dense(8), 3)</c>.</summary>
    public override string ToString() => Construction.Text(this);
}
