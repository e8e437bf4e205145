using Xunit;

namespace Convnet.PropertyTests;

public sealed class ScheduleTests
{
    [Property]
    public void A_constant_schedule_is_constant(byte rate, ushort step) =>
        Assert.Equal(rate / 256.0, new ConstantSchedule(rate / 256.0).At(step));

    [Property]
    public void A_schedule_of_ones_own_is_its_function(ushort step) =>
        Assert.Equal(1.0 / (1 + step), new FunctionSchedule(s => 1.0 / (1 + s)).At(step));

    [Property]
    public void Each_stretch_has_its_value_and_a_boundary_belongs_to_the_stretch_before(byte first, byte second)
    {
        var (one, two) = (first, first + second + 1);
        var schedule = new PiecewiseConstantDecay([one, two], [0.3, 0.2, 0.1]);
        Assert.Equal(0.3, schedule.At(0));
        Assert.Equal(0.3, schedule.At(one));
        Assert.Equal(0.2, schedule.At(one + 1));
        Assert.Equal(0.2, schedule.At(two));
        Assert.Equal(0.1, schedule.At(two + 1));
        Assert.Equal(0.1, schedule.At(long.MaxValue));
    }

    [Property]
    public void Exponential_decay_multiplies_at_each_multiple_of_its_steps(byte steps, byte rate, ushort step)
    {
        var (length, factor) = (steps + 1, (rate + 1) / 300.0);
        var schedule = new ExponentialDecay(0.5, length, factor);
        Assert.Equal(0.5 * Math.Pow(factor, (double)step / length), schedule.At(step), 1e-12);
        var staircase = schedule with { Staircase = true };
        Assert.Equal(0.5 * Math.Pow(factor, step / length), staircase.At(step), 1e-12);
        Assert.Equal(staircase.At(step - (step % length)), staircase.At(step));
        Assert.Equal(factor * schedule.At(step), schedule.At(step + length), 1e-12);
    }

    [Property]
    public void A_cosine_falls_from_the_rate_to_its_share_and_stays(byte steps, byte alpha, ushort step)
    {
        var (length, share) = (steps + 1, alpha / 256.0);
        var schedule = new CosineDecay(0.5, length) { Alpha = share };
        Assert.Equal(0.5, schedule.At(0), 1e-12);
        Assert.Equal(0.5 * share, schedule.At(length), 1e-12);
        Assert.Equal(schedule.At(length), schedule.At(length + step));
        var t = Math.Min(step, length);
        var formula = 0.5 * (((1 - share) * (1 + Math.Cos(Math.PI * t / length)) / 2) + share);
        Assert.Equal(formula, schedule.At(step), 1e-12);
    }

    [Property]
    public void A_warm_up_rises_along_a_line_and_the_fall_counts_from_its_end(byte steps, byte warmup, ushort step)
    {
        var (length, rise) = (steps + 1, warmup + 1);
        var schedule = new CosineDecay(0.1, length)
        {
            Alpha = 0.25,
            WarmupTarget = 0.5,
            WarmupSteps = rise,
        };
        Assert.Equal(0.1, schedule.At(0), 1e-12);
        Assert.Equal(0.5, schedule.At(rise), 1e-12);
        Assert.Equal(0.1 + (0.4 * (step % rise) / rise), schedule.At(step % rise), 1e-12);
        Assert.Equal(new CosineDecay(0.5, length) { Alpha = 0.25 }.At(step), schedule.At(rise + step), 1e-12);

        // As in Keras, steps without a target warm nothing up.
        Assert.Equal(
            new CosineDecay(0.1, length).At(step),
            new CosineDecay(0.1, length) { WarmupSteps = rise }.At(step)
        );
    }

    [Fact]
    public void Schedules_are_values()
    {
        Assert.Equal(new PiecewiseConstantDecay([1, 3], [3, 2, 1]), new PiecewiseConstantDecay([1, 3], [3, 2, 1]));
        Assert.NotEqual(new PiecewiseConstantDecay([1, 3], [3, 2, 1]), new PiecewiseConstantDecay([1, 4], [3, 2, 1]));
        Assert.NotEqual(new PiecewiseConstantDecay([1, 3], [3, 2, 1]), new PiecewiseConstantDecay([1, 3], [3, 2, 0]));
        Assert.Equal(
            new PiecewiseConstantDecay([1], [3, 2]).GetHashCode(),
            new PiecewiseConstantDecay([1], [3, 2]).GetHashCode()
        );
        Assert.Equal(
            "PiecewiseConstantDecay { Boundaries = [1], Values = [0.5, 0.25] }",
            new PiecewiseConstantDecay([1], [0.5, 0.25]).ToString()
        );
    }

    [Fact]
    public void Bad_numbers_are_refused_in_the_constructor_and_in_with()
    {
        var (cosine, exponential) = (new CosineDecay(1, 1), new ExponentialDecay(1, 1, 1));
        Refusal.Of<ArgumentOutOfRangeException>(() => new ConstantSchedule(-1), "LearningRate is -1", "at least 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => new ExponentialDecay(-1, 1, 1), "InitialLearningRate is -1");
        Refusal.Of<ArgumentOutOfRangeException>(() => exponential with { DecaySteps = 0 }, "DecaySteps is 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => new ExponentialDecay(1, 1, 0), "DecayRate is 0", "above 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => new CosineDecay(double.NaN, 1), "InitialLearningRate is NaN");
        Refusal.Of<ArgumentOutOfRangeException>(() => new CosineDecay(1, 0), "DecaySteps is 0", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => cosine with { Alpha = -1 }, "Alpha is -1");
        Refusal.Of<ArgumentOutOfRangeException>(() => cosine with { WarmupTarget = -1 }, "WarmupTarget is -1");
        Refusal.Of<ArgumentOutOfRangeException>(() => cosine with { WarmupSteps = -1 }, "WarmupSteps is -1");
        Refusal.Of<ArgumentNullException>(() => new FunctionSchedule(null!), "Function is missing");
        Refusal.Of<ArgumentOutOfRangeException>(() => new PiecewiseConstantDecay([1], [1, -1]), "values is -1");
        Refusal.Of<ArgumentException>(
            () => new PiecewiseConstantDecay([1, 2], [1, 2]),
            "2 values for 2 boundaries",
            "one more"
        );
        Refusal.Of<ArgumentException>(
            () => new PiecewiseConstantDecay([2, 2], [1, 2, 3]),
            "2, 2",
            "above the one before"
        );
    }
}
