using System.Reflection;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>
/// Laws of any layer, whoever wrote it; each throws where it does not hold. What Verify holds a layer to is asked of it; here is what needs
/// the reference, the descriptor, or the library's memory.
/// </summary>
internal static class Laws
{
    private static readonly Phase[] Phases = [Phase.Inference, Phase.Training(RandomKey.FromSeed(5), 3)];

    /// <summary>What a law says of one phase holds in inference and in training.</summary>
    private static void InEachPhase(Action<Phase> law) => Assert.All(Phases, law);

    /// <summary>These laws of Verify, which users check, too.</summary>
    public static void Verified(LayerCase given, params Law[] laws) => Verify.Of(given.Trial, laws).OrFail();

    /// <summary>The pullback is linear: doubling and negation are exact in float32, and a sum comes back as the sum within rounding.</summary>
    public static void PullbackIsLinear(LayerCase given) =>
        InEachPhase(phase =>
        {
            var pullback = given.Layer.ForwardWithPullback(given.Parameters, given.Input, phase).Pullback;
            var (u, v) = (given.OutputGradient("u"), given.OutputGradient("v"));
            var (fromU, fromV) = (Flat(pullback(u)), Flat(pullback(v)));

            double[] underflow = [.. fromU.Select(_ => 2 * Approximations.Underflow)];
            Closeness.Assert(
                Flat(pullback(u.Map(x => 2 * x))),
                [.. fromU.Select(x => 2 * x)],
                underflow,
                "doubled gradients"
            );
            Closeness.Assert(
                Flat(pullback(u.Map(x => -x))),
                [.. fromU.Select(x => -x)],
                underflow,
                "negated gradients"
            );
            var sum = Tensor.Create(u.Shape, i => u.Values[i] + v.Values[i]);
            var tolerance = Tolerances.OfGradients(given, phase, u, v, sum);
            Closeness.Assert(Flat(pullback(sum)), [.. fromU.Zip(fromV, (a, b) => (double)a + b)], tolerance);
        });

    /// <summary>
    /// A batch is its slices one beside the other, wherever it is cut, in every phase in which no sample sees another: each gives the same, to the
    /// bit if <paramref name="toTheBit"/>.
    /// </summary>
    /// <param name="given">The batch.</param>
    /// <param name="cuts">It is cut behind sample i where bit i is 1; every bit for single samples.</param>
    /// <param name="toTheBit">True where products are the same for any number of samples.</param>
    public static void BatchIsItsSlices(LayerCase given, int cuts, bool toTheBit) =>
        Assert.All(
            Phases.Where(phase => !given.Layer.CouplesSamples(phase)),
            phase =>
            {
                var batch = given.Layer.ForwardWithPullback(given.Parameters, given.Input, phase);
                var sent = given.OutputGradient();
                var (outputs, gradients) = (new List<float>(), new List<float>());
                foreach (var (start, count) in Slices(given.Samples, cuts))
                {
                    var (output, pullback, _) = given.Layer.ForwardWithPullback(
                        given.Parameters,
                        BatchLaws.Slice(given.Input, start, count),
                        phase.Shift(start)
                    );
                    outputs.AddRange(output.ToArray());
                    gradients.AddRange(pullback(BatchLaws.Slice(sent, start, count), Wanted.Input).Input.ToArray());
                }

                var gradient = batch.Pullback(sent, Wanted.Input).Input.ToArray();
                if (toTheBit)
                {
                    Assert.Equal(outputs, batch.Output.ToArray());
                    Assert.Equal(gradients, gradient);
                    return;
                }

                double[] tolerance = [.. Tolerances.OfOutput(given, phase).Select(t => 2 * t)];
                Closeness.Assert(batch.Output.ToArray(), [.. outputs.Select(x => (double)x)], tolerance);
                var inputTolerance = Tolerances.OfGradients(given, phase, sent).Take(gradient.Length);
                Closeness.Assert(
                    gradient,
                    [.. gradients.Select(x => (double)x)],
                    [.. inputTolerance.Select(t => 2 * t)]
                );
            }
        );

    /// <summary>Buffers that an arena hands out again are written whole: garbage in them changes nothing.</summary>
    public static void ReusedBuffersDoNotShow(LayerCase given)
    {
        var (output, gradients) = Run(given.Input, given.OutputGradient());
        var arena = new Arena();
        using (arena.Use())
        {
            Run(given.Input.Map(_ => float.NaN), given.OutputGradient().Map(_ => float.NaN));
        }

        using (arena.Use())
        {
            var (outputAgain, gradientsAgain) = Run(given.Input, given.OutputGradient());
            Assert.Equal(output, outputAgain);
            Assert.Equal(gradients, gradientsAgain);
        }

        (Tensor Output, Gradients Gradients) Run(Tensor input, Tensor sent)
        {
            var (result, pullback, _) = given.Layer.ForwardWithPullback(given.Parameters, input, Phases[1]);
            return (result, pullback(sent));
        }
    }

    /// <summary>For affine layers ⟨f(x + v) − f(x), u⟩ = ⟨v, pullback(u)⟩, without any step size.</summary>
    public static void PullbackIsTheAdjoint(LayerCase given) =>
        InEachPhase(phase =>
        {
            if (given.Layer.CouplesSamples(phase))
            {
                // By the mean and the deviation of what it is given, a layer is not affine in it.
                return;
            }

            var (x, direction, u) = (given.Input, given.Draw(given.Input.Shape, "direction"), given.OutputGradient());
            var there = Tensor.Create(x.Shape, i => x.Values[i] + direction.Values[i]);
            var (output, pullback, _) = given.Layer.ForwardWithPullback(given.Parameters, x, phase);
            var moved = given.Layer.Forward(given.Parameters, there, phase);
            var back = pullback(u, Wanted.Input).Input;

            // f(x + v) is as large as both f(x) and f(v), so its rounding is twice that of f(x) and more.
            var (outputError, gradientError) = (
                Tolerances.OfOutput(given, phase, there, x),
                Tolerances.OfGradients(given, phase, u)
            );
            var (left, right, tolerance) = (0.0, 0.0, 0.0);
            for (var i = 0; i < u.Values.Length; i++)
            {
                left += ((double)moved.Values[i] - output.Values[i]) * u.Values[i];
                tolerance += Math.Abs(u.Values[i]) * outputError[i];
            }

            for (var i = 0; i < x.Values.Length; i++)
            {
                // The direction as it was taken: x + v is rounded.
                var taken = (double)there.Values[i] - x.Values[i];
                right += taken * back.Values[i];
                tolerance += Math.Abs(taken) * gradientError[i];
            }

            Closeness.Assert([left], [right], [tolerance + (1e-12 * Math.Abs(left))]);
        });

    /// <summary>Equal descriptors are equal, have one hash and one text.</summary>
    public static void EqualDescriptorsAreEqual(LayerCase given)
    {
        var clone = given.Layer.GetType().GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance);
        Assert.NotNull(clone);
        var copy = clone.Invoke(given.Layer, null)!;

        Assert.NotSame(given.Layer, copy);
        Assert.Equal(given.Layer, copy);
        Assert.Equal(given.Layer.GetHashCode(), copy.GetHashCode());
        Assert.Equal(given.Layer.ToString(), copy.ToString());
    }

    /// <summary>A layer with one option of another value is another layer.</summary>
    public static void OptionsTellLayersApart(LayerCase given) =>
        Assert.All(LayerOptions.Others(given.Layer), other => Assert.NotEqual(given.Layer, other.Layer));

    /// <summary>Initialising makes what the specs tell: names, shapes and marks, in their order.</summary>
    public static void SpecsTellTheParameters(LayerCase given) =>
        Assert.Equal(
            ParameterTree
                .Specs(given.Layer, given.Sample)
                .Select(leaf => (leaf.Path, leaf.Spec.Shape, leaf.Spec.Trainable)),
            given.Specified.Leaves.Select(leaf => (leaf.Path, leaf.Tensor.Shape, leaf.IsTrainable))
        );

    /// <summary>Outputs and gradients are those of the naive reference, within what rounding may do.</summary>
    public static void AgreesWithTheReference(LayerCase given) =>
        InEachPhase(phase =>
        {
            var (sent, expected) = (given.OutputGradient(), Reference.Differentiate(given, phase));
            var (input, parameters) = expected.Pullback(Approximations.Exactly(sent));

            var (output, pullback, _) = given.Layer.ForwardWithPullback(given.Parameters, given.Input, phase);
            Closeness.Assert(output.ToArray(), expected.Output.Values, expected.Output.Errors, "outputs");
            var gradients = pullback(sent);
            Closeness.Assert(gradients.Input.ToArray(), input.Values, input.Errors, "input gradients");
            foreach (var (leaf, of) in Closeness.Pairs(gradients.Parameters.Leaves, parameters))
            {
                Closeness.Assert(leaf.Tensor.ToArray(), of.Values, of.Errors, $"gradients by {leaf.Path}");
            }
        });

    /// <summary>The values of all gradients: the input's, then the parameters' in their order.</summary>
    public static double[] Flat(Gradients gradients) =>
        [.. gradients.Input.ToArray(), .. gradients.Parameters.Leaves.SelectMany(leaf => leaf.Tensor.ToArray())];

    private static IEnumerable<(int Start, int Count)> Slices(int samples, int cuts)
    {
        var start = 0;
        for (var end = 1; end <= samples; end++)
        {
            if (end == samples || (cuts >> (end - 1) & 1) == 1)
            {
                yield return (start, end - start);
                start = end;
            }
        }
    }
}
