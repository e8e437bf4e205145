namespace Convnet;

/// <summary>
/// Makes the gradient of each parameter shorter whose norm is above a limit: the first link of a <see cref="Chain"/>.
/// <para>Formula: u = g·c/max(‖g‖, c) for each tensor alone (Keras, clipnorm in optimizers/base_optimizer.py).</para>
/// <para>State: none.</para>
/// <para>Example: <c>new Chain(new ClipByNorm(1), new Adam())</c></para>
/// </summary>
/// <param name="Limit">c, above 0.</param>
public sealed record ClipByNorm(double Limit) : INormClipping
{
    /// <summary>c, above 0.</summary>
    public double Limit
    {
        get;
        init => field = Check.Positive(value);
    } = Check.Positive(Limit);

    /// <inheritdoc/>
    public OptimizerState Initialize(Parameters parameters) => new(0);

    /// <inheritdoc/>
    public OptimizerUpdate Update(Parameters gradient, OptimizerState state, Parameters parameters) =>
        Elementwise.Update(this, gradient, state, parameters);

    void INormClipping.Factors(ReadOnlySpan<double> squares, ReadOnlySpan<bool> isMember, Span<float> factors)
    {
        for (var leaf = 0; leaf < factors.Length; leaf++)
        {
            factors[leaf] = INormClipping.Factor(squares[leaf], Limit);
        }
    }
}
