using System.Collections.Immutable;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Laws of layers made of layers; each throws where it does not hold.</summary>
internal static class CombinatorLaws
{
    private static readonly Phase[] Phases = [Phase.Inference, Phase.Training(RandomKey.FromSeed(6), 2)];

    /// <summary>Two layers give the same outputs and gradients to the bit, with the same values in trees that may be grouped differently.</summary>
    public static void AreTheSame(LayerCase given, Parameters parameters, ILayer other, Parameters otherParameters) =>
        AreTheSame(given, parameters, other, otherParameters, Phases);

    private static void AreTheSame(
        LayerCase given,
        Parameters parameters,
        ILayer other,
        Parameters otherParameters,
        IEnumerable<Phase> phases
    ) =>
        Assert.All(
            phases,
            phase =>
            {
                var one = given.Layer.ForwardWithPullback(parameters, given.Input, phase);
                var another = other.ForwardWithPullback(otherParameters, given.Input, phase);
                Assert.Equal(one.Output, another.Output);
                Assert.Equal(one.Output, other.Forward(otherParameters, given.Input, phase));
                var (mine, its) = (one.Pullback(given.OutputGradient()), another.Pullback(given.OutputGradient()));
                Assert.Equal(mine.Input, its.Input);
                Assert.Equal(Tensors(mine.Parameters), Tensors(its.Parameters));
            }
        );

    /// <summary>Phases that do not depend on where in a model layers stand: what random ones draw in training does.</summary>
    private static IEnumerable<Phase> PhasesOfOtherPlaces(LayerCase given) =>
        Phases.Where(phase => !phase.IsTraining || !HoldsRandom(given.Layer, given.Sample));

    private static bool HoldsRandom(ILayer layer, Shape sample) =>
        Spot.All(layer, sample).Any(spot => LayerName.Core(spot.Layer) is Dropout or SpatialDropout2D or IRandomWarp);

    /// <summary>Sequentials within Sequentials are the flat one, values and gradients regrouped.</summary>
    public static void NestingIsFlat(LayerCase given)
    {
        var (layers, trees) = Flat((Sequential)given.Layer, given.Parameters);
        AreTheSame(
            given,
            given.Parameters,
            new Sequential(layers),
            Parameters.OfChildren(trees),
            PhasesOfOtherPlaces(given)
        );
    }

    /// <summary>The identity before or after a layer changes nothing.</summary>
    public static void SequentialHasAUnit(LayerCase given)
    {
        var identity = new Sequential();
        AreTheSame(
            given,
            given.Parameters,
            new Sequential(identity, given.Layer, identity),
            Parameters.OfChildren(Parameters.None, given.Parameters, Parameters.None),
            PhasesOfOtherPlaces(given)
        );
    }

    /// <summary>A residual block is a sum of two branches, in either order: float addition commutes.</summary>
    public static void ResidualIsASumOfBranches(LayerCase given)
    {
        var residual = (Residual)given.Layer;
        var (body, past) = (given.Parameters[0], residual.Shortcut is null ? Parameters.None : given.Parameters[1]);
        var shortcut = residual.Shortcut ?? new Sequential();
        AreTheSame(
            given,
            given.Parameters,
            new Branches(Merge.Add, residual.Body, shortcut),
            Parameters.OfChildren(body, past)
        );
        var swapped = new Branches(Merge.Add, shortcut, residual.Body);
        var swappedWeights = Parameters.OfChildren(past, body);
        var one = given.Layer.ForwardWithPullback(given.Parameters, given.Input, Phase.Inference);
        var another = swapped.ForwardWithPullback(swappedWeights, given.Input, Phase.Inference);
        Assert.Equal(one.Output, another.Output);
        Assert.Equal(one.Pullback(given.OutputGradient()).Input, another.Pullback(given.OutputGradient()).Input);
    }

    /// <summary>A stack is the sequence of as many bodies, each with weights of its own.</summary>
    public static void StackIsASequenceOfCopies(LayerCase given)
    {
        var stack = (Stack)given.Layer;
        var copies = new Sequential(Enumerable.Repeat(stack.Body, stack.Times));
        AreTheSame(given, given.Parameters, copies, given.Parameters);
        Assert.Equal(copies.OutputShape(given.Sample), stack.OutputShape(given.Sample));
        Assert.Equal(
            given.Specified.Leaves,
            ParameterTree.Initialize(copies, given.Sample, RandomKey.FromSeed(given.Seed)).Leaves
        );
    }

    /// <summary>A repeat is a stack whose copies all have the one set of weights; its gradient is the sum of theirs, from the last use to the first.</summary>
    public static void RepeatIsAStackOfShares(LayerCase given)
    {
        var repeat = (Repeat)given.Layer;
        var stack = new Stack(repeat.Body, repeat.Times);
        var shares = Parameters.OfChildren(Enumerable.Repeat(given.Parameters[0], repeat.Times));
        var one = repeat.ForwardWithPullback(given.Parameters, given.Input, Phase.Inference);
        var another = stack.ForwardWithPullback(shares, given.Input, Phase.Inference);
        Assert.Equal(another.Output, one.Output);
        Assert.Equal(another.Output, repeat.Forward(given.Parameters, given.Input, Phase.Inference));

        var (mine, its) = (one.Pullback(given.OutputGradient()), another.Pullback(given.OutputGradient()));
        Assert.Equal(its.Input, mine.Input);
        var ofUses = Enumerable.Range(0, repeat.Times).Select(use => Tensors(its.Parameters[use]).ToList()).ToList();
        var sums = Enumerable
            .Range(0, ofUses[0].Count)
            .Select(leaf => Enumerable.Reverse(ofUses).Select(gradients => gradients[leaf]).Aggregate(Sum));
        Assert.Equal(sums, Tensors(mine.Parameters));
    }

    /// <summary>Freezing changes no output and no input gradient, no label and no first value; nothing in it is trained.</summary>
    public static void FreezingIsTransparent(LayerCase given)
    {
        var frozen = new Frozen(given.Layer);
        Assert.All(
            Phases,
            phase =>
            {
                // What couples samples to learn moving statistics uses these when it is frozen.
                var same = given.Layer.CouplesSamples(phase) ? phase.Freeze() : phase;
                var bare = given.Layer.ForwardWithPullback(given.Parameters, given.Input, same);
                var (output, pullback, _) = frozen.ForwardWithPullback(given.Parameters, given.Input, phase);
                Assert.Equal(bare.Output, output);
                Assert.Equal(bare.Output, frozen.Forward(given.Parameters, given.Input, phase));
                var gradients = pullback(given.OutputGradient());
                Assert.Equal(bare.Pullback(given.OutputGradient()).Input, gradients.Input);
                Assert.Empty(gradients.Parameters.Leaves);
            }
        );
        Assert.Equal(given.Layer.OutputShape(given.Sample), frozen.OutputShape(given.Sample));
        Assert.All(
            ParameterTree.Specs(new Sequential(frozen), given.Sample),
            leaf => Assert.False(leaf.Spec.Trainable)
        );
        Assert.Equal(First(given, given.Layer), First(given, frozen));
    }

    /// <summary>A name changes the first part of the paths, and so the first values, and nothing else.</summary>
    public static void NamingIsTransparent(LayerCase given)
    {
        var named = new Named("name.of-its_own1", given.Layer);
        AreTheSame(given, given.Parameters, named, given.Parameters);
        Assert.Equal(given.Layer.OutputShape(given.Sample), named.OutputShape(given.Sample));
        Assert.Equal(
            First(given, given.Layer).Select(leaf => "name.of-its_own1/" + leaf.Path.Split('/', 2)[1]),
            First(given, named).Select(leaf => leaf.Path)
        );
    }

    /// <summary>Which of freezing and naming comes first makes no difference.</summary>
    public static void FreezingAndNamingCommute(LayerCase given)
    {
        var (one, another) = (
            new Frozen(new Named("both", given.Layer)),
            new Named("both", (ILayer)new Frozen(given.Layer))
        );
        Assert.Equal(First(given, one), First(given, another));
        Assert.Equal(
            ParameterTree.Specs(new Sequential(one), given.Sample),
            ParameterTree.Specs(new Sequential(another), given.Sample)
        );
        AreTheSame(given with { Layer = one }, given.Parameters, another, given.Parameters);
    }

    /// <summary>A layer is what it makes of its own parts.</summary>
    public static void PartsMakeTheLayer(LayerCase given) =>
        Assert.Equal(given.Layer, given.Layer.WithParts([.. given.Layer.Parts(given.Sample).Select(p => p.Layer)]));

    /// <summary>A combinator couples samples where a part of it does.</summary>
    public static void CouplingIsThatOfTheParts(LayerCase given) =>
        Assert.All(
            [.. Phases, Phases[1].Freeze()],
            phase =>
            {
                var parts = given.Layer.Parts(given.Sample).ToList();
                if (parts.Count > 0)
                {
                    Assert.Equal(parts.Any(p => p.Layer.CouplesSamples(phase)), given.Layer.CouplesSamples(phase));
                }
            }
        );

    /// <summary>The tensors of a tree in order, whatever their paths.</summary>
    public static IEnumerable<Tensor> Tensors(Parameters parameters) => parameters.Leaves.Select(leaf => leaf.Tensor);

    private static List<(string Path, Tensor Tensor)> First(LayerCase given, ILayer layer) =>
        [
            .. ParameterTree
                .Initialize(new Sequential(layer), given.Sample, RandomKey.FromSeed(given.Seed))
                .Leaves.Select(leaf => (leaf.Path, leaf.Tensor)),
        ];

    private static (ImmutableArray<ILayer> Layers, ImmutableArray<Parameters> Trees) Flat(
        Sequential sequential,
        Parameters parameters
    )
    {
        var flat = sequential.Layers.SelectMany(
            (layer, i) =>
                layer is Sequential inner
                    ? Flat(inner, parameters[i]) is var (layers, trees)
                        ? layers.Zip(trees)
                        : []
                    : [(layer, parameters[i])]
        );
        var pairs = flat.ToList();
        return ([.. pairs.Select(pair => pair.Item1)], [.. pairs.Select(pair => pair.Item2)]);
    }

    private static Tensor Sum(Tensor a, Tensor b) => Tensor.Create(a.Shape, i => a.Values[i] + b.Values[i]);
}
