namespace Convnet;

/// <summary>What Adam and its kin share: two slots, moving averages of the gradient and of its square, and their numbers.</summary>
public abstract record AdaptiveMoments : AdaptiveOptimizer
{
    private protected AdaptiveMoments(double learningRate, double beta1, double beta2, double epsilon)
        : base(learningRate, epsilon) =>
        (Beta1, Beta2) = (Check.Fraction(beta1, nameof(Beta1)), Check.Fraction(beta2, nameof(Beta2)));

    /// <summary>β₁, at least 0 and below 1.</summary>
    public double Beta1
    {
        get;
        init => field = Check.Fraction(value);
    }

    /// <summary>β₂, at least 0 and below 1.</summary>
    public double Beta2
    {
        get;
        init => field = Check.Fraction(value);
    }

    internal override int SlotCount => 2;
}
