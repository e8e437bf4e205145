using System.Globalization;

namespace Convnet;

/// <summary>
/// The scrutiny of the library's own layers for any layer or model: laws that have to hold whoever wrote it, tried on values drawn from a
/// seed. The result is a value whose text is a line for each law, or a counterexample that was made as simple as it gets.
/// <para>Gradients are held against difference quotients of the layer's own float32 outputs, in double, where neither a kink nor rounding
/// hides them; no second implementation is needed.</para>
/// <para>Errors: a <see cref="ShapeException"/> where the layer does not take the input shape.</para>
/// <para>Example: <c>Verify.Layer(1, new Dense(3), [4]).OrFail()</c></para>
/// </summary>
public static class Verify
{
    /// <summary>How many samples a batch has.</summary>
    internal const int Samples = 3;

    private static readonly (Law Law, Func<Trial, Finding> Check)[] Shaped =
    [
        (Law.OutputShape, Phases.Each(ContractLaws.OutputShape)),
        (Law.Refusal, ReadingLaws.Refusal),
        (Law.GradientShapes, Phases.Each(ContractLaws.GradientShapes)),
    ];

    private static readonly (Law Law, Func<Trial, Finding> Check)[] Repeated =
    [
        (Law.Agreement, Phases.Each(ContractLaws.Agreement)),
        (Law.Purity, Phases.Each(ContractLaws.Purity)),
        (Law.Slicing, Phases.Each(BatchLaws.Slicing)),
        (Law.Threads, BatchLaws.Threads),
    ];

    private static readonly (Law Law, Func<Trial, Finding> Check)[] Told =
    [
        (Law.Finite, Phases.Each(ContractLaws.Finite)),
        (Law.Specs, ReadingLaws.Specs),
        (Law.State, Phases.Each(ContractLaws.State)),
        (Law.Frozen, ContractLaws.Frozen),
        (Law.Wanted, Phases.Each(ContractLaws.Wanted)),
        (Law.Linearity, Phases.Each(LinearityLaws.Linearity)),
    ];

    private static readonly (Law Law, Func<Trial, Finding> Check)[] Adjoints =
    [
        (Law.Adjoint, Phases.Each(LinearityLaws.Adjoint)),
    ];

    private static readonly (Law Law, Func<Trial, Finding> Check)[] Differentiated =
    [
        (Law.InputGradient, Phases.Each(GradientLaws.InputGradient)),
        (Law.ParameterGradient, Phases.Each(GradientLaws.ParameterGradient)),
    ];

    private static readonly (Law Law, Func<Trial, Finding> Check)[] OfAnyLayer =
    [
        .. Shaped,
        .. Repeated,
        .. Told,
        .. Adjoints,
        .. Differentiated,
    ];

    private static readonly (Law Law, Func<Trial, Finding> Check)[] Shifted =
    [
        (Law.EquivariantShift, ShiftLaw.EquivariantShift),
    ];

    /// <summary>All laws of any layer; <see cref="EquivariantShift"/> is no such law.</summary>
    /// <param name="seed">Where all values come from; the same seed finds the same.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="input">The shape of one sample that it takes.</param>
    /// <exception cref="ShapeException">The layer does not take such samples.</exception>
    public static Verification Layer(int seed, ILayer layer, Shape input) =>
        Run("layer", seed, layer, input, OfAnyLayer);

    /// <summary>All laws of any layer, for a whole model; what fails is shrunk to the layers that matter.</summary>
    /// <param name="seed">Where all values come from; the same seed finds the same.</param>
    /// <param name="model">The model.</param>
    public static Verification Model(int seed, Model model) => Layer(seed, Check.NotNull(model).Body, model.Input);

    /// <summary>The gradients by input and parameters against difference quotients.</summary>
    /// <param name="seed">Where all values come from; the same seed finds the same.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="input">The shape of one sample that it takes.</param>
    /// <exception cref="ShapeException">The layer does not take such samples.</exception>
    public static Verification Gradients(int seed, ILayer layer, Shape input) =>
        Run("gradients", seed, layer, input, Differentiated);

    /// <summary>The adjoint identity, for layers that are affine in their input: the sharpest check of these, without any step size.</summary>
    /// <param name="seed">Where all values come from; the same seed finds the same.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="input">The shape of one sample that it takes.</param>
    /// <exception cref="ShapeException">The layer does not take such samples.</exception>
    public static Verification Adjoint(int seed, ILayer layer, Shape input) =>
        Run("adjoint", seed, layer, input, Adjoints);

    /// <summary>What the shape rule promises is delivered, and what it cannot take is refused.</summary>
    /// <param name="seed">Where all values come from; the same seed finds the same.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="input">The shape of one sample that it takes.</param>
    /// <exception cref="ShapeException">The layer does not take such samples.</exception>
    public static Verification Shapes(int seed, ILayer layer, Shape input) => Run("shapes", seed, layer, input, Shaped);

    /// <summary>Pure, repeatable, the same however a batch is cut where samples are apart, and the same bits for 1, 2 and 7 threads.</summary>
    /// <param name="seed">Where all values come from; the same seed finds the same.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="input">The shape of one sample that it takes.</param>
    /// <exception cref="ShapeException">The layer does not take such samples.</exception>
    public static Verification Deterministic(int seed, ILayer layer, Shape input) =>
        Run("deterministic", seed, layer, input, Repeated);

    /// <summary>Away from the border, an image moved by the stride moves the output. Says nothing of what sees the whole image.</summary>
    /// <param name="seed">Where all values come from; the same seed finds the same.</param>
    /// <param name="layer">The layer, from images to images.</param>
    /// <param name="input">The shape of one image, so large that a patch in the middle is not seen at the border.</param>
    /// <exception cref="ShapeException">The layer does not take such images.</exception>
    public static Verification EquivariantShift(int seed, ILayer layer, Shape input) =>
        Run("equivariantShift", seed, layer, input, Shifted);

    /// <summary>Some laws of any layer, for values of the caller's choice: the library's own tests ask for many.</summary>
    internal static Verification Of(Trial trial, params Law[] laws) =>
        Run("layer", trial, laws.Select(law => OfAnyLayer.Single(one => one.Law == law)));

    private static Verification Run(
        string word,
        int seed,
        ILayer layer,
        Shape input,
        IEnumerable<(Law Law, Func<Trial, Finding> Check)> laws
    )
    {
        Check.NotNull(layer).OutputShape(Check.NotNull(input));
        return Run(word, new Trial(layer, input, Samples, seed), laws);
    }

    private static Verification Run(
        string word,
        Trial trial,
        IEnumerable<(Law Law, Func<Trial, Finding> Check)> laws
    ) => new(trial.Layer, trial.Sample, laws.Select(law => Result(word, trial, law.Law, Guarded(law.Check))));

    private static LawResult Result(string word, Trial trial, Law law, Func<Trial, Finding> check)
    {
        var finding = check(trial);
        if (finding.Verdict != Verdict.Failed)
        {
            return new(law, finding.Verdict, finding.Reason);
        }

        var (simple, told) = TrialShrinker.Shrink(trial, finding, check);
        var alone = simple with { Samples = Samples, Steps = Trial.Fine };
        var replayed = check(alone).Verdict == Verdict.Failed ? alone : trial;
        return new(
            law,
            Verdict.Failed,
            Counterexample: new(
                law,
                simple.Layer,
                simple.Sample,
                simple.Samples,
                told.Phase,
                told.Where,
                told.Expected,
                told.Actual,
                told.RelativeError,
                trial.Seed,
                Replay(word, replayed)
            )
        );
    }

    private static string Replay(string word, Trial trial)
    {
        var seed = trial.Seed.ToString(CultureInfo.InvariantCulture);
        return $"Verify.{word} {(trial.Seed < 0 ? $"({seed})" : seed)} ({Construction.Of(trial.Layer)}) {Construction.List(trial.Sample)}";
    }

    // An exception out of a layer is a failure of the law that met it, and shrinks as any other.
    private static Func<Trial, Finding> Guarded(Func<Trial, Finding> check) =>
        trial =>
        {
            try
            {
                return check(trial);
            }
            catch (Exception exception)
            {
                return Finding.Failed("the layer", "no exception", ReadingLaws.Told(exception));
            }
        };
}
