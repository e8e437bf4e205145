namespace Convnet;

/// <summary>
/// All values of a sample in one row, in row-major order.
/// <para>Shape: (a, b, …) → (a·b·…).</para>
/// </summary>
public sealed record Flatten : ILayer
{
    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => [input.Size];

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) =>
        input.Reshape([input.Samples, input.Shape.SampleSize]);

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var shape = input.Shape;
        return new(
            Forward(parameters, input, phase),
            (outputGradient, wanted) => new(outputGradient.Reshape(shape), Parameters.None)
        );
    }

    /// <summary>The constructor with the options that were told: <c>Flatten()</c>.</summary>
    public override string ToString() => Construction.Text(this);
}
