namespace Convnet;

/// <summary>
/// A layer that is not the library's own, as training runs it; see <see cref="Guard"/>. Its parameters are copies already, made once a
/// step (<see cref="Objective.Snapshot"/>). It is given a few samples at a time, unless it couples them: what it allocates is then small
/// enough to stay in the cache, and out of the heap of large objects.
/// </summary>
internal sealed record GuardedLayer(ILayer Inner) : ILayer
{
    // 64 KiB of floats: from 85,000 bytes on, arrays are large objects, which are slow to make and collected late.
    private const int MostValues = 1 << 14;

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => Inner.OutputShape(input);

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> ParameterSpecs(Shape input) => Inner.ParameterSpecs(input);

    /// <inheritdoc/>
    public IEnumerable<Part> Parts(Shape input) => Inner.Parts(input);

    /// <inheritdoc/>
    public ILayer WithParts(IReadOnlyList<ILayer> parts) => new GuardedLayer(Inner.WithParts(parts));

    /// <inheritdoc/>
    public bool CouplesSamples(Phase phase) => Inner.CouplesSamples(phase);

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase)
    {
        var sample = OutputShape(input.Shape.Sample);
        var output = Tensor.Uninitialized(sample.Batch(input.Samples));
        foreach (var (start, count) in Pieces(input, sample, phase))
        {
            Tensor piece;
            using (Arena.Suspend())
            {
                piece = Inner.Forward(parameters, Copy(input, start, count), phase.Shift(start));
            }

            Import(piece, sample.Batch(count), output, start, "an output");
        }

        return output;
    }

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var (shape, sample) = (input.Shape, OutputShape(input.Shape.Sample));
        var (output, pieces) = (Tensor.Uninitialized(sample.Batch(input.Samples)), Pieces(input, sample, phase));
        var (pullbacks, state) = (new Pullback[pieces.Count], default(Parameters));
        for (var i = 0; i < pullbacks.Length; i++)
        {
            var (start, count) = pieces[i];
            Differential piece;
            using (Arena.Suspend())
            {
                piece = Inner.ForwardWithPullback(parameters, Copy(input, start, count), phase.Shift(start));
            }

            Import(piece.Output, sample.Batch(count), output, start, "an output");
            (pullbacks[i], state) = (piece.Pullback, piece.State ?? state);
        }

        return new(output, Pullback, state);

        Gradients Pullback(Tensor outputGradient, Wanted wanted)
        {
            var inputGradient = wanted.HasFlag(Wanted.Input) ? Tensor.Uninitialized(shape) : input;
            var sum = default(Parameters);
            for (var i = 0; i < pullbacks.Length; i++)
            {
                var (start, count) = pieces[i];
                Gradients piece;
                using (Arena.Suspend())
                {
                    piece = pullbacks[i](Copy(outputGradient, start, count), wanted);
                }

                sum = sum is null ? piece.Parameters : TensorArithmetic.Add(sum, piece.Parameters);
                if (wanted.HasFlag(Wanted.Input))
                {
                    Import(piece.Input, shape.Sample.Batch(count), inputGradient, start, "an input gradient");
                }
            }

            return new(inputGradient, sum ?? Parameters.None);
        }
    }

    /// <summary>Where the pieces of a batch begin, and how many samples they have.</summary>
    private List<(int Start, int Count)> Pieces(Tensor input, Shape output, Phase phase)
    {
        var most = Inner.CouplesSamples(phase)
            ? input.Samples
            : Math.Max(1, MostValues / Math.Max(1, Math.Max(input.Shape.SampleSize, output.Size)));
        var pieces = new List<(int, int)>();
        for (var start = 0; start < input.Samples; start += most)
        {
            pieces.Add((start, Math.Min(most, input.Samples - start)));
        }

        return pieces;
    }

    private static Tensor Copy(Tensor batch, int start, int count)
    {
        var size = batch.Shape.SampleSize;
        return Tensor.Of(batch.Shape.Sample.Batch(count), batch.Values.Slice(start * size, count * size));
    }

    /// <summary>Copies the result for some samples, which must have a certain shape, into that for all.</summary>
    private void Import(Tensor result, Shape shape, Tensor whole, int start, string what)
    {
        Guard.Check(result, shape, Inner, what);
        result.Values.CopyTo(whole.Writable[(start * whole.Shape.SampleSize)..]);
    }
}
