namespace Convnet;

/// <summary>Calls and composes the rules of <see cref="Trainer.Adapt"/>.</summary>
internal static class Adaptation
{
    /// <summary>The trainer for the epoch after this one.</summary>
    /// <exception cref="InvalidOperationException">The rule changed what may not change.</exception>
    public static Trainer Next(Trainer trainer, Epoch epoch)
    {
        if (trainer.Adapt is not { } rule)
        {
            return trainer;
        }

        var next = rule(epoch, trainer) ?? throw Refused(epoch, "gave null");
        if (next.Model != trainer.Model)
        {
            throw Refused(epoch, "gave a trainer of another model");
        }

        if (!OptimizerKind.IsSame(trainer.Optimizer, next.Optimizer))
        {
            throw Refused(
                epoch,
                $"put {next.Optimizer} in the place of {trainer.Optimizer}, whose state it cannot take over"
            );
        }

        if (next.Validation is { } validation)
        {
            Inference.Refuse(next.Model, validation);
        }

        return next;
    }

    /// <summary>One rule after another. Each finds itself in the trainer that it is given, and what it leaves there comes next in its place.</summary>
    public static Func<Epoch, Trainer, Trainer> Then(
        Func<Epoch, Trainer, Trainer>? first,
        Func<Epoch, Trainer, Trainer>? second
    )
    {
        if (first is null || second is null)
        {
            return first ?? second ?? ((_, trainer) => trainer);
        }

        return Both;

        Trainer Both(Epoch epoch, Trainer trainer)
        {
            var one = first(epoch, trainer with { Adapt = first }) ?? throw Refused(epoch, "gave null");
            var two = second(epoch, one with { Adapt = second }) ?? throw Refused(epoch, "gave null");
            return two with { Adapt = Then(one.Adapt, two.Adapt) };
        }
    }

    private static InvalidOperationException Refused(Epoch epoch, string what) =>
        new(
            $"After epoch {epoch.Number} the rule in Trainer.Adapt {what}. It may change the numbers of the optimizer, the loss, BatchSize, Shuffle, "
                + "Metrics, Validation, Threads, Progress and Adapt. For another model or optimizer, stop and begin a training from "
                + "TrainingState.Of(trainer, epoch.Parameters)."
        );
}
