using FsCheck;
using FsCheck.Fluent;

namespace Convnet;

/// <summary>Random optimizers with valid numbers, those made of optimizers among them.</summary>
internal static class OptimizerGenerators
{
    private static Gen<double> Rates => ScheduleGenerators.Rates;

    private static Gen<double> Fractions { get; } =
        Gen.OneOf(Gen.Elements(0, 0.9, 0.999), Gen.Choose(1, 99).Select(number => number / 100.0));

    private static Gen<double> Epsilons { get; } = Gen.Elements(1e-7, 1e-3, 0.1);

    private static Gen<double> Decays { get; } = Gen.Elements(0, 0.004, 0.2);

    /// <summary>Those that treat each value alone and have a learning rate.</summary>
    private static Gen<IOptimizer> Elementwise { get; } =
        Gen.OneOf(
            from rate in Rates
            from momentum in Fractions
            from nesterov in Gen.Elements(true, false)
            select (IOptimizer)new SGD(rate, momentum, nesterov),
            from rate in Rates
            from rho in Fractions
            from momentum in Fractions
            from epsilon in Epsilons
            from centered in Gen.Elements(true, false)
            select (IOptimizer)new RMSprop(rate, rho, epsilon, momentum, centered),
            Moments((rate, beta1, beta2, epsilon) => new Adam(rate, beta1, beta2, epsilon)),
            Moments((rate, beta1, beta2, epsilon) => new Nadam(rate, beta1, beta2, epsilon)),
            from decay in Decays
            from optimizer in Moments((rate, beta1, beta2, epsilon) => new AdamW(rate, decay, beta1, beta2, epsilon))
            select optimizer,
            from rate in Rates
            from first in Gen.Elements(0, 0.1, 1)
            from epsilon in Epsilons
            select (IOptimizer)new Adagrad(rate, first, epsilon)
        );

    private static Gen<IOptimizer> Clipping { get; } =
        from limit in Gen.Choose(1, 100).Select(limit => limit / 10.0)
        from clipping in Gen.Elements<IOptimizer>(
            new ClipByValue(limit),
            new ClipByNorm(limit),
            new ClipByGlobalNorm(limit)
        )
        select clipping;

    /// <summary>Those with one learning rate of their own, which a schedule can set.</summary>
    private static Gen<IOptimizer> Rated { get; } =
        Gen.OneOf(
            Elementwise,
            from clipping in Clipping
            from optimizer in Elementwise
            select (IOptimizer)new Chain(clipping, optimizer),
            Decayed(Elementwise)
        );

    private static Gen<IOptimizer> Scheduled { get; } =
        from schedule in ScheduleGenerators.Any
        from optimizer in Rated
        select (IOptimizer)new Scheduled(schedule, optimizer);

    /// <summary>Any optimizer of the library, for parameters of which each pattern fits some.</summary>
    public static Gen<IOptimizer> Any(IEnumerable<string> patterns)
    {
        var single = Gen.OneOf(Rated, Scheduled, Decayed(Scheduled), Clipping);
        var several = Gen.OneOf(
            from pattern in Gen.Elements(patterns)
            from optimizer in Rated
            from otherwise in Gen.OneOf(Rated, Scheduled)
            select (IOptimizer)new ByParameter(pattern, optimizer, otherwise),
            Rated.ListOf(2).Select(optimizers => (IOptimizer)new Chain(optimizers)),
            Gen.Constant<IOptimizer>(new Chain())
        );
        var inner = Gen.Frequency((4, single), (2, several));
        // An average belongs around all else.
        var averaged =
            from optimizer in inner
            from momentum in Fractions
            from frequency in Gen.Elements<int?>(null, 1, 3)
            select (IOptimizer)new ExponentialMovingAverage(optimizer, momentum) { OverwriteFrequency = frequency };
        return Gen.Frequency((5, inner), (1, averaged));
    }

    /// <summary>An optimizer in place of what is made of it.</summary>
    public static IEnumerable<IOptimizer> Shrink(IOptimizer optimizer) =>
        optimizer switch
        {
            Chain chain => chain.Optimizers,
            WeightDecay decay => [decay.Optimizer],
            Scheduled scheduled => [scheduled.Optimizer],
            ByParameter groups => [groups.Optimizer, groups.Otherwise],
            ExponentialMovingAverage average => [average.Optimizer],
            _ => [],
        };

    private static Gen<IOptimizer> Decayed(Gen<IOptimizer> optimizers) =>
        from decay in Decays
        from optimizer in optimizers
        select (IOptimizer)new WeightDecay(decay, optimizer);

    private static Gen<IOptimizer> Moments(Func<double, double, double, double, IOptimizer> make) =>
        from rate in Rates
        from beta1 in Fractions
        from beta2 in Fractions
        from epsilon in Epsilons
        select make(rate, beta1, beta2, epsilon);
}
