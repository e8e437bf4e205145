using Xunit;

namespace Convnet.PropertyTests;

public sealed class WeightDecayTests
{
    [Property]
    public void A_share_of_the_parameters_is_taken_off_whatever_the_gradient_is(ParameterCase given, byte decay)
    {
        var (adam, share) = (new Adam(0.25), decay / 256.0);
        var optimizer = new WeightDecay(share, adam);
        var gradient = given.Tree.Map(tensor => tensor.Map(x => x * x));
        var (plain, inner) = adam.Update(gradient, adam.Initialize(given.Tree), given.Tree);
        var (update, state) = optimizer.Update(gradient, optimizer.Initialize(given.Tree), given.Tree);
        var expected = plain.Zip(
            given.Tree,
            (u, w) => Tensor.Create(u.Shape, i => u.Values[i] - ((float)(0.25 * share) * w.Values[i]))
        );
        Assert.Equal(inner, state.Parts[0]);
        foreach (var (one, other) in Closeness.Pairs(expected.Leaves, update.Leaves))
        {
            // The same operations; a zero may have another sign.
            Assert.All(
                one.Tensor.ToArray().Zip(other.Tensor.ToArray()),
                pair => Assert.Equal(pair.First + 0f, pair.Second + 0f)
            );
        }
    }

    [Property]
    public void AdamW_is_Adam_with_decay(ParameterCase given)
    {
        var (one, other) = (new AdamW(0.1, 0.3, 0.8, 0.9, 0.01), new WeightDecay(0.3, new Adam(0.1, 0.8, 0.9, 0.01)));
        Assert.Equal(Optimization.Run(other, given.Tree, 3), Optimization.Run(one, given.Tree, 3));
    }

    [Property]
    public void The_rate_of_a_schedule_counts_inside_and_outside(ParameterCase given, byte steps)
    {
        var schedule = new ExponentialDecay(0.5, 2, 0.25);
        var count = (steps % 5) + 1;
        var inside = new WeightDecay(0.1, new Scheduled(schedule, new SGD()));
        var outside = new Scheduled(schedule, new WeightDecay(0.1, new SGD()));
        var now = new WeightDecay(0.1, new SGD(schedule.At(count - 1)));
        var expected = Optimization.Run(now, given.Tree, 1);
        Assert.Equal(expected, Optimization.Run(inside, given.Tree, count));
        Assert.Equal(expected, Optimization.Run(outside, given.Tree, count));
    }

    [Fact]
    public void Several_rates_are_refused_also_where_schedules_say_them()
    {
        var (one, other) = (new ConstantSchedule(0.1), new ExponentialDecay(0.1, 2, 0.5));
        Refusal.Of<ArgumentException>(() => new WeightDecay(0.1, Groups(one, other)), "several", "ExponentialDecay");
        Refusal.Of<ArgumentException>(() => new WeightDecay(0.1, Groups(one, null)), "several", "0.01");
        Assert.NotNull(new WeightDecay(0.1, Groups(one, new ConstantSchedule(0.1))));

        static ByParameter Groups(ISchedule one, ISchedule? other) =>
            new("*bias", new Scheduled(one, new SGD()), other is null ? new SGD() : new Scheduled(other, new SGD()));
    }

    [Fact]
    public void A_decay_by_hand()
    {
        // w = 2: 2 − 0.1·3 − 0.1·0.5·2.
        var optimizer = new WeightDecay(0.5, new SGD(0.1));
        var update = optimizer.Update(
            Optimization.Tree(3),
            optimizer.Initialize(Optimization.Tree(2)),
            Optimization.Tree(2)
        );
        Assert.Equal(-0.4f, update.Update["w"][0], 1e-7f);
    }

    [Fact]
    public void It_has_the_rate_of_its_optimizer()
    {
        var optimizer = new WeightDecay(0.1, new Chain(new ClipByNorm(1), new SGD(0.5)));
        Assert.Equal(0.5, LearningRate.Of(optimizer));
        Assert.Equal(
            new WeightDecay(0.1, new Chain(new ClipByNorm(1), new SGD(0.25))),
            LearningRate.With(optimizer, 0.25)
        );
    }

    [Fact]
    public void Bad_numbers_and_an_optimizer_without_one_rate_are_refused()
    {
        var decay = new WeightDecay(0.1, new SGD());
        Refusal.Of<ArgumentOutOfRangeException>(() => new WeightDecay(-1, new SGD()), "Decay is -1", "at least 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => decay with { Decay = double.NaN }, "Decay is NaN");
        Refusal.Of<ArgumentOutOfRangeException>(() => new AdamW(WeightDecay: -1), "WeightDecay is -1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new AdamW() with { WeightDecay = -1 }, "WeightDecay is -1");
        Refusal.Of<ArgumentNullException>(() => new WeightDecay(1, null!), "missing");
        Refusal.Of<ArgumentException>(() => new WeightDecay(1, new Chain()), "WeightDecay uses", "no learning rate");
        Refusal.Of<ArgumentException>(() => decay with { Optimizer = new ClipByNorm(1) }, "no learning rate");
        Refusal.Of<ArgumentException>(
            () => new WeightDecay(1, new Chain(new SGD(0.5), new Adam(0.25))),
            "several learning rates (0.5, 0.25)"
        );
        Refusal.Of<ArgumentException>(
            () => decay.Update(Optimization.Tree(1), decay.Initialize(Optimization.Tree(1)), Optimization.Tree(1, 2)),
            "The gradient has 1 tensors of 1 values, the parameters 1 of 2",
            "trainable parameters"
        );
    }
}
