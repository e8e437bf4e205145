using System.Globalization;

namespace Convnet.PropertyTests;

/// <summary>A layer and all that running it needs; the values follow from the seed, so that a counterexample prints in one line and shrinks fast.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Sample">The shape of one input sample.</param>
/// <param name="Samples">How many samples the batch has.</param>
/// <param name="Draws">How values are drawn.</param>
/// <param name="Seed">From which seed.</param>
public sealed record LayerCase(ILayer Layer, Shape Sample, int Samples, Draws Draws, int Seed)
{
    /// <summary>The batch that goes in.</summary>
    public Tensor Input => Draw(Sample.Batch(Samples), "input");

    /// <summary>Parameters of the layer; all values are drawn, those of a bias too. No variance is below 0.</summary>
    public Parameters Parameters
    {
        get
        {
            var (number, paths) = (0, Specified.Leaves.Select(leaf => leaf.Path).ToList());
            return Specified.Map(tensor =>
            {
                var drawn = Draw(tensor.Shape, $"parameter {number}");
                return paths[number++].EndsWith("variance", StringComparison.Ordinal) ? drawn.Map(Math.Abs) : drawn;
            });
        }
    }

    /// <summary>The tree as initialisers fill it.</summary>
    internal Parameters Specified => ParameterTree.Initialize(Layer, Sample, RandomKey.FromSeed(Seed));

    /// <summary>A gradient to send back.</summary>
    public Tensor OutputGradient(string purpose = "output gradient") =>
        Draw(Layer.OutputShape(Sample).Batch(Samples), purpose);

    /// <summary>The same for the laws that users check with Verify; where values are few, 0 is among them.</summary>
    internal Trial Trial =>
        new(
            Layer,
            Sample,
            Samples,
            Seed,
            Draws switch
            {
                Draws.Few => 3,
                Draws.Grid => 33,
                _ => Trial.Fine,
            }
        );

    /// <summary>A tensor of drawn values.</summary>
    public Tensor Draw(Shape shape, string purpose)
    {
        var key = RandomKey.FromSeed(Seed).Fold(purpose);
        var order = Draws == Draws.Apart ? key.Permutation(shape.Size) : [];
        return Tensor.Create(
            shape,
            i =>
                Draws switch
                {
                    Draws.Few => key.Below(3, (ulong)i) - 1,
                    Draws.Grid => (key.Below(33, (ulong)i) - 16) / 8f,
                    Draws.Fine => (2 * key.Uniform((ulong)i)) - 1,
                    _ => ((2 * order[i]) - shape.Size + 0.5f) / 64,
                }
        );
    }

    /// <summary>The case in one line.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Layer} given {Samples} × {Sample}, {Draws} values of seed {Seed}"
        );
}
