using System.Text.Json;

namespace Convnet.PropertyTests;

/// <summary>What Keras' callbacks decide from the values of a score: folded by the rules, and by sequences of epochs that have these values.</summary>
internal static class CallbackConformance
{
    /// <summary>When it stops, waits, bests, and whose weights are kept.</summary>
    public static void RunEarlyStopping(ReferenceCase given)
    {
        var rule = EarlyStopping(given);
        var (values, waits) = (ReferenceCase.Values(given["values"]), ReferenceCase.Values(given["waits"]));
        var (progress, epochs) = (default(EarlyStoppingProgress), 0);
        var bests = given["bests"].EnumerateArray().Select(Nullable).ToList();
        while (epochs < values.Length && !progress.IsStopped)
        {
            progress = rule.Next(progress, values[epochs], epochs);
            Xunit.Assert.Equal((waits[epochs], bests[epochs]), (progress.Wait, progress.Best));
            epochs++;
        }

        Xunit.Assert.Equal(given["epochsRun"].GetInt32(), epochs);
        Xunit.Assert.Equal(given["stopped"].GetBoolean(), progress.IsStopped);
        Xunit.Assert.Equal(given["bestEpoch"].GetInt32(), progress.BestEpoch);
        var stopped = Scored.Epochs(rule.Monitor, values).StopEarlyBy(rule).ToList();
        Xunit.Assert.Equal(epochs, stopped.Count);
        var kept = given.Is("restore_best_weights") ? stopped.BestBy(rule).Last() : stopped[^1];
        Xunit.Assert.Equal(given["weightsOfEpoch"].GetInt32(), kept.Number - 1);
    }

    /// <summary>Learning rates, waits and cooldowns after each epoch.</summary>
    public static void RunReduceOnPlateau(ReferenceCase given)
    {
        var rule = ReduceOnPlateau(given);
        var (values, rates) = (ReferenceCase.Values(given["values"]), ReferenceCase.Values(given["learningRates"]));
        var (waits, cooldowns) = (ReferenceCase.Values(given["waits"]), ReferenceCase.Values(given["cooldowns"]));
        var start = given["initialLearningRate"].GetDouble();
        var trainer = Scored.Trainer.WithLearningRate(start).AdaptWith(rule.Adapt);
        for (var i = 0; i < values.Length; i++)
        {
            trainer = trainer.Adapt!(Scored.Epoch(rule.Monitor, values, i), trainer);
            var next = (ReduceOnPlateau)trainer.Adapt!.Target!;
            Xunit.Assert.Equal((waits[i], cooldowns[i]), (next.Wait, next.CooldownLeft));

            // Keras keeps the rate as float32, and rounds it at each reduction.
            Closeness.Assert([trainer.LearningRate], [rates[i]], [1e-6 * rates[i]], $"learning rate of epoch {i}");
        }
    }

    private static EarlyStopping EarlyStopping(ReferenceCase given) =>
        new(given.Argument("monitor")?.GetString() ?? "val_loss")
        {
            Patience = (int)given.Number("patience", 0),
            MinDelta = given.Number("min_delta", 0),
            Mode = Mode(given),
            Baseline = given.Argument("baseline")?.GetDouble(),
            StartFromEpoch = (int)given.Number("start_from_epoch", 0),
        };

    private static ReduceOnPlateau ReduceOnPlateau(ReferenceCase given) =>
        new(given.Argument("monitor")?.GetString() ?? "val_loss")
        {
            Factor = given.Number("factor", 0.1),
            Patience = (int)given.Number("patience", 10),
            MinDelta = given.Number("min_delta", 1e-4),
            Cooldown = (int)given.Number("cooldown", 0),
            MinLearningRate = given.Number("min_lr", 0),
            Mode = Mode(given),
        };

    private static MonitorMode Mode(ReferenceCase given) =>
        Enum.Parse<MonitorMode>(given.Argument("mode")?.GetString() ?? "auto", ignoreCase: true);

    private static double? Nullable(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();
}
