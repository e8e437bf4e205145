using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What optimizers remember, and whose state another one may go on from.</summary>
public sealed class OptimizerStateTests
{
    private static readonly Parameters Tree = Parameters.Of(("w", Tensor.Of([2], 1, 2)));

    /// <summary>Each rule, and how many trees of averages and velocities Keras' has.</summary>
    public static TheoryData<IOptimizer, int> SlotsOfKeras =>
        new()
        {
            { new SGD(), 0 },
            { new SGD(0.1, 0.9), 1 },
            { new RMSprop(), 1 },
            { new RMSprop(0.1, Momentum: 0.9), 2 },
            { new RMSprop(0.1, Momentum: 0.9, Centered: true), 3 },
            { new Adam(), 2 },
            { new AdamW(), 2 },
            { new Nadam(), 2 },
            { new Adagrad(), 1 },
            { new ClipByValue(1), 0 },
            { new ClipByNorm(1), 0 },
            { new ClipByGlobalNorm(1), 0 },
        };

    [Theory]
    [MemberData(nameof(SlotsOfKeras), DisableDiscoveryEnumeration = true)]
    public void A_rule_starts_at_step_0_with_as_many_slots_as_in_Keras(IOptimizer optimizer, int slots)
    {
        var state = optimizer.Initialize(Tree);
        Assert.Equal(0, state.Step);
        Assert.Equal(slots, state.Slots.Length);
        Assert.Empty(state.Parts);
        Assert.Equal(1, optimizer.Update(Tree, state, Tree).State.Step);
    }

    [Fact]
    public void Slots_start_at_0_and_those_of_Adagrad_where_it_is_told()
    {
        foreach (var optimizer in SlotsOfKeras.Select(row => row.Data.Item1))
        {
            var start = optimizer is Adagrad { InitialAccumulatorValue: var told } ? (float)told : 0;
            Assert.All(
                optimizer.Initialize(Tree).Slots.SelectMany(slot => slot["w"].ToArray()),
                value => Assert.Equal(start, value)
            );
        }
    }

    [Fact]
    public void States_are_equal_where_steps_slots_and_parts_are()
    {
        OptimizerState[] states =
        [
            new(0),
            new(1),
            new(1, [Tree]),
            new(1, [Tree, Tree]),
            new(1, [Tree.Map(t => t.Map(x => 2 * x))]),
            new(1, [], [new(1)]),
            new(1, [], [new(2)]),
            new(1, [Tree], [new(1)]),
        ];
        foreach (var (one, i) in states.Select((state, i) => (state, i)))
        {
            Assert.Equal(one, new(one.Step, one.Slots, one.Parts));
            Assert.Equal(one.GetHashCode(), new OptimizerState(one.Step, one.Slots, one.Parts).GetHashCode());
            Assert.All(states.Where((_, j) => j != i), other => Assert.NotEqual(one, other));
        }
    }

    [Fact]
    public void What_is_not_told_of_an_optimizer_is_as_in_Keras()
    {
        Assert.Equal(new SGD(0.01, 0, Nesterov: false), new SGD());
        Assert.Equal(new RMSprop(0.001, 0.9, 1e-7, 0, Centered: false), new RMSprop());
        Assert.Equal(new Adam(0.001, 0.9, 0.999, 1e-7), new Adam());
        Assert.Equal(new AdamW(0.001, 0.004, 0.9, 0.999, 1e-7), new AdamW());
        Assert.Equal(new Nadam(0.001, 0.9, 0.999, 1e-7), new Nadam());
        Assert.Equal(new Adagrad(0.001, 0.1, 1e-7), new Adagrad());
        Assert.Equal(
            new ExponentialMovingAverage(new SGD(), 0.99) { OverwriteFrequency = null },
            new ExponentialMovingAverage(new SGD())
        );
    }

    /// <summary>Optimizers whose states mean something else, though some have as many slots.</summary>
    private static readonly IOptimizer[] Kinds =
    [
        new SGD(),
        new SGD(0.1, 0.9),
        new RMSprop(),
        new RMSprop(0.1, Momentum: 0.9),
        new RMSprop(0.1, Centered: true),
        new Adam(),
        new Nadam(),
        new Adagrad(),
        new Chain(),
        new Chain(new Adam()),
        new Chain(new Adam(), new SGD()),
        new ByParameter("a", new SGD(), new Adam()),
        new ByParameter("b", new SGD(), new Adam()),
        new ByParameter("a", new SGD(0.1, 0.9), new Adam()),
        new ByParameter("a", new SGD(), new Nadam()),
        new ExponentialMovingAverage(new SGD()),
    ];

    [Fact]
    public void A_state_fits_another_optimizer_of_the_same_kind_whatever_its_numbers_and_schedules()
    {
        (IOptimizer, IOptimizer)[] alike =
        [
            (new SGD(0.1), new SGD(0.2)),
            (new SGD(0.1, 0.9), new SGD(0.1, 0.5, Nesterov: true)),
            (new RMSprop(0.1, 0.9, 1e-7, 0.5), new RMSprop(0.2, 0.8, 1e-3, 0.7)),
            (new Adam(0.1), new Scheduled(new CosineDecay(0.1, 5), new Adam(0.5, 0.7))),
            (new Chain(new ClipByNorm(1), new Adam(0.1)), new Chain(new ClipByNorm(2), new Adam(0.2))),
            (new ByParameter("a", new SGD(0.1), new Adam()), new ByParameter("a", new SGD(0.2), new Adam(0.3))),
        ];
        Assert.All(alike, pair => Assert.True(OptimizerKind.IsSame(pair.Item1, pair.Item2), $"{pair}"));
        Assert.All(alike, pair => Assert.True(OptimizerKind.IsSame(pair.Item2, pair.Item1), $"{pair}"));
    }

    [Fact]
    public void A_state_fits_no_optimizer_of_another_kind() =>
        Assert.All(
            from one in Kinds
            from other in Kinds
            select (one, other),
            pair => Assert.Equal(ReferenceEquals(pair.one, pair.other), OptimizerKind.IsSame(pair.one, pair.other))
        );
}
