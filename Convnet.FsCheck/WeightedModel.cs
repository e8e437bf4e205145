namespace Convnet;

/// <summary>A model with weights, all of which follow from a seed, so that a counterexample prints in one line and shrinks fast.</summary>
/// <param name="Model">The model.</param>
/// <param name="Seed">Where its weights come from.</param>
public sealed record WeightedModel(Model Model, int Seed)
{
    /// <summary>
    /// Weights of the model: as its initializers fill them, then each moved by less than 1/2, so that no bias and no statistic is at the value that
    /// it starts with. No variance is below 0.
    /// </summary>
    public Parameters Weights
    {
        get
        {
            var first = Model.Initialize(Seed);
            var paths = new Queue<string>(first.Leaves.Select(leaf => leaf.Path));
            return first.Map(tensor => Moved(tensor, paths.Dequeue()));
        }
    }

    /// <summary>The model and the seed.</summary>
    public override string ToString() => $"{Model} with the weights of seed {Seed}";

    private Tensor Moved(Tensor tensor, string path)
    {
        var key = RandomKey.FromSeed(Seed).Fold(path);
        var moved = Tensor.Create(tensor.Shape, i => tensor.Values[i] + key.Uniform((ulong)i) - 0.5f);
        return path.EndsWith("variance", StringComparison.Ordinal) ? moved.Map(Math.Abs) : moved;
    }
}
