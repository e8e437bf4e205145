using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>The checks that users call: they accept every layer of the library, and name the law that a mistake breaks.</summary>
public sealed class VerifyTests
{
    [Property(MaxTest = 60, Arbitrary = [typeof(SmallLayers)])]
    public void Every_layer_of_the_library_passes(LayerOn given, int seed) =>
        Verify.Layer(seed, given.Layer, given.Input).OrFail();

    [Theory]
    [InlineData(Mistake.SignOfInputGradient, Law.InputGradient)]
    [InlineData(Mistake.SignOfInputGradient, Law.Adjoint)]
    [InlineData(Mistake.DoubledScaleGradient, Law.ParameterGradient)]
    [InlineData(Mistake.BiasGradientOfOneSample, Law.ParameterGradient)]
    [InlineData(Mistake.IndexOffByOne, Law.InputGradient)]
    [InlineData(Mistake.DroppedTerm, Law.InputGradient)]
    [InlineData(Mistake.ScaleGradientWithoutInput, Law.ParameterGradient)]
    [InlineData(Mistake.ShapeOfOneMore, Law.OutputShape)]
    [InlineData(Mistake.ForwardDisagrees, Law.Agreement)]
    [InlineData(Mistake.CountsItsCalls, Law.Purity)]
    [InlineData(Mistake.ChangesItsInput, Law.Purity)]
    [InlineData(Mistake.PullbackAddsOne, Law.Linearity)]
    [InlineData(Mistake.WantedHalves, Law.Wanted)]
    [InlineData(Mistake.SeesOtherSamples, Law.Slicing)]
    [InlineData(Mistake.StateOfWhatIsTrained, Law.State)]
    [InlineData(Mistake.StateWhereSamplesAreApart, Law.State)]
    [InlineData(Mistake.SpecThatIsNotRead, Law.Specs)]
    [InlineData(Mistake.NoGradientByBias, Law.GradientShapes)]
    [InlineData(Mistake.RefusesWithAnIndexError, Law.Refusal)]
    [InlineData(Mistake.TakesWhatItCannot, Law.Refusal)]
    [InlineData(Mistake.NaNFromLargeValues, Law.Finite)]
    [InlineData(Mistake.LearnsThoughFrozen, Law.Frozen)]
    public void A_mistake_breaks_its_law(Mistake mistake, Law law) =>
        Assert.All(
            Enumerable.Range(0, 5),
            seed =>
                Assert.Contains(
                    law,
                    Verify.Layer(seed, new MistakenLayer(mistake), [3, 2, 3]).Counterexamples.Select(found => found.Law)
                )
        );

    [Fact]
    public void What_sees_its_thread_breaks_the_law_of_threads_alone() =>
        Assert.All(
            Enumerable.Range(0, 3),
            seed =>
                Assert.Equal(
                    Law.Threads,
                    Assert
                        .Single(Verify.Layer(seed, new MistakenLayer(Mistake.SeesItsThread), [3, 2, 3]).Counterexamples)
                        .Law
                )
        );

    [Property]
    public void The_layer_without_a_mistake_passes(int seed) =>
        Verify.Layer(seed, new MistakenLayer(Mistake.None), [3, 2, 3]).OrFail();

    [Property]
    public void What_depends_on_the_place_is_not_equivariant(int seed)
    {
        Assert.False(Verify.EquivariantShift(seed, new MistakenLayer(Mistake.DependsOnThePlace), [8, 8, 2]).Passed);
        var right = Verify.EquivariantShift(seed, new MistakenLayer(Mistake.None), [8, 8, 2]);
        Assert.Equal(Verdict.Passed, Assert.Single(right.Results).Verdict);
    }

    [Fact]
    public void Windows_move_with_the_image_and_what_sees_all_of_it_is_told()
    {
        ILayer[] windows =
        [
            new Conv2D(3, (3, 3)) { Activation = Activation.Relu },
            new Conv2D(3, (3, 3)) { Strides = 2, Padding = Padding.Same },
            new Sequential(new Conv2D(2, (3, 3)), new MaxPooling2D(2)),
            new UpSampling2D(2),
        ];
        Assert.All(windows, layer => Assert.Equal(Verdict.Passed, Shift(layer).Verdict));
        Assert.Equal(Verdict.NotApplicable, Shift(new Flatten()).Verdict);
        Assert.Equal(Verdict.NotApplicable, Shift(new GlobalAveragePooling2D { KeepDims = true }).Verdict);

        static LawResult Shift(ILayer layer) => Assert.Single(Verify.EquivariantShift(1, layer, [20, 20, 2]).Results);
    }

    [Fact]
    public void A_counterexample_in_a_model_is_the_one_layer_that_matters()
    {
        var model = new Model(
            [6, 6, 2],
            new Conv2D(4, (3, 3)) { Activation = Activation.Relu },
            new Residual(new Sequential(new BatchNormalization(), new MistakenLayer(Mistake.SignOfInputGradient))),
            new MaxPooling2D(2),
            new Flatten(),
            new Dense(3) { Activation = Activation.Softmax }
        );
        var found = Verify.Model(3, model).Counterexamples.Single(one => one.Law == Law.InputGradient);

        Assert.Equal(new MistakenLayer(Mistake.SignOfInputGradient), found.Layer);
        Assert.Equal((1, 1), (found.Samples, found.Input.Size));
        Assert.Equal("gradient by input at [0, 0, 0, 0]", found.Where);
        Assert.Equal("Verify.layer 3 (MistakenLayer(Mistake.SignOfInputGradient)) [ 1; 1; 1 ]", found.Replay);
        Assert.Equal(2, found.RelativeError!.Value, 1e-3);
    }

    [Fact]
    public void A_verification_is_a_value_and_its_text_says_all()
    {
        var (wrong, again) = (Of(Mistake.DoubledScaleGradient), Of(Mistake.DoubledScaleGradient));
        Assert.Equal(wrong, again);
        Assert.Equal(wrong.GetHashCode(), again.GetHashCode());
        Assert.NotEqual(wrong, Of(Mistake.None));

        var exception = Assert.Throws<VerificationException>(wrong.OrFail);
        Assert.Equal(wrong, exception.Verification);
        Assert.Equal(wrong.ToString(), exception.Message);
        string[] parts =
        [
            "MistakenLayer(Mistake.DoubledScaleGradient)",
            "passed          Purity",
            "FAILED          ParameterGradient",
            "gradient by scale at [0]",
            "expected ",
            "actual ",
            "relative error  ",
            "seed            7",
            "Verify.layer 7 (MistakenLayer(Mistake.DoubledScaleGradient)) [ 1 ]",
        ];
        Assert.All(parts, part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));

        static Verification Of(Mistake mistake) => Verify.Layer(7, new MistakenLayer(mistake), [4]);
    }

    [Fact]
    public void Laws_are_asked_for_alone_and_of_values_among_which_is_0()
    {
        var trial = new Trial(new MistakenLayer(Mistake.ForwardDisagrees), [4], 2, 1, Steps: 3);
        Assert.Contains(0, trial.Input.ToArray());
        Assert.Equal(
            [(Law.Purity, Verdict.Passed), (Law.Agreement, Verdict.Failed)],
            Verify.Of(trial, Law.Purity, Law.Agreement).Results.Select(result => (result.Law, result.Verdict))
        );
    }

    [Fact]
    public void A_shape_that_the_layer_does_not_take_is_refused() =>
        Refusal.Of<ShapeException>(() => Verify.Layer(1, new Dense(3), [2, 2]), "Dense", "(2, 2)", "Flatten");

    /// <summary>Small layers of every kind, with samples that they take.</summary>
    public static class SmallLayers
    {
        public static Arbitrary<LayerOn> Cases() =>
            Arb.From(
                from type in Gen.Elements<Type>([.. LayerGenerators.Small.Keys])
                from drawn in LayerGenerators.Small[type]
                select drawn
            );
    }
}
