namespace Convnet;

/// <summary>
/// The gradients of a step, in lanes: each lane adds those of its slices in order, and the lanes are added up as a balanced tree, piece by
/// piece, so that the sum has the same bits for any number of threads.
/// </summary>
internal sealed class GradientLanes
{
    private readonly Node root;
    private readonly List<Tensor> leaves = [];
    private readonly List<string> paths = [];
    private readonly List<float[][]> lanes = [];
    private readonly List<bool[]> isWritten = [];
    private int laneCount;

    /// <summary>Lanes for the trainable leaves of these weights.</summary>
    public GradientLanes(Parameters trainable) => root = new(trainable, "", leaves, paths);

    /// <summary>The number of leaves.</summary>
    public int LeafCount => leaves.Count;

    /// <summary>Forgets all gradients, and makes room for so many lanes.</summary>
    public void Clear(int laneCount)
    {
        // The shape of the tree follows from the batch at hand, not from larger ones before it.
        this.laneCount = laneCount;
        while (lanes.Count < laneCount)
        {
            lanes.Add([.. leaves.Select(leaf => new float[leaf.Shape.Size])]);
            isWritten.Add(new bool[leaves.Count]);
        }

        foreach (var written in isWritten)
        {
            Array.Clear(written);
        }
    }

    /// <summary>Adds the gradients of one slice to a lane.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="gradients">A tree like that of the weights.</param>
    /// <exception cref="TrainingException">A gradient is missing or has another shape.</exception>
    public void Add(int lane, Parameters gradients) => Add(lane, root, gradients);

    /// <summary>Adds the gradients of one layer for one slice to a lane.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="gradients">A tree like that of the layer's weights.</param>
    /// <param name="place">The numbers that lead to the layer.</param>
    /// <exception cref="TrainingException">A gradient is missing or has another shape.</exception>
    public void Add(int lane, Parameters gradients, ReadOnlySpan<int> place)
    {
        var node = root;
        foreach (var part in place)
        {
            node = node.Children[part];
        }

        Add(lane, node, gradients);
    }

    /// <summary>The sum over all lanes of a piece of a leaf, in the memory of a lane; zeros where no lane has any.</summary>
    public Span<float> Sum(int leaf, int start, int length)
    {
        var isZero = Sum(leaf, start, length, 0, laneCount) < 0;
        var sum = Summed(leaf, start, length);
        if (isZero)
        {
            sum.Clear();
        }

        return sum;
    }

    /// <summary>The piece that <see cref="Sum(int, int, int)"/> gave before, with whatever was done to it: in the first lane that has any.</summary>
    public Span<float> Summed(int leaf, int start, int length)
    {
        var lane = 0;
        while (lane < laneCount && !isWritten[lane][leaf])
        {
            lane++;
        }

        return lanes[lane < laneCount ? lane : 0][leaf].AsSpan(start, length);
    }

    private int Sum(int leaf, int start, int length, int from, int to)
    {
        if (to - from == 1)
        {
            return isWritten[from][leaf] ? from : -1;
        }

        var middle = (from + to) / 2;
        var (left, right) = (Sum(leaf, start, length, from, middle), Sum(leaf, start, length, middle, to));
        if (left < 0 || right < 0)
        {
            return Math.Max(left, right);
        }

        Rows.Add(lanes[right][leaf].AsSpan(start, length), lanes[left][leaf].AsSpan(start, length));
        return left;
    }

    private void Add(int lane, Node node, Parameters gradients)
    {
        foreach (var (name, leaf) in node.Own)
        {
            var gradient = gradients.Find(name);
            if (GradientTree.Complaint(gradient, leaves[leaf].Shape, paths[leaf]) is { } complaint)
            {
                throw new TrainingException(complaint);
            }

            Add(gradient!.Values, lanes[lane][leaf], ref isWritten[lane][leaf]);
        }

        for (var i = 0; i < node.Children.Length; i++)
        {
            if (node.Children[i].HasLeaves)
            {
                Add(lane, node.Children[i], i < gradients.ChildCount ? gradients[i] : Parameters.None);
            }
        }
    }

    private static void Add(ReadOnlySpan<float> gradient, Span<float> sum, ref bool isWritten)
    {
        if (isWritten)
        {
            Rows.Add(gradient, sum);
            return;
        }

        gradient.CopyTo(sum);
        isWritten = true;
    }

    /// <summary>Where in the tree which leaf is.</summary>
    private sealed class Node
    {
        public Node(Parameters tree, string prefix, List<Tensor> leaves, List<string> paths)
        {
            Own =
            [
                .. tree.OwnNames.Select(name =>
                {
                    leaves.Add(tree[name]);
                    paths.Add(prefix + name);
                    return (name, leaves.Count - 1);
                }),
            ];
            Children =
            [
                .. Enumerable
                    .Range(0, tree.ChildCount)
                    .Select(i => new Node(tree[i], $"{prefix}{tree[i].Label ?? $"{i}"}/", leaves, paths)),
            ];
            HasLeaves = Own.Length > 0 || Children.Any(child => child.HasLeaves);
        }

        public (string Name, int Leaf)[] Own { get; }

        public Node[] Children { get; }

        public bool HasLeaves { get; }
    }
}
