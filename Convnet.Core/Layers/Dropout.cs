namespace Convnet;

/// <summary>
/// In training each value is dropped with some chance, and the others grow so that the mean stays; in inference the identity
/// (Srivastava and others 2014).
/// <para>Shape: unchanged, whatever it is.</para>
/// <para>
/// Formula: y = x·m/(1 − rate), each m 0 with probability <paramref name="Rate"/> and else 1, drawn from the key of the step and of the place in
/// the model, the number of the sample in its batch, and that of the value: the same for any number of threads. A frozen one drops, too (Keras).
/// </para>
/// <para>Errors: a rate below 0, or not below 1.</para>
/// <para>Example: <c>new Model([64], new Dropout(0.5), new Dense(10))</c></para>
/// </summary>
/// <param name="Rate">The share of values that are dropped.</param>
public sealed record Dropout(double Rate) : ILayer
{
    /// <summary>The share of values that are dropped: at least 0 and below 1.</summary>
    public double Rate
    {
        get;
        init => field = Check.Fraction(value);
    } = Check.Fraction(Rate);

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) =>
        phase.IsTraining && Rate > 0 ? Drop(input, phase) : input;

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase) =>
        // The same values are dropped of the gradient: drawing them again costs less than keeping them.
        new(
            Forward(parameters, input, phase),
            (outputGradient, wanted) => new(Forward(parameters, outputGradient, phase), Parameters.None)
        );

    /// <summary>The constructor with the options that were told: <c>Dropout(0.5)</c>.</summary>
    public override string ToString() => Construction.Text(this);

    private Tensor Drop(Tensor values, Phase phase)
    {
        var (kept, size) = (Tensor.Uninitialized(values.Shape), values.Shape.SampleSize);
        for (var sample = 0; sample < values.Samples; sample++)
        {
            Dropping.Apply(
                phase.KeyOf(sample),
                Rate,
                (float)(1 / (1 - Rate)),
                values.Values.Slice(sample * size, size),
                kept.Writable.Slice(sample * size, size)
            );
        }

        return kept;
    }
}
