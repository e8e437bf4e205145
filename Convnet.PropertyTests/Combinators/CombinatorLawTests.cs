using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>The laws of combinators, for random ones within each other.</summary>
public sealed class CombinatorLawTests
{
    [Property(Arbitrary = [typeof(Sequentials)])]
    public void Sequentials_within_each_other_are_the_flat_one(LayerCase given) => CombinatorLaws.NestingIsFlat(given);

    [Property]
    public void An_empty_sequential_is_the_unit_of_composition(LayerCase given) =>
        CombinatorLaws.SequentialHasAUnit(given);

    [Property(Arbitrary = [typeof(Residuals)])]
    public void A_residual_block_is_the_sum_of_two_branches(LayerCase given) =>
        CombinatorLaws.ResidualIsASumOfBranches(given);

    [Property(Arbitrary = [typeof(Stacks)])]
    public void A_stack_is_a_sequence_of_copies(LayerCase given) => CombinatorLaws.StackIsASequenceOfCopies(given);

    [Property(Arbitrary = [typeof(Repeats)])]
    public void A_repeat_is_a_stack_whose_copies_share_their_weights(LayerCase given) =>
        CombinatorLaws.RepeatIsAStackOfShares(given);

    [Property(Arbitrary = [typeof(Repeats)])]
    public void A_stack_has_so_many_times_the_parameters_of_a_repeat(LayerCase given)
    {
        var (body, times) = (Repeat)given.Layer;
        var (once, often) = (
            new Model(given.Sample, given.Layer).ParameterCount,
            new Model(given.Sample, new Stack(body, times)).ParameterCount
        );

        Assert.Equal(new Model(given.Sample, body).ParameterCount, once);
        Assert.Equal(times * once, often);
    }

    [Property]
    public void Freezing_is_transparent(LayerCase given) => CombinatorLaws.FreezingIsTransparent(given);

    [Property]
    public void Naming_is_transparent(LayerCase given) => CombinatorLaws.NamingIsTransparent(given);

    [Property]
    public void Freezing_and_naming_commute(LayerCase given) => CombinatorLaws.FreezingAndNamingCommute(given);

    [Property]
    public void A_layer_is_what_it_makes_of_its_own_parts(LayerCase given) => CombinatorLaws.PartsMakeTheLayer(given);

    [Property]
    public void A_combinator_answers_for_its_parts(LayerCase given, int where)
    {
        CombinatorLaws.CouplingIsThatOfTheParts(given);
        var spots = Spot.All(given.Layer, given.Sample).ToList();
        var coupled = spots[(int)((uint)where % spots.Count)].With(layer => new Sequential(layer, new Centering(0.5)));
        CombinatorLaws.CouplingIsThatOfTheParts(given with { Layer = coupled });
        Assert.False(coupled.CouplesSamples(Phase.Training(default).Freeze()) && !HoldsATap(coupled));
    }

    [Property]
    public void Channels_cut_apart_and_put_together_are_the_identity(LayerCase given, PositiveInt cut)
    {
        var channels = given.Sample[^1];
        var first = 1 + (cut.Get % channels);
        ILayer[] pieces =
            first == channels ? [new Slice(0, channels)] : [new Slice(0, first), new Slice(first, channels - first)];
        var sent = given.Draw(given.Input.Shape, "sent");

        var identity = new Branches(Merge.Concatenate, pieces);
        var (output, pullback, _) = identity.ForwardWithPullback(
            Parameters.OfChildren(pieces.Select(_ => Parameters.None)),
            given.Input,
            Phase.Inference
        );
        Assert.Equal(given.Input, output);
        Assert.Equal(sent, pullback(sent).Input);
    }

    [Property(Arbitrary = [typeof(Slices)])]
    public void A_slice_is_linear_and_its_pullback_its_adjoint(LayerCase given)
    {
        var (x, y, sent) = (given.Input, given.Draw(given.Input.Shape, "y"), given.OutputGradient());
        var combined = Tensor.Create(x.Shape, i => (2 * x.Values[i]) - y.Values[i]);
        var (ofX, ofY) = (Of(x).Output, Of(y).Output);
        Assert.Equal(Tensor.Create(ofX.Shape, i => (2 * ofX.Values[i]) - ofY.Values[i]), Of(combined).Output);

        // Products of two floats are exact in double, and both sums have the same terms in the same order, but for zeros.
        var back = Of(x).Pullback(sent).Input;
        Assert.Equal(Approximations.Exactly(ofX).Dot(sent), Approximations.Exactly(x).Dot(back));

        Differential Of(Tensor input) => given.Layer.ForwardWithPullback(Parameters.None, input, Phase.Inference);
    }

    [Fact]
    public void A_product_of_a_thing_with_itself_is_its_square()
    {
        var square = new Branches(Merge.Multiply, new Sequential(), new Sequential());
        var (input, none) = (Tensor.Of([1, 3], [-3, 0, 5]), Parameters.OfChildren(Parameters.None, Parameters.None));
        var (output, pullback, _) = square.ForwardWithPullback(none, input, Phase.Inference);

        Assert.Equal(Tensor.Of([1, 3], [9, 0, 25]), output);
        Assert.Equal(Tensor.Of([1, 3], [-6, 0, 10]), pullback(input.Map(_ => 1)).Input);
    }

    private static bool HoldsATap(ILayer layer) => $"{layer}".Contains(nameof(Tap), StringComparison.Ordinal);

    public static class Sequentials
    {
        public static Arbitrary<LayerCase> Layers() => Generators.Of(typeof(Sequential));
    }

    public static class Residuals
    {
        public static Arbitrary<LayerCase> Layers() => Generators.Of(typeof(Residual));
    }

    public static class Stacks
    {
        public static Arbitrary<LayerCase> Layers() => Generators.Of(typeof(Stack));
    }

    public static class Repeats
    {
        public static Arbitrary<LayerCase> Layers() => Generators.Of(typeof(Repeat));
    }

    public static class Slices
    {
        public static Arbitrary<LayerCase> Layers() => Generators.Of(typeof(Slice));
    }
}
