namespace Convnet;

/// <summary>
/// What is done with epochs while they are trained: functions from a sequence to a sequence, each lazy, none of which looks ahead, so that
/// they compose with each other and with LINQ (<c>Take</c>, <c>TakeWhile</c>, <c>MaxBy</c>). What ends a sequence ends the training.
/// </summary>
/// <remarks>Arguments are checked at once. A sequence that is walked twice trains twice: end in one fold.</remarks>
/// <example><code>
/// var best = trainer.Epochs(data).Validate(test).StopEarly(3).Take(50).MaxBy(epoch => epoch.Validation!.Value.Accuracy);
/// </code></example>
public static class EpochSequence
{
    /// <summary>Each epoch with its score on some data, also in its history.</summary>
    /// <exception cref="ShapeException">The data is not what the model takes.</exception>
    public static IEnumerable<Epoch> Validate(this IEnumerable<Epoch> epochs, Dataset data)
    {
        return Iterate(Check.NotNull(epochs), Check.NotNull(data));

        static IEnumerable<Epoch> Iterate(IEnumerable<Epoch> epochs, Dataset data)
        {
            var scores = new Dictionary<int, Score>();
            foreach (var epoch in epochs)
            {
                Inference.Refuse(epoch.Model, data);
                scores[epoch.History.Count - 1] = Inference.Evaluate(epoch.Trainer, epoch.Parameters, data);
                yield return epoch.WithValidations(scores);
            }
        }
    }

    /// <summary>Ends after some epochs in a row without an improvement of the validation's loss; the epoch that ends it is still yielded.</summary>
    /// <param name="epochs">Epochs that were validated.</param>
    /// <param name="patience">How many, at least 0; as Keras' EarlyStopping.</param>
    /// <exception cref="InvalidOperationException">An epoch has no validation.</exception>
    public static IEnumerable<Epoch> StopEarly(this IEnumerable<Epoch> epochs, int patience) =>
        epochs.StopEarlyBy(new EarlyStopping { Patience = Check.NotNegative(patience) });

    /// <summary>Ends when a rule says so; the epoch that ends it is still yielded.</summary>
    /// <param name="epochs">The epochs.</param>
    /// <param name="rule">What is watched, and how patiently.</param>
    /// <exception cref="ArgumentException">The rule's mode is automatic, and the name says nothing.</exception>
    /// <exception cref="InvalidOperationException">An epoch has no score of that name; the message says which there are.</exception>
    public static IEnumerable<Epoch> StopEarlyBy(this IEnumerable<Epoch> epochs, EarlyStopping rule)
    {
        return Iterate(Watch(Check.NotNull(epochs), Check.NotNull(rule)));

        static IEnumerable<Epoch> Iterate(IEnumerable<(Epoch, EarlyStoppingProgress)> watched)
        {
            foreach (var (epoch, progress) in watched)
            {
                yield return epoch;
                if (progress.IsStopped)
                {
                    yield break;
                }
            }
        }
    }

    /// <summary>Only the epochs that are the best so far, so that the last of them is the best of all.</summary>
    /// <param name="epochs">The epochs.</param>
    /// <param name="monitor">The score that counts, by its name in the history: a loss or an accuracy.</param>
    /// <exception cref="ArgumentException">The name does not say whether small or large values are good; <see cref="BestBy"/> takes a mode.</exception>
    /// <exception cref="InvalidOperationException">An epoch has no score of that name; the message says which there are.</exception>
    public static IEnumerable<Epoch> Best(this IEnumerable<Epoch> epochs, string monitor = "val_loss") =>
        epochs.BestBy(new EarlyStopping(monitor));

    /// <summary>
    /// Only the epochs that a rule takes for the best so far. Behind <see cref="StopEarlyBy"/> with the same rule, the last of them holds what
    /// Keras' <c>restore_best_weights</c> restores.
    /// </summary>
    /// <param name="epochs">The epochs.</param>
    /// <param name="rule">What counts, and by how much an epoch must be better.</param>
    /// <exception cref="ArgumentException">The rule's mode is automatic, and the name says nothing.</exception>
    /// <exception cref="InvalidOperationException">An epoch has no score of that name; the message says which there are.</exception>
    /// <example><code>epochs.StopEarlyBy(rule).BestBy(rule).Last()</code></example>
    public static IEnumerable<Epoch> BestBy(this IEnumerable<Epoch> epochs, EarlyStopping rule) =>
        Watch(Check.NotNull(epochs), Check.NotNull(rule))
            .Where(pair => pair.Progress.IsBest)
            .Select(pair => pair.Epoch);

    /// <summary>Saves some of the epochs as they pass.</summary>
    /// <param name="epochs">The epochs.</param>
    /// <param name="every">Those whose number is a multiple of this, at least 1.</param>
    /// <param name="save">What is done with each, before it is yielded.</param>
    public static IEnumerable<Epoch> Checkpoint(this IEnumerable<Epoch> epochs, int every, Action<Epoch> save)
    {
        return Iterate(Check.NotNull(epochs), Check.Positive(every), Check.NotNull(save));

        static IEnumerable<Epoch> Iterate(IEnumerable<Epoch> epochs, int every, Action<Epoch> save)
        {
            foreach (var epoch in epochs)
            {
                if (epoch.Number % every == 0)
                {
                    save(epoch);
                }

                yield return epoch;
            }
        }
    }

    /// <summary>Saves the weights of some of the epochs as they pass (<see cref="Epoch.SaveWeights"/>).</summary>
    /// <remarks>
    /// A file with the number or a score in its name: <c>{epoch}</c>, or with a format <c>{epoch:000}</c> and <c>{val_loss:F4}</c>. Without any,
    /// each replaces the one before. A score without a format has four decimals.
    /// </remarks>
    /// <param name="epochs">The epochs.</param>
    /// <param name="every">Those whose number is a multiple of this, at least 1.</param>
    /// <param name="path">The file, in a folder that is there.</param>
    /// <exception cref="ArgumentException">The path holds a format that no number has.</exception>
    /// <exception cref="InvalidOperationException">An epoch has no score of a name in the path; the message says which there are.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <example><code>epochs.Checkpoint(5, "weights-{epoch:000}.safetensors")</code></example>
    public static IEnumerable<Epoch> Checkpoint(this IEnumerable<Epoch> epochs, int every, string path)
    {
        var file = new CheckpointName(path);
        return epochs.Checkpoint(every, epoch => epoch.SaveWeights(file.Of(epoch)));
    }

    /// <summary>Keeps a table of the scores in a file: a line an epoch, its number and then its scores by name.</summary>
    /// <remarks>
    /// The file is whole at any time: it is written anew beside the old one after each epoch and takes its place. What was there before
    /// the first epoch is replaced. Numbers are written as C# reads them back, whatever the culture.
    /// </remarks>
    /// <param name="epochs">The epochs.</param>
    /// <param name="path">The file; its folder must be there.</param>
    /// <exception cref="IOException">The file cannot be written; the message names it.</exception>
    public static IEnumerable<Epoch> LogCsv(this IEnumerable<Epoch> epochs, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Iterate(Check.NotNull(epochs), Path.GetFullPath(path));

        static IEnumerable<Epoch> Iterate(IEnumerable<Epoch> epochs, string path)
        {
            var log = new List<(int, IReadOnlyList<(string, double)>)>();
            foreach (var epoch in epochs)
            {
                log.Add((epoch.Number, [.. epoch.Scores]));
                CsvLog.Write(path, log);
                yield return epoch;
            }
        }
    }

    /// <summary>Begins no further epoch after some time; the one that is running ends and is yielded.</summary>
    /// <param name="epochs">The epochs.</param>
    /// <param name="limit">The time, above 0, from when the first epoch is asked for.</param>
    /// <param name="clock">Where the time is read; the system's unless told.</param>
    public static IEnumerable<Epoch> WithinTime(
        this IEnumerable<Epoch> epochs,
        TimeSpan limit,
        TimeProvider? clock = null
    )
    {
        return limit > TimeSpan.Zero
            ? Iterate(Check.NotNull(epochs), limit, clock ?? TimeProvider.System)
            : throw new ArgumentOutOfRangeException(nameof(limit), limit, $"limit is {limit}, but must be above 0.");

        static IEnumerable<Epoch> Iterate(IEnumerable<Epoch> epochs, TimeSpan limit, TimeProvider clock)
        {
            var start = clock.GetTimestamp();
            foreach (var epoch in epochs)
            {
                yield return epoch;
                if (clock.GetElapsedTime(start) >= limit)
                {
                    yield break;
                }
            }
        }
    }

    private static IEnumerable<(Epoch Epoch, EarlyStoppingProgress Progress)> Watch(
        IEnumerable<Epoch> epochs,
        EarlyStopping rule
    )
    {
        return Iterate(epochs, rule, rule.Watched);

        static IEnumerable<(Epoch, EarlyStoppingProgress)> Iterate(
            IEnumerable<Epoch> epochs,
            EarlyStopping rule,
            Monitored watched
        )
        {
            var progress = default(EarlyStoppingProgress);
            foreach (var epoch in epochs)
            {
                progress = rule.Next(progress, watched.Of(epoch), epoch.Number - 1);
                yield return (epoch, progress);
            }
        }
    }
}
