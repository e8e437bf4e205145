namespace Convnet;

/// <summary>Linearity of the pullback, and the adjoint identity.</summary>
internal static class LinearityLaws
{
    // What rounding may do to a sum of some hundred products whose largest result is 1, with room: 256 units in the last place.
    private const double Rounding = 1.0 / (1 << 16);

    /// <summary><see cref="Law.Linearity"/></summary>
    public static Finding Linearity(Trial trial, Phase phase)
    {
        var pullback = trial.Run(phase).Pullback;
        var (u, v) = (trial.OutputGradient("u"), trial.OutputGradient("v"));
        var (fromU, fromV) = (Flat(pullback(u)), Flat(pullback(v)));
        // What cancels within the pullback was as large as what was sent.
        var tolerance =
            Rounding * Math.Max(Difference.Largest(u), Math.Max(Difference.Largest(fromU), Difference.Largest(fromV)));
        return Finding.All([
            Is("doubled", u.Map(x => 2 * x), fromU.Map(x => 2 * x)),
            Is("negated", u.Map(x => -x), fromU.Map(x => -x)),
            Is("summed", Sum(u, v), Sum(fromU, fromV)),
        ]);

        Finding Is(string what, Tensor sent, Tensor expected) =>
            Difference.Within(
                $"gradients of a {what} gradient, one behind the other,",
                expected,
                Flat(pullback(sent)),
                tolerance
            );
    }

    /// <summary><see cref="Law.Adjoint"/></summary>
    public static Finding Adjoint(Trial trial, Phase phase)
    {
        var (x, v, u) = (trial.Input, trial.Draw(trial.Input.Shape, "direction"), trial.OutputGradient());
        var (output, pullback, _) = trial.Run(phase);
        var (there, back) = (At(1), At(-1));
        var tolerance = Rounding * Math.Max(Difference.Largest(there), Difference.Largest(back));
        var isAffine =
            Difference.Within("", output.Map(y => 2 * y), Sum(there, back), tolerance).Verdict == Verdict.Passed
            && Difference.Within("", there.Map(y => 2 * y), Sum(At(2), output), 2 * tolerance).Verdict
                == Verdict.Passed;
        if (!isAffine)
        {
            return Finding.NotApplicable(
                "the layer is not affine in its input; difference quotients check its gradient."
            );
        }

        var gradient = pullback(u, Wanted.Input).Input;
        var (left, right) = (Dot(Sum(there, output.Map(y => -y)), u), Dot(v, gradient));
        var sent = u.ToArray().Sum(Math.Abs);
        var room =
            (tolerance * sent)
            + (Rounding * Dot(v.Map(Math.Abs), gradient.Map(Math.Abs)))
            + (GradientLaws.Cancellation * sent * v.ToArray().Sum(Math.Abs));
        return Math.Abs(left - right) <= room
            ? Finding.Passed
            : Finding.Failed("⟨v, pullback(u)⟩, which is ⟨f(x + v) − f(x), u⟩,", left, right);

        Tensor At(int steps) =>
            trial.Layer.Forward(
                trial.Parameters,
                Tensor.Create(x.Shape, i => x.Values[i] + (steps * v.Values[i])),
                phase
            );
    }

    /// <summary>The sum of products, in double.</summary>
    public static double Dot(Tensor a, Tensor b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Shape.Size; i++)
        {
            sum += (double)a.Values[i] * b.Values[i];
        }

        return sum;
    }

    private static Tensor Sum(Tensor a, Tensor b) => Tensor.Create(a.Shape, i => a.Values[i] + b.Values[i]);

    private static Tensor Flat(Gradients gradients)
    {
        float[] values =
        [
            .. gradients.Input.ToArray(),
            .. gradients.Parameters.Leaves.SelectMany(leaf => leaf.Tensor.ToArray()),
        ];
        return Tensor.Of([values.Length], values);
    }
}
