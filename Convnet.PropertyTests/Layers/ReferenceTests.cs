using FsCheck;
using FsCheck.Fluent;

namespace Convnet.PropertyTests;

/// <summary>Every layer against the naive double-precision reference.</summary>
public sealed class ReferenceTests
{
    [Property(MaxTest = 500)]
    public void Outputs_and_gradients_are_those_of_the_reference(LayerCase given) => Laws.AgreesWithTheReference(given);

    [Property(Arbitrary = [typeof(Differentiable)])]
    public void Gradients_are_the_central_differences_of_the_reference(LayerCase given, bool isTraining)
    {
        var phase = isTraining ? Phase.Training(RandomKey.FromSeed(given.Seed)) : Phase.Inference;
        var sent = given.OutputGradient();
        var slopes = Reference.Slopes(given, sent, phase).ToList();
        var pullback = given.Layer.ForwardWithPullback(given.Parameters, given.Input, phase).Pullback;
        var (gradients, rounding) = (Laws.Flat(pullback(sent)), Tolerances.OfGradients(given, phase, sent));
        Closeness.Assert(
            [.. slopes.Select(slope => gradients[slope.Number])],
            [.. slopes.Select(slope => slope.Slope)],
            [.. slopes.Select(slope => rounding[slope.Number] + slope.Error)]
        );
    }

    [Property(Arbitrary = [typeof(Affine)])]
    public void The_pullback_of_an_affine_layer_is_its_adjoint(LayerCase given) => Laws.PullbackIsTheAdjoint(given);

    /// <summary>Small cases without a kink nearby: values apart from each other and from 0, and nothing kinked behind other sums.</summary>
    public static class Differentiable
    {
        public static Arbitrary<LayerCase> Layers() =>
            Arb.From(
                from drawn in Gen.OneOf(LayerGenerators.Small.Values)
                from samples in Gen.Choose(1, 2)
                from seed in Gen.Choose(0, 1_000_000)
                select new LayerCase(Smooth(drawn.Layer), drawn.Input, samples, Draws.Apart, seed),
                CaseShrinker.Shrink
            );

        private static ILayer Smooth(ILayer layer) =>
            SmoothParts(layer is ActivationLayer ? layer : LayerOptions.WithActivation(layer, Smooth));

        private static ILayer SmoothParts(ILayer layer) =>
            layer switch
            {
                Sequential sequential => new Sequential(sequential.Layers.Select(SmoothWithin)),
                Branches branches => new Branches(branches.Merge, branches.Layers.Select(SmoothWithin)),
                Residual residual => new Residual(
                    SmoothWithin(residual.Body),
                    residual.Shortcut is null ? null : SmoothWithin(residual.Shortcut)
                ),
                Repeat repeat => repeat with { Body = SmoothWithin(repeat.Body) },
                Stack stack => stack with { Body = SmoothWithin(stack.Body) },
                Frozen frozen => new Frozen(SmoothWithin(frozen.Inner)),
                Named named => named with { Inner = SmoothWithin(named.Inner) },
                _ => layer,
            };

        private static ILayer SmoothWithin(ILayer layer) =>
            layer switch
            {
                ActivationLayer activation => new ActivationLayer(Smooth(activation.Activation)),
                MaxPooling2D pooling => new AveragePooling2D(pooling.PoolSize)
                {
                    Strides = pooling.Strides,
                    Padding = pooling.Padding,
                },
                GlobalMaxPooling2D pooling => new GlobalAveragePooling2D { KeepDims = pooling.KeepDims },
                _ => Smooth(layer),
            };

        private static Activation Smooth(Activation activation) =>
            activation.Name is "relu" or "leaky_relu" or "elu" or "selu" or "relu6" or "hard_sigmoid"
                ? Activation.Tanh
                : activation;
    }

    /// <summary>Layers whose output is a constant plus something linear in the input.</summary>
    public static class Affine
    {
        public static Arbitrary<LayerCase> Layers() =>
            Arb.From(
                Generators.Of(Kinds).Generator.Select(Straight),
                given => CaseShrinker.Shrink(given).Select(Straight)
            );

        private static Type[] Kinds =>
            [
                typeof(Conv2D),
                typeof(DepthwiseConv2D),
                typeof(SeparableConv2D),
                typeof(Conv2DTranspose),
                typeof(Dense),
                typeof(AveragePooling2D),
                typeof(GlobalAveragePooling2D),
                typeof(Flatten),
                typeof(Reshape),
                typeof(Slice),
                typeof(Tap),
                typeof(BatchNormalization),
                typeof(UpSampling2D),
                typeof(ZeroPadding2D),
                typeof(Cropping2D),
                typeof(Dropout),
                typeof(SpatialDropout2D),
                typeof(RandomFlip),
                typeof(RandomTranslation),
                typeof(RandomRotation),
                typeof(RandomZoom),
            ];

        private static LayerCase Straight(LayerCase given) =>
            given with
            {
                Layer = LayerOptions.WithActivation(given.Layer, _ => Activation.Linear),
            };
    }
}
