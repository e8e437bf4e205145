using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What combinators do with the state of their parts.</summary>
public sealed class StateTests
{
    private static readonly Phase Step = Phase.Training(RandomKey.FromSeed(1));

    private static Tensor Input => Tensor.Of([2, 2], [1, 2, 3, 4]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Each_use_of_a_repeat_sees_what_the_use_before_it_left(int times)
    {
        var repeat = new Repeat(new Sequential(new ActivationLayer(Activation.Linear), new Counting()), times);
        var weights = Uses(repeat, 10);
        var (output, _, state) = repeat.ForwardWithPullback(weights, Input, Step);

        Assert.Equal(Input.Map(x => x + Enumerable.Range(10, times).Sum()), output);
        Assert.Equal(10 + times, Assert.Single(weights.Merge(state).Leaves).Tensor.Values[0]);
        var inference = repeat.ForwardWithPullback(weights, Input, Phase.Inference);
        Assert.Equal(Input.Map(x => x + (10 * times)), inference.Output);
        Assert.Null(inference.State);
    }

    [Fact]
    public void A_repeat_updates_a_moving_mean_once_for_each_use()
    {
        var repeat = new Repeat(new Centering(0.5), 2);
        var weights = ParameterTree.Initialize(repeat, [2], RandomKey.FromSeed(1));
        var (output, _, state) = repeat.ForwardWithPullback(weights, Input, Step);

        // The means of the columns are 2 and 3, then 0: 0·½ + 2·½ = 1, and 1·½ + 0·½ = ½.
        Assert.Equal(Tensor.Of([2, 2], [-1, -1, 1, 1]), output);
        Assert.Equal(Tensor.Of([2], [0.5f, 0.75f]), Assert.Single(weights.Merge(state).Leaves).Tensor);
    }

    [Fact]
    public void Every_combinator_returns_the_states_of_its_parts()
    {
        ILayer[] combinators =
        [
            new Sequential(new Counting()),
            new Residual(new Counting()),
            new Residual(new Sequential(), new Counting()),
            new Branches(Merge.Add, new Sequential(), new Counting()),
            new Branches(Merge.Multiply, new Counting(), new Sequential()),
            new Branches(Merge.Concatenate, new Counting()),
            new Repeat(new Counting(), 1),
            new Stack(new Counting(), 1),
            new Named("counter", new Counting()),
            new Sequential(new Branches(Merge.Add, new Residual(new Sequential(new Repeat(new Counting(), 1))))),
        ];
        Assert.All(
            combinators,
            layer =>
            {
                var weights = Uses(layer, 3);
                var state = layer.ForwardWithPullback(weights, Input, Step).State;
                Assert.Equal(4, Assert.Single(weights.Merge(state).Leaves).Tensor.Values[0]);
                Assert.Null(layer.ForwardWithPullback(weights, Input, Phase.Inference).State);
                var frozen = new Frozen(layer).ForwardWithPullback(weights, Input, Step);
                Assert.Equal(layer.Forward(weights, Input, Phase.Inference), frozen.Output);
                Assert.Equal(weights, weights.Merge(frozen.State));
            }
        );
    }

    [Fact]
    public void A_stack_keeps_a_state_for_each_copy()
    {
        var stack = new Stack(new Counting(), 3);
        var weights = Parameters.OfChildren(Uses(new Counting(), 1), Uses(new Counting(), 5), Uses(new Counting(), 9));
        var (output, _, state) = stack.ForwardWithPullback(weights, Input, Step);

        Assert.Equal(Input.Map(x => x + 15), output);
        Assert.Equal([2f, 6, 10], weights.Merge(state).Leaves.Select(leaf => leaf.Tensor.Values[0]));
    }

    [Fact]
    public void A_tap_hands_out_exactly_what_passes()
    {
        var model = new Model([2], new Dense(3), new Tap(), new Dense(2));
        var weights = model.Initialize(1);
        var passing = new Dense(3).Forward(weights[0], Input, Phase.Inference);
        Assert.All(
            [Phase.Inference, Step, Step.Freeze()],
            phase =>
            {
                var state = model.Pullback(weights, Input, phase).State;
                Assert.Equal(passing, state![1][Tap.StateName]);
                Assert.Equal(weights, weights.Merge(state));
            }
        );
        Assert.True(new Tap().CouplesSamples(Step));
        Assert.False(new Tap().CouplesSamples(Phase.Inference));
        Assert.Equal(new Model([2], new Dense(3), new Dense(2)).Initialize(1).Leaves, weights.Leaves);
    }

    [Fact]
    public void A_tap_in_a_repeat_hands_out_what_passed_last()
    {
        var repeat = new Repeat(new Sequential(new Tap(), new Dense(2)), 3);
        var weights = ParameterTree.Initialize(repeat, [2], RandomKey.FromSeed(4));
        var twice = new Repeat(new Dense(2), 2).Forward(Parameters.OfChildren(weights[0][1]), Input, default);

        Assert.Equal(twice, repeat.ForwardWithPullback(weights, Input, Step).State![0][0][Tap.StateName]);
    }

    [Fact]
    public void Another_number_of_parts_is_refused()
    {
        ILayer dense = new Dense(2);
        Refusal.Of<ArgumentException>(() => new Residual(dense).WithParts([]), "Residual was given 0 parts", "has 1");
        Refusal.Of<ArgumentException>(() => new Residual(dense).WithParts([dense, dense]), "given 2 parts", "has 1");
        Refusal.Of<ArgumentException>(() => new Residual(dense, dense).WithParts([dense]), "given 1 parts", "has 2");
        Refusal.Of<ArgumentException>(() => new Repeat(dense, 3).WithParts([dense, dense]), "Repeat was given 2", "1");
        Refusal.Of<ArgumentException>(() => new Stack(dense, 3).WithParts([dense]), "Stack was given 1 parts", "has 3");
        Refusal.Of<ArgumentException>(() => new Branches(Merge.Add, dense).WithParts([]), "at least one");
        Refusal.Of<ArgumentException>(() => new Frozen(dense).WithParts([dense]), "Dense", "WithParts");
        Refusal.Of<ArgumentException>(() => new Named("n", dense).WithParts([dense]), "Dense", "WithParts");
        Refusal.Of<ArgumentException>(() => ((ILayer)new Tap()).WithParts([dense]), "Tap", "WithParts");
    }

    [Fact]
    public void Bad_values_are_refused()
    {
        var dense = new Dense(2);
        Refusal.Of<ArgumentOutOfRangeException>(() => new Repeat(dense, 0), "Times is 0", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Repeat(dense, 1) with { Times = -1 }, "Times is -1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Stack(dense, 0), "Times is 0", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Slice(-1, 2), "Start is -1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Slice(0, 0), "Count is 0");
        Refusal.Of<ArgumentNullException>(() => new Residual(null!), "missing");
        Refusal.Of<ArgumentNullException>(() => new Frozen(null!), "missing");
        Refusal.Of<ArgumentNullException>(() => new Named("n", null!), "missing");
        Refusal.Of<ArgumentException>(() => new Branches(Merge.Add), "at least one");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Branches((Merge)7, dense), "merge is 7", "Add, Multiply");
        Refusal.Of<ArgumentException>(() => new Named("", dense), "''", "at least one letter");
        Refusal.Of<ArgumentException>(() => new Named("a/b", dense), "'a/b'", "paths join names with '/'");
        Refusal.Of<ArgumentException>(() => new Named("a", dense) with { Name = "*" }, "'*'", "patterns");
    }

    private static Parameters Uses(ILayer layer, float uses) =>
        ParameterTree.Initialize(layer, [2], RandomKey.FromSeed(1)).Map(_ => Tensor.Create([], _ => uses));
}
