namespace Convnet;

/// <summary>A layer and all that running it needs; the values follow from the seed.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Sample">The shape of one input sample.</param>
/// <param name="Samples">How many samples the batch has.</param>
/// <param name="Seed">Where all values come from.</param>
/// <param name="Steps">How many different values there are: <see cref="Fine"/>, or <see cref="Round"/>; 0 is among an odd number of them.</param>
internal sealed record Trial(ILayer Layer, Shape Sample, int Samples, int Seed, int Steps = Trial.Fine)
{
    /// <summary>Odd multiples of 1/64.</summary>
    public const int Fine = 128;

    /// <summary>Odd multiples of 1/4, easy to follow by hand.</summary>
    public const int Round = 8;

    // Sums of such values and steps are exact in float32, so that a quotient's step is the step that was taken.
    private const float Grid = 1 << 12;

    /// <summary>The batch that goes in.</summary>
    public Tensor Input => Draw(Sample.Batch(Samples), "input");

    /// <summary>
    /// First values of the parameters, moved a little so that zeros and ones hide nothing. What is not trained moves upwards only: a variance
    /// may not be below 0.
    /// </summary>
    public Parameters Parameters
    {
        get
        {
            var key = RandomKey.FromSeed(Seed);
            return ParameterTree.Make(
                Layer,
                Sample,
                (path, spec) =>
                {
                    var (first, moved) = (spec.Initializer.Fill(spec.Shape, key.Fold(path)), Draw(spec.Shape, path));
                    return Tensor.Create(
                        spec.Shape,
                        i =>
                            OnGrid(first.Values[i]) + (spec.Trainable ? moved.Values[i] : Math.Abs(moved.Values[i])) / 8
                    );
                }
            );
        }
    }

    /// <summary>A gradient to send back.</summary>
    public Tensor OutputGradient(string purpose = "output gradient") =>
        Draw(Layer.OutputShape(Sample).Batch(Samples), purpose);

    /// <summary>Values from −2 to 2, as far apart from 0 as from each other where their number is even: a ReLU in front has no kink there.</summary>
    public Tensor Draw(Shape shape, string purpose)
    {
        var key = RandomKey.FromSeed(Seed).Fold(purpose);
        return Tensor.Create(shape, i => ((2 * key.Below(Steps, (ulong)i)) - Steps + 1) * 2f / Steps);
    }

    /// <summary>Output, way back and state in a phase.</summary>
    public Differential Run(Phase phase) => Layer.ForwardWithPullback(Parameters, Input, phase);

    /// <summary>The output in a phase.</summary>
    public Tensor Forward(Phase phase) => Layer.Forward(Parameters, Input, phase);

    private static float OnGrid(float value) => MathF.Abs(value) < Grid ? MathF.Round(value * Grid) / Grid : value;
}
