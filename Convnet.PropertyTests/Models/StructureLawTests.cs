using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What a combinator owes to what is within it.</summary>
public sealed class StructureLawTests
{
    [Fact]
    public void A_probe_sees_the_phase_through_every_combinator()
    {
        var (seen, phase) = (new List<Phase>(), Phase.Training(RandomKey.FromSeed(3), 2));
        var probe = new Probe(seen.Add);
        ILayer[] around =
        [
            new Sequential(probe),
            new Branches(Merge.Add, probe, probe),
            new Residual(probe),
            new Residual(new Sequential(), probe),
            new Repeat(probe, 2),
            new Stack(probe, 2),
            new Named("named", probe),
            new Frozen(probe),
        ];
        Assert.All(
            around,
            layer =>
            {
                var weights = ParameterTree.Initialize(layer, [2], RandomKey.FromSeed(1));
                seen.Clear();
                layer.Forward(weights, Tensor.Zeros([1, 2]), phase);
                layer.ForwardWithPullback(weights, Tensor.Zeros([1, 2]), phase);

                Assert.NotEmpty(seen);
                Assert.All(seen, of => Assert.True(of is { IsTraining: true, SampleOffset: 2 }, $"{layer} gave {of}."));
                Assert.All(seen, of => Assert.Equal(layer is Frozen, of.IsFrozen));

                // Forward and the pullback's Forward give the same keys, and one to each part.
                var keys = seen.Select(of => of.Key).ToList();
                var half = keys.Count / 2;
                Assert.Equal(keys[..half], keys[half..]);
                Assert.Equal(half, keys[..half].Distinct().Count());
                seen.Clear();
                layer.Forward(weights, Tensor.Zeros([1, 2]), Phase.Inference);
                Assert.All(seen, of => Assert.False(of.IsTraining));
            }
        );
    }

    [Property]
    public void A_state_comes_only_from_layers_that_say_so(LayerCase given)
    {
        Phase[] phases =
        [
            Phase.Inference,
            Phase.Training(RandomKey.FromSeed(1)),
            Phase.Training(RandomKey.FromSeed(1)).Freeze(),
        ];
        Assert.All(
            phases,
            phase =>
            {
                var state = given.Layer.ForwardWithPullback(given.Parameters, given.Input, phase).State;
                Assert.True(
                    state is null || state.Count == 0 || given.Layer.CouplesSamples(phase) || HoldsATap(given.Layer),
                    $"{given.Layer} returns a state and does not couple samples in {phase}."
                );
            }
        );
    }

    [Property]
    public void What_a_slice_leaves_out_has_no_gradient(int seed, bool isFirst)
    {
        var layer = new Sequential(new Dense(4), new Slice(isFirst ? 0 : 2, 2));
        var given = new LayerCase(layer, [3], 2, Draws.Apart, seed);
        var pullback = layer.ForwardWithPullback(given.Parameters, given.Input, Phase.Inference).Pullback;
        var gradient = pullback(given.OutputGradient()).Parameters[0];
        foreach (var leaf in gradient.Leaves)
        {
            Assert.All(
                leaf.Tensor.ToArray(),
                (value, i) => Assert.True(value == 0 || i % 4 < 2 == isFirst, $"{leaf.Path} has {value} at {i}.")
            );
            Assert.Contains(leaf.Tensor.ToArray(), value => value != 0);
        }
    }

    [Property]
    public void A_layer_reads_its_own_parameters_and_no_others(LayerCase given)
    {
        if (given.Parameters.ChildCount > 0)
        {
            // What has parts reads them by number; each part is a case of its own.
            return;
        }

        var more = given.Parameters.With("unknown", Tensor.Create([2], _ => float.NaN));
        Assert.Equal(
            given.Layer.Forward(given.Parameters, given.Input, Phase.Inference),
            given.Layer.Forward(more, given.Input, Phase.Inference)
        );
        Assert.All(
            given.Parameters.Leaves.ToList(),
            leaf =>
                Assert.Throws<ArgumentException>(() =>
                {
                    var fewer = Parameters.Of([
                        .. given
                            .Parameters.Leaves.Where(other => other.Path != leaf.Path)
                            .Select(other => (other.Path, other.Tensor)),
                    ]);
                    given
                        .Layer.ForwardWithPullback(fewer, given.Input, Phase.Inference)
                        .Pullback(given.OutputGradient());
                })
        );
    }

    private static bool HoldsATap(ILayer layer) => $"{layer}".Contains(nameof(Tap), StringComparison.Ordinal);

    private sealed record Probe(Action<Phase> Saw) : ILayer
    {
        public Shape OutputShape(Shape input) => input;

        public Tensor Forward(Parameters parameters, Tensor input, Phase phase)
        {
            Saw(phase);
            return input;
        }

        public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase) =>
            new(Forward(parameters, input, phase), (outputGradient, wanted) => new(outputGradient, Parameters.None));
    }
}
