using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>A layer and a combinator that users wrote as records are layers like the library's.</summary>
public sealed class UserLayerTests
{
    [Property(Arbitrary = [typeof(UserLayers)])]
    public void They_keep_every_law(LayerCase given)
    {
        Laws.Verified(given, Law.OutputShape, Law.Agreement, Law.Purity, Law.GradientShapes, Law.State, Law.Wanted);
        Laws.PullbackIsLinear(given);
        Laws.ReusedBuffersDoNotShow(given);
        Laws.EqualDescriptorsAreEqual(given);
        Laws.SpecsTellTheParameters(given);
    }

    [Fact]
    public void They_work_in_a_model()
    {
        var model = new Model(
            [6, 6, 1],
            new ChannelScale(2),
            new SkipConnection(new Conv2D(1, 3) { Padding = Padding.Same, Activation = Activation.Relu }),
            new Flatten(),
            new Dense(2)
        );
        var weights = model.Initialize(1);

        Assert.Equal(Tensor.Of([1], 2), weights[0]["scale"]);
        Assert.Contains("channel_scale (ChannelScale)", model.Summary(88), StringComparison.Ordinal);
        Assert.Contains("skip_connection (SkipConnection)", model.Summary(88), StringComparison.Ordinal);
        Assert.Equal(model, new Model(model.Input, model.Body.Layers));
        var batch = new Batch(Tensor.Create([3, 6, 6, 1], i => i % 5), Tensor.Create([3, 2], i => i));
        var (loss, gradient) = model.Gradient(new MeanSquaredError(), weights, batch);
        var smaller = weights.Zip(gradient, (w, g) => Tensor.Create(w.Shape, i => w.Values[i] - (1e-4f * g.Values[i])));
        Assert.True(model.Gradient(new MeanSquaredError(), smaller, batch).Loss < loss);
        Assert.NotEqual(weights[0], smaller[0]);
    }

    [Fact]
    public void A_combinator_that_forgets_the_coupling_of_its_parts_is_refused()
    {
        string[] parts =
        [
            "Forgetful says that its samples are apart",
            "its part BatchMean couples them",
            "answer for its parts",
        ];
        Refusal.Of<ArgumentException>(() => new Model([3], new Sequential(new Forgetful(new BatchMean()))), parts);
        Refusal.Of<ArgumentException>(() => new Model([3]).Then(new Forgetful(new BatchMean())), parts);
        Assert.True(new Model([3], new SkipConnection(new BatchMean())).Body.CouplesSamples(Phase.Training(default)));
    }

    [Fact]
    public void A_combinator_without_with_parts_says_so_and_a_layer_without_parts_is_itself()
    {
        ILayer forgetful = new Forgetful(new Flatten());
        Refusal.Of<ArgumentException>(() => forgetful.WithParts([new Flatten()]), "Forgetful", "implement WithParts");
        ILayer layer = new ChannelScale(1);
        Assert.Same(layer, layer.WithParts([]));
        Assert.Equal(new Sequential(new Flatten()), new Sequential().WithParts([new Flatten()]));
    }

    /// <summary>Samples of each other's mean: coupled in training.</summary>
    private sealed record BatchMean : ILayer
    {
        public Shape OutputShape(Shape input) => input;

        public bool CouplesSamples(Phase phase) => phase.UpdatesState;

        public Tensor Forward(Parameters parameters, Tensor input, Phase phase) => input;

        public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase) =>
            new(input, (outputGradient, wanted) => new(outputGradient, Parameters.None));
    }

    /// <summary>A combinator that implements the least that compiles.</summary>
    private sealed record Forgetful(ILayer Body) : ILayer
    {
        public Shape OutputShape(Shape input) => Body.OutputShape(input);

        public IEnumerable<Part> Parts(Shape input) => [new(Body, input)];

        public Tensor Forward(Parameters parameters, Tensor input, Phase phase) =>
            Body.Forward(parameters[0], input, phase);

        public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase) =>
            Body.ForwardWithPullback(parameters[0], input, phase);
    }

    public static class UserLayers
    {
        public static Arbitrary<LayerCase> Layers() =>
            Arb.From(
                from given in Generators.Of(typeof(ActivationLayer), typeof(Flatten)).Generator
                from layer in Gen.Elements<ILayer>(
                    new ChannelScale(0.5),
                    new SkipConnection(new ChannelScale(2)),
                    new SkipConnection(given.Layer is Flatten ? new ActivationLayer(Activation.Tanh) : given.Layer),
                    new Sequential(new ChannelScale(1), new SkipConnection(new SkipConnection(new ChannelScale(2))))
                )
                select given with
                {
                    Layer = layer,
                },
                CaseShrinker.Shrink
            );
    }
}
