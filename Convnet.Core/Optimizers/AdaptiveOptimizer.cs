namespace Convnet;

/// <summary>What the optimizers share that divide by the root of something squared: ε, which keeps it from 0.</summary>
public abstract record AdaptiveOptimizer : ElementwiseOptimizer
{
    private protected AdaptiveOptimizer(double learningRate, double epsilon)
        : base(learningRate) => Epsilon = Check.Positive(epsilon, nameof(Epsilon));

    /// <summary>ε, above 0.</summary>
    public double Epsilon
    {
        get;
        init => field = Check.Positive(value);
    }
}
