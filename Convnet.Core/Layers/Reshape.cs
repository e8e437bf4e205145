namespace Convnet;

/// <summary>
/// The same values under another shape, in row-major order.
/// <para>Shape: any of the target's size → <paramref name="Target"/>.</para>
/// <para>Errors: a sample of another size is a <see cref="ShapeException"/>.</para>
/// <para>Example: <c>new Reshape([28, 28, 1])</c></para>
/// </summary>
/// <param name="Target">The new shape of a sample.</param>
public sealed record Reshape(Shape Target) : ILayer
{
    /// <summary>The new shape of a sample.</summary>
    public Shape Target
    {
        get;
        init => field = Check.NotNull(value);
    } = Check.NotNull(Target);

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) =>
        input.Size == Target.Size
            ? Target
            : throw new ShapeException(
                $"Reshape makes {Target}, {Target.Size:N0} values, but was given {input}, which has {input.Size:N0}. Use a shape of as many values."
            );

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) =>
        input.Reshape(Target.Batch(input.Samples));

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var shape = input.Shape;
        return new(
            Forward(parameters, input, phase),
            (outputGradient, wanted) => new(outputGradient.Reshape(shape), Parameters.None)
        );
    }

    /// <summary>The constructor with the options that were told: <c>Reshape(Shape [ 28; 28; 1 ])</c>.</summary>
    public override string ToString() => Construction.Text(this);
}
