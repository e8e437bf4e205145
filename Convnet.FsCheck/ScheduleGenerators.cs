using FsCheck;
using FsCheck.Fluent;

namespace Convnet;

/// <summary>Random schedules of learning rates, with any of their options.</summary>
internal static class ScheduleGenerators
{
    /// <summary>Learning rates from 10⁻⁴ to 1/2.</summary>
    public static Gen<double> Rates { get; } = Gen.Choose(1, 5_000).Select(rate => rate / 10_000.0);

    private static Gen<int> Steps { get; } = Gen.Choose(1, 20);

    /// <summary>Any schedule of the library.</summary>
    public static Gen<ISchedule> Any { get; } = Gen.OneOf(Constant, Exponential, Cosine, Piecewise, Function);

    private static Gen<ISchedule> Constant => Rates.Select(rate => (ISchedule)new ConstantSchedule(rate));

    private static Gen<ISchedule> Exponential =>
        from rate in Rates
        from steps in Steps
        from decay in Gen.Choose(1, 12).Select(tenths => tenths / 10.0)
        from staircase in Gen.Elements(true, false)
        select (ISchedule)new ExponentialDecay(rate, steps, decay) { Staircase = staircase };

    private static Gen<ISchedule> Cosine =>
        from rate in Gen.OneOf(Gen.Constant(0.0), Rates)
        from steps in Steps
        from alpha in Gen.Elements(0, 0.1, 1)
        from target in Gen.OneOf(Gen.Constant(default(double?)), Rates.Select(rate => (double?)rate))
        from warmup in Gen.Choose(0, 5)
        select (ISchedule)
            new CosineDecay(rate, steps)
            {
                Alpha = alpha,
                WarmupTarget = target,
                WarmupSteps = warmup,
            };

    private static Gen<ISchedule> Piecewise =>
        from lengths in Steps.NonEmptyListOf()
        from rates in Rates.ArrayOf(lengths.Count + 1)
        let boundaries = lengths.Select((_, i) => (long)lengths.Take(i + 1).Sum())
        select (ISchedule)new PiecewiseConstantDecay(boundaries, rates);

    private static Gen<ISchedule> Function =>
        Rates.Select(rate => (ISchedule)new FunctionSchedule(step => rate / (1 + step)));
}
