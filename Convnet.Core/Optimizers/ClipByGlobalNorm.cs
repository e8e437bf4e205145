namespace Convnet;

/// <summary>
/// Makes a gradient shorter whose norm over all parameters is above a limit; its direction stays. The first link of a <see cref="Chain"/>;
/// within <see cref="ByParameter"/> the norm is that of the group.
/// <para>Formula: u = g·c/max(‖g‖, c), ‖g‖² the sum over all tensors (Keras, global_clipnorm in optimizers/base_optimizer.py).</para>
/// <para>State: none.</para>
/// <para>Example: <c>new Chain(new ClipByGlobalNorm(1), new Adam())</c></para>
/// </summary>
/// <param name="Limit">c, above 0.</param>
public sealed record ClipByGlobalNorm(double Limit) : INormClipping
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
        var sum = 0.0;
        for (var leaf = 0; leaf < squares.Length; leaf++)
        {
            sum += isMember[leaf] ? squares[leaf] : 0;
        }

        factors.Fill(INormClipping.Factor(sum, Limit));
    }
}
