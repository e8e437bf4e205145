namespace Convnet;

/// <summary>
/// <see cref="Adam"/> with decoupled weight decay (Loshchilov and Hutter 2019); to keep it from some parameters there is <see cref="ByParameter"/>.
/// <para>Formula: u = Adam's u − lr·λ·w (Keras, optimizers/adamw.py).</para>
/// <para>State: two slots, Adam's m and v.</para>
/// </summary>
/// <param name="LearningRate">lr, above 0.</param>
/// <param name="WeightDecay">λ, at least 0; reaches biases too, as in Keras.</param>
/// <param name="Beta1">β₁, at least 0 and below 1.</param>
/// <param name="Beta2">β₂, at least 0 and below 1.</param>
/// <param name="Epsilon">ε, above 0.</param>
public sealed record AdamW(
    double LearningRate = 1e-3,
    double WeightDecay = 0.004,
    double Beta1 = 0.9,
    double Beta2 = 0.999,
    double Epsilon = 1e-7
) : AdaptiveMoments(LearningRate, Beta1, Beta2, Epsilon)
{
    /// <summary>λ, at least 0; reaches biases too, as in Keras.</summary>
    public double WeightDecay
    {
        get;
        init => field = Check.NotNegative(value);
    } = Check.NotNegative(WeightDecay);

    internal override ElementwiseUpdate At(long step)
    {
        var adam = new Adam(LearningRate, Beta1, Beta2, Epsilon).At(step);
        var share = (float)(LearningRate * WeightDecay);
        return (values, slots, weights) =>
        {
            adam(values, slots, weights);
            WeightShrinkage.Apply(share, values, weights);
        };
    }
}
