using Xunit;

namespace Convnet.PropertyTests;

public sealed class ParametersTests
{
    [Property]
    public void Merging_what_was_left_over_changes_nothing(ParameterCase given, int seed)
    {
        var tree = given.Tree;
        var kept = tree.Only(leaf => RandomKey.FromSeed(seed).Fold(leaf.Path).Below(2, 0) == 0);

        Assert.Equal(tree, tree.Merge(kept));
        Assert.Equal(Leaves(tree), Leaves(tree.Merge(kept)));
        Assert.Equal(tree, tree.Merge(null));
        Assert.Equal(tree, tree.Merge(Parameters.None));
        Assert.Equal(tree.ChildCount, kept.ChildCount);
    }

    [Property]
    public void Merging_takes_the_newer_where_there_is_one(ParameterCase given)
    {
        var tree = given.Tree;
        var newer = tree.Map(tensor => tensor.Map(x => x + 9))
            .Only(leaf => leaf.Path.EndsWith("kernel", StringComparison.Ordinal));
        var merged = tree.Merge(newer);

        foreach (var (before, after) in tree.Leaves.Zip(merged.Leaves))
        {
            var isNewer = before.Path.EndsWith("kernel", StringComparison.Ordinal);
            Assert.Equal(isNewer ? before.Tensor.Map(x => x + 9) : before.Tensor, after.Tensor);
            Assert.Equal((before.Path, before.IsTrainable), (after.Path, after.IsTrainable));
        }
    }

    [Property]
    public void What_only_the_newer_has_is_ignored(ParameterCase given)
    {
        var biases = given.Tree.Only(leaf => leaf.Path.EndsWith("bias", StringComparison.Ordinal));
        Assert.Equal(biases, biases.Merge(given.Tree));
    }

    [Property]
    public void Map_and_zip_keep_structure_and_labels(ParameterCase given)
    {
        var tree = given.Tree;
        var doubled = tree.Map(tensor => tensor.Map(x => 2 * x));
        var sum = tree.Zip(tree, (a, b) => Tensor.Create(a.Shape, i => a.Values[i] + b.Values[i]));

        Assert.Equal(doubled, sum);
        Assert.Equal(tree, tree.Map(tensor => tensor));
        Assert.Equal(tree, tree.Zip(doubled, (a, _) => a));
        Assert.Equal(doubled, tree.Zip(doubled, (_, b) => b));
        Assert.Equal(tree.Leaves.Select(leaf => leaf.Path), doubled.Leaves.Select(leaf => leaf.Path));
        Assert.Equal(tree.Leaves.Select(leaf => leaf.Path), sum.Leaves.Select(leaf => leaf.Path));
    }

    [Property]
    public void Trees_are_equal_where_structure_names_and_bits_are(ParameterCase given)
    {
        var (tree, same) = (given.Tree, given.Tree);
        Assert.Equal(tree, same);
        Assert.Equal(tree.GetHashCode(), same.GetHashCode());
        if (tree.Size > 0)
        {
            Assert.NotEqual(tree, tree.Map(tensor => tensor.Map(x => x + 4)));
            Assert.NotEqual(tree, tree.Only(_ => false));
        }
    }

    [Property]
    public void Counts_are_those_of_the_leaves(ParameterCase given)
    {
        Assert.Equal(given.Tree.Leaves.Count(), given.Tree.Count);
        Assert.Equal(given.Tree.Leaves.Sum(leaf => leaf.Tensor.Shape.Size), given.Tree.Size);
    }

    [Fact]
    public void Labels_and_marks_play_no_part_in_equality()
    {
        var labelled = new Model([3], new Dense(2)).Initialize(1);
        var plain = Parameters.OfChildren(
            Parameters.Of(("kernel", labelled[0]["kernel"]), ("bias", labelled[0]["bias"]))
        );

        Assert.Equal(labelled, plain);
        Assert.Equal(labelled.GetHashCode(), plain.GetHashCode());
        Assert.Equal(["dense/kernel", "dense/bias"], labelled.Leaves.Select(leaf => leaf.Path));
        Assert.Equal(["0/kernel", "0/bias"], plain.Leaves.Select(leaf => leaf.Path));
        Assert.NotEqual(Parameters.Of(("a", Tensor.Zeros([1]))), Parameters.Of(("b", Tensor.Zeros([1]))));
    }

    [Fact]
    public void A_tree_is_read_by_names_and_numbers()
    {
        var tree = Parameters.OfChildren(Parameters.Of(("kernel", Tensor.Of([1], 5))));
        Assert.Equal(Tensor.Of([1], 5), tree[0]["kernel"]);
        Refusal.Of<ArgumentException>(() => tree[0]["bias"], "'bias'", "only kernel");
        Refusal.Of<ArgumentException>(() => tree["bias"], "'bias'", "only none");
        Refusal.Of<ArgumentOutOfRangeException>(() => tree[1], "1 branches", "number 1");
    }

    [Fact]
    public void Trees_that_do_not_mirror_each_other_are_not_zipped()
    {
        var left = new Model([3], new Dense(2)).Initialize(1);
        var right = new Model([3], new Dense(2) { UseBias = false }).Initialize(1);
        Refusal.Of<ArgumentException>(() => left.Zip(right, (a, _) => a), "'dense/'", "[kernel, bias]", "[kernel]");
    }

    [Fact]
    public void States_of_parts_are_null_where_all_are()
    {
        Assert.Null(Parameters.OfStates([null, null]));
        var state = Parameters.OfStates([null, Parameters.Of(("moving_mean", Tensor.Zeros([1])))])!;
        Assert.Equal(["1/moving_mean"], state.Leaves.Select(leaf => leaf.Path));
    }

    [Fact]
    public void A_tree_prints_a_leaf_a_line_with_totals()
    {
        var own = new ParameterSpec("mean", [2], Initializer.Zeros, Trainable: false);
        var tree = Parameters.Labelled(
            null,
            [(own, Tensor.Zeros([2]))],
            [new Model([1], new Dense(1)).Initialize(1).Map(t => t.Map(_ => 1))]
        );
        string[] lines =
        [
            "mean            float32 (2) ≈ 0 ± 0 [0, 0], all zero: [0, 0], non-trainable",
            "0/dense/kernel  float32 (1, 1) ≈ 1 ± 0 [1, 1]: [1]",
            "0/dense/bias    float32 (1) ≈ 1 ± 0 [1, 1]: [1]",
            "3 tensors, 4 values",
        ];
        Assert.Equal(string.Join('\n', lines), tree.ToString());
    }

    private static IEnumerable<(string, bool)> Leaves(Parameters tree) =>
        tree.Leaves.Select(leaf => (leaf.Path, leaf.IsTrainable));
}
