namespace Convnet;

/// <summary>
/// When a sequence of epochs is to end: after some epochs in which a score did not become better. A value, for
/// <see cref="EpochSequence.StopEarlyBy"/>; it decides as Keras 3 does (callbacks/early_stopping.py).
/// </summary>
/// <remarks>
/// Errors: a bad value gets an ArgumentException. Keras' <c>restore_best_weights</c> is <see cref="EpochSequence.BestBy"/> behind it.
/// </remarks>
/// <param name="Monitor">The score that is watched, by its name in the history.</param>
/// <example><code>trainer.Epochs(data).Validate(test).StopEarlyBy(new EarlyStopping("val_accuracy") { Patience = 3 })</code></example>
public sealed record EarlyStopping(string Monitor = "val_loss")
{
    /// <summary>The score that is watched, by its name in the history.</summary>
    public string Monitor
    {
        get;
        init => field = Check.NotNull(value);
    } = Check.NotNull(Monitor);

    /// <summary>Epochs without an improvement after which the sequence ends; 0 unless told, which ends it at the first.</summary>
    public int Patience
    {
        get;
        init => field = Check.NotNegative(value);
    }

    /// <summary>By how much a value must be better to count, its sign aside; 0 unless told.</summary>
    public double MinDelta
    {
        get;
        init => field = Check.Finite(value);
    }

    /// <summary>Whether small or large values are good; by the name unless told.</summary>
    public MonitorMode Mode
    {
        get;
        init => field = Check.Defined(value);
    }

    /// <summary>A value that must be beaten before patience begins anew; none unless told.</summary>
    public double? Baseline
    {
        get;
        init => field = value is { } number ? Check.Finite(number, nameof(Baseline)) : null;
    }

    /// <summary>Epochs at the beginning that are not looked at; 0 unless told.</summary>
    public int StartFromEpoch
    {
        get;
        init => field = Check.NotNegative(value);
    }

    /// <summary>What is watched.</summary>
    internal Monitored Watched => Monitored.Of(Monitor, Mode, MinDelta);

    /// <summary>Where the rule stands after one more epoch.</summary>
    /// <param name="progress">Where it stood.</param>
    /// <param name="value">The monitored value.</param>
    /// <param name="epoch">The number of the epoch, from 0 as in Keras.</param>
    internal EarlyStoppingProgress Next(EarlyStoppingProgress progress, double value, int epoch)
    {
        if (epoch < StartFromEpoch)
        {
            return progress with { IsBest = false };
        }

        var (watched, wait) = (Watched, progress.Wait + 1);
        if (watched.IsBetter(value, progress.Best))
        {
            // As in Keras, a best that does not beat the baseline lets the wait go on, but does not end it.
            return new(watched.IsBetter(value, Baseline) ? 0 : wait, value, epoch, true, false);
        }

        return progress with
        {
            Wait = wait,
            IsBest = false,
            IsStopped = wait >= Patience && epoch > 0,
        };
    }
}
