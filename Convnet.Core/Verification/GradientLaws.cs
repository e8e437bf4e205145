namespace Convnet;

/// <summary>
/// Gradients against difference quotients of the layer's own float32 outputs. A point where a quotient is not conclusive, because a kink
/// or rounding is in the way, is left for another one; the tolerance is never widened for it.
/// </summary>
internal static class GradientLaws
{
    private const int Points = 6;
    private const int Directions = 3;
    private const int Coordinates = 8;
    private const int MostScanned = 256;

    // What rounding may do to a gradient that is a sum of some hundred products.
    private const double Rounding = 1.0 / (1 << 17);

    /// <summary>What is left, of what was sent back, where terms of a gradient cancel: of an output that never changes, say.</summary>
    internal const double Cancellation = 1.0 / (1 << 20);

    /// <summary><see cref="Law.InputGradient"/></summary>
    public static Finding InputGradient(Trial trial, Phase phase) => Of(trial, phase, point => [Variable.Input(point)]);

    /// <summary><see cref="Law.ParameterGradient"/></summary>
    public static Finding ParameterGradient(Trial trial, Phase phase) =>
        Of(trial, phase, point => [.. Variable.Trainable(point)]);

    private static Finding Of(Trial trial, Phase phase, Func<Trial, List<Variable>> variables)
    {
        var count = variables(trial).Count;
        return count == 0
            ? Finding.NotApplicable("no parameter is trained.")
            : Finding.All(Enumerable.Range(0, count).Select(number => Of(number)));

        Finding Of(int number)
        {
            // Each way begins at another point, so that what one hides from all ways another shows.
            var probes = Enumerable.Range(0, Points).Select(point => Probe(trial, phase, point, number)).ToList();
            return Finding.All(
                Enumerable
                    .Range(0, Directions + Coordinates)
                    .Select(way => First(Enumerable.Range(way, Points).Select(p => probes[p % Points].Along(way))))
            );
        }

        GradientProbe Probe(Trial given, Phase at, int point, int number)
        {
            // Every point is another draw; the later ones look at one output of each sample, which few kinks are on the way to.
            var there = given with
            {
                Seed = given.Seed + point,
            };
            return new(there, at, variables(there)[number], isSparse: point % 2 == 1);
        }
    }

    // The first point where the quotient is conclusive.
    private static Finding First(IEnumerable<Finding> points) =>
        points.FirstOrDefault(finding => finding.Verdict != Verdict.NotApplicable)
        ?? Finding.NotApplicable("kinks or rounding hide every difference quotient that was tried.");

    /// <summary>The quotients of one variable around one point.</summary>
    private sealed class GradientProbe
    {
        private readonly Trial trial;
        private readonly Phase phase;
        private readonly Variable variable;
        private readonly Tensor sent;
        private readonly Tensor gradient;
        private readonly double magnitude;

        public GradientProbe(Trial trial, Phase phase, Variable variable, bool isSparse)
        {
            (this.trial, this.phase, this.variable) = (trial, phase, variable);
            // Quarters: none is so small that an error of its term could hide in the rounding of the others.
            var quarters = (trial with { Steps = Trial.Round }).OutputGradient();
            sent = isSparse ? OneOfEachSample(quarters) : quarters;
            var (output, pullback, _) = trial.Run(phase);
            gradient = variable.Gradient(pullback(sent));
            // Outputs are rounded each on its own, so that their errors add as their squares do.
            magnitude = Math.Sqrt(LinearityLaws.Dot(sent, sent)) * Difference.Largest(output);
        }

        public Finding Along(int way)
        {
            var shape = variable.Value.Shape;
            if (way >= Directions)
            {
                var place = RandomKey.FromSeed(trial.Seed).Fold("coordinate").Below(shape.Size, (ulong)way);
                return OfCoordinate(place);
            }

            var direction = (trial with { Steps = Trial.Round }).Draw(shape, $"direction {way}");
            var finding = Of(direction, $"gradient by {variable.Name} along a direction of all its values");
            return finding.Verdict != Verdict.Failed
                ? finding
                : Enumerable
                    .Range(0, Math.Min(shape.Size, MostScanned))
                    .Select(OfCoordinate)
                    .FirstOrDefault(single => single.Verdict == Verdict.Failed, finding);
        }

        private Finding OfCoordinate(int place) =>
            Of(
                Tensor.Create(variable.Value.Shape, i => i == place ? 1 : 0),
                Difference.At($"gradient by {variable.Name}", variable.Value.Shape, place)
            );

        private Finding Of(Tensor direction, string where)
        {
            if (gradient.Shape != direction.Shape)
            {
                return Difference.Shapes($"gradient by {variable.Name}", direction.Shape, gradient.Shape);
            }

            var actual = LinearityLaws.Dot(direction, gradient);
            var room =
                (Rounding * LinearityLaws.Dot(direction.Map(Math.Abs), gradient.Map(Math.Abs)))
                + (Cancellation * direction.ToArray().Sum(Math.Abs) * sent.ToArray().Sum(Math.Abs));
            var largest = Difference.Largest(variable.Value);
            var scale = largest > 0 ? Math.ScaleB(1, Math.ILogB(largest)) : 1;
            var conclusive = Steps(scale)
                .Select(step => DifferenceQuotient.Of(t => Value(direction, t), step, magnitude))
                .Where(quotient => quotient.IsConclusive(actual));
            // One step may miss a kink that it happens to straddle evenly; two do not.
            Finding? failed = null;
            foreach (var quotient in conclusive)
            {
                if (quotient.Fits(actual, room))
                {
                    return Finding.Passed;
                }

                if (failed is not null)
                {
                    return failed;
                }

                failed = Finding.Failed(where, quotient.Value, actual);
            }

            return Finding.NotApplicable("no quotient is conclusive.");
        }

        private static IEnumerable<double> Steps(double scale) =>
            Enumerable.Range(0, 5).Select(i => Math.ScaleB(scale, -5 - (2 * i)));

        private double Value(Tensor direction, double step)
        {
            var value = variable.Value;
            var moved = Tensor.Create(value.Shape, i => (float)(value.Values[i] + (step * direction.Values[i])));
            var (parameters, input) = variable.Put(moved);
            return LinearityLaws.Dot(trial.Layer.Forward(parameters, input, phase), sent);
        }

        private static Tensor OneOfEachSample(Tensor sent)
        {
            var (size, key) = (sent.Shape.SampleSize, RandomKey.FromSeed(sent.Shape.Size));
            return Tensor.Create(sent.Shape, i => i % size == key.Below(size, (ulong)(i / size)) ? sent.Values[i] : 0);
        }
    }
}
