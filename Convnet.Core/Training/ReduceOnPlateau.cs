namespace Convnet;

/// <summary>
/// A rule for <see cref="Trainer.Adapt"/> that makes the learning rate smaller when a score has not become better for some epochs, as Keras 3
/// does (callbacks/reduce_lr_on_plateau.py).
/// </summary>
/// <remarks>
/// State: a value; what it has seen so far is part of it, and <see cref="Adapt"/> gives a trainer that holds the next value.
/// Formula: lr ← max(lr·factor, least rate).
/// Errors: a bad value gets an ArgumentException; an epoch without the monitored score and an optimizer without a learning rate an
/// InvalidOperationException.
/// </remarks>
/// <param name="Monitor">The score that is watched, by its name in the history. What begins with <c>val_</c> needs <see cref="Trainer.Validation"/>.</param>
/// <example><code>(trainer with { Validation = test }).AdaptWith(new ReduceOnPlateau { Patience = 2 }.Adapt).Epochs(data)</code></example>
public sealed record ReduceOnPlateau(string Monitor = "val_loss")
{
    /// <summary>The score that is watched, by its name in the history.</summary>
    public string Monitor
    {
        get;
        init => field = Check.NotNull(value);
    } = Check.NotNull(Monitor);

    /// <summary>What the learning rate is multiplied by, above 0 and below 1; 0.1 unless told.</summary>
    public double Factor
    {
        get;
        init => field = Check.Fraction(Check.Positive(value));
    } = 0.1;

    /// <summary>Epochs without an improvement after which the rate becomes smaller; 10 unless told.</summary>
    public int Patience
    {
        get;
        init => field = Check.NotNegative(value);
    } = 10;

    /// <summary>By how much a value must be better to count, its sign aside; 1e-4 unless told.</summary>
    public double MinDelta
    {
        get;
        init => field = Check.Finite(value);
    } = 1e-4;

    /// <summary>Epochs after a reduction that do not count; 0 unless told.</summary>
    public int Cooldown
    {
        get;
        init => field = Check.NotNegative(value);
    }

    /// <summary>The least learning rate, at least 0; 0 unless told.</summary>
    public double MinLearningRate
    {
        get;
        init => field = Check.NotNegative(value);
    }

    /// <summary>Whether small or large values are good; by the name unless told.</summary>
    public MonitorMode Mode
    {
        get;
        init => field = Check.Defined(value);
    }

    /// <summary>The best value so far; none before the first epoch.</summary>
    public double? Best { get; private init; }

    /// <summary>Epochs since the last improvement or reduction.</summary>
    public int Wait { get; private init; }

    /// <summary>Epochs to come that do not count.</summary>
    public int CooldownLeft { get; private init; }

    /// <summary>The rule: the trainer for the next epoch, with the learning rate that it is to have and with this rule's next value.</summary>
    /// <exception cref="InvalidOperationException">The epoch has no such score, or the optimizer has no learning rate.</exception>
    public Trainer Adapt(Epoch epoch, Trainer trainer)
    {
        var value = Monitored.Of(Monitor, Mode, MinDelta).Of(Check.NotNull(epoch));
        var rate = Check.NotNull(trainer).LearningRate;
        var (next, reduced) = Next(value, rate);
        var adapted = trainer with { Adapt = next.Adapt };

        // Asked also where nothing changes, so that an optimizer without a rate is refused after the first epoch, not after the patience.
        return reduced == rate ? adapted : adapted.WithLearningRate(reduced);
    }

    /// <summary>The rule after one more value, and the learning rate that follows.</summary>
    internal (ReduceOnPlateau Next, double LearningRate) Next(double value, double learningRate)
    {
        var cooling = Math.Max(CooldownLeft - 1, 0);
        var next = CooldownLeft > 0 ? this with { CooldownLeft = cooling, Wait = 0 } : this;
        if (Monitored.Of(Monitor, Mode, MinDelta).IsBetter(value, Best))
        {
            return (next with { Best = value, Wait = 0 }, learningRate);
        }

        if (next.CooldownLeft > 0)
        {
            return (next, learningRate);
        }

        next = next with { Wait = next.Wait + 1 };
        if (next.Wait < Patience || !(learningRate > MinLearningRate))
        {
            return (next, learningRate);
        }

        // A rate too small for a double stays what it was.
        var reduced = Math.Max(learningRate * Factor, MinLearningRate);
        return (next with { CooldownLeft = Cooldown, Wait = 0 }, reduced > 0 ? reduced : learningRate);
    }
}
