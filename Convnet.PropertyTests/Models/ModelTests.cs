using Xunit;

namespace Convnet.PropertyTests;

public sealed class ModelTests
{
    [Property]
    public void Adding_layers_one_by_one_makes_the_same_model(ParameterCase given)
    {
        var (sample, layers) = (given.Given.Sample, ((Sequential)given.Given.Layer).Layers);
        var whole = new Model(sample, layers);
        var grown = layers.Aggregate(new Model(sample), (model, layer) => model.Then(layer));

        Assert.Equal(whole, grown);
        Assert.Equal(whole.GetHashCode(), grown.GetHashCode());
        Assert.Equal(whole.Output, grown.Output);
        Assert.Equal(whole.Initialize(3), grown.Initialize(3));
        Assert.Equal(whole.ToString(), grown.ToString());
    }

    [Property]
    public void A_model_runs_as_its_body_does(ParameterCase given)
    {
        var (layers, weights, input) = (given.Given.Layer, given.Tree, given.Given.Input);
        var model = new Model(given.Given.Sample, ((Sequential)layers).Layers);

        Assert.Equal(layers.Forward(weights, input, Phase.Inference), model.Forward(weights, input));
        var (output, pullback, _) = model.Pullback(weights, input);
        Assert.Equal(model.Forward(weights, input), output);
        var sent = given.Given.OutputGradient();
        // The model's gradients have the branches of its weights, those of a frozen layer none of their own.
        var (inputGradient, gradients) = layers.ForwardWithPullback(weights, input, default).Pullback(sent);
        Assert.Equal(inputGradient, pullback(sent).Input);
        Assert.Equal(CombinatorLaws.Tensors(gradients), CombinatorLaws.Tensors(pullback(sent).Parameters));
    }

    [Property]
    public void Sequential_is_associative(ParameterCase given)
    {
        var (layers, weights, input) = (((Sequential)given.Given.Layer).Layers, given.Tree, given.Given.Input);
        var cut = layers.Length / 2;
        var nested = new Sequential(new Sequential(layers[..cut]), new Sequential(layers[cut..]));
        var trees = Enumerable.Range(0, layers.Length).Select(i => weights[i]).ToList();
        var nestedWeights = Parameters.OfChildren(
            Parameters.OfChildren(trees[..cut]),
            Parameters.OfChildren(trees[cut..])
        );
        var sent = given.Given.OutputGradient();

        Assert.Equal(given.Given.Layer.Forward(weights, input, default), nested.Forward(nestedWeights, input, default));
        Assert.Equal(
            Laws.Flat(given.Given.Layer.ForwardWithPullback(weights, input, default).Pullback(sent)),
            Laws.Flat(nested.ForwardWithPullback(nestedWeights, input, default).Pullback(sent))
        );
    }

    [Fact]
    public void No_layers_are_the_identity()
    {
        var input = Tensor.Create([2, 3], i => i);
        var (output, pullback, state) = new Sequential().ForwardWithPullback(Parameters.None, input, default);
        Assert.Equal(input, output);
        Assert.Equal(input, pullback(input).Input);
        Assert.Null(state);
        Assert.Equal(new Model([3]), new Model([3], []));
        Assert.Equal([3], new Model([3]).Output);
    }

    [Property]
    public void First_values_depend_on_the_seed_and_the_label_alone(int seed)
    {
        var plain = new Model([6, 6, 1], new Conv2D(2, 3), new Flatten(), new Dense(3)).Initialize(seed);
        var deeper = new Model(
            [6, 6, 1],
            new ActivationLayer(Activation.Tanh),
            new Conv2D(2, 3),
            new Flatten(),
            new Dense(3)
        ).Initialize(seed);

        Assert.Equal(plain.Leaves, deeper.Leaves);
        Assert.NotEqual(
            plain,
            new Model([6, 6, 1], new Conv2D(2, 3), new Flatten(), new Dense(3)).Initialize(seed + 1)
        );
    }

    [Fact]
    public void Equal_layers_have_weights_of_their_own()
    {
        var weights = new Model([4], new Dense(4), new Dense(4)).Initialize(1);
        Assert.NotEqual(weights[0]["kernel"], weights[1]["kernel"]);
    }

    [Fact]
    public void Paths_are_labels_and_an_inner_sequential_adds_one()
    {
        var model = new Model(
            [6, 6, 2],
            new Conv2D(2, 1),
            new Conv2D(2, 1),
            new SkipConnection(
                new Sequential(new Conv2D(2, 1) { UseBias = false }, new Conv2D(2, 1) { UseBias = false })
            ),
            new ActivationLayer(Activation.Relu),
            new ActivationLayer(Activation.Relu)
        );
        Assert.Equal(
            [
                "conv2d/kernel",
                "conv2d/bias",
                "conv2d_1/kernel",
                "conv2d_1/bias",
                "skip_connection/sequential/conv2d/kernel",
                "skip_connection/sequential/conv2d_1/kernel",
            ],
            model.Initialize(1).Leaves.Select(leaf => leaf.Path)
        );
        Assert.Contains("activation_1 (Activation)", model.Summary(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_prints_its_shapes_and_layers() =>
        Assert.Equal(
            "Model (3) → (2)\n    Dense(2, UseBias = false)\n    ActivationLayer(leakyRelu 0.2)",
            new Model([3], new Dense(2) { UseBias = false }, new ActivationLayer(Activation.LeakyRelu())).ToString()
        );

    [Property]
    public void The_gradient_of_a_loss_is_that_of_the_mean_over_the_samples(ParameterCase given)
    {
        var (layers, weights, input) = (given.Given.Layer, given.Tree, given.Given.Input);
        var model = new Model(given.Given.Sample, ((Sequential)layers).Layers);
        var target = given.Given.OutputGradient("target");
        var (loss, gradient) = model.Gradient(new MeanSquaredError(), weights, new Batch(input, target));

        var value = new MeanSquaredError().Evaluate(model.Forward(weights, input), target);
        Assert.Equal(value.Values.ToArray().Average(x => (double)x), loss, 1e-6 * (1 + Math.Abs(loss)));
        var pulled = model.Pullback(weights, input).Pullback(value.Gradient.Map(g => g * (float)(1.0 / input.Samples)));
        Assert.Equal(pulled.Parameters, gradient);
        Assert.Equal(
            weights.Leaves.Where(leaf => leaf.IsTrainable).Select(leaf => leaf.Path),
            gradient.Leaves.Select(leaf => leaf.Path)
        );
    }

    [Fact]
    public void Sample_weights_weigh_and_are_not_divided_by()
    {
        // Keras' sum_over_batch_size: Σ weight·value / samples.
        var model = new Model([1], new Dense(1) { UseBias = false });
        var weights = Parameters.OfChildren(Parameters.Of(("kernel", Tensor.Of([1, 1], 2))));
        var batch = new Batch(Tensor.Of([2, 1], 1, 3), Tensor.Of([2, 1], 0, 0), Tensor.Of([2], 0.5f, 0.25f));

        var (loss, gradient) = model.Gradient(new MeanSquaredError(), weights, batch);
        Assert.Equal(((0.5 * 4) + (0.25 * 36)) / 2, loss);
        Assert.Equal(Tensor.Of([1, 1], ((0.5f * 4 * 1) + (0.25f * 12 * 3)) / 2), gradient[0]["kernel"]);
    }

    [Fact]
    public void Penalties_of_regularizers_count_in_loss_and_gradient()
    {
        var plain = new Dense(1) { UseBias = false };
        var weights = Parameters.OfChildren(Parameters.Of(("kernel", Tensor.Of([1, 1], 2))));
        var batch = new Batch(Tensor.Of([1, 1], 1), Tensor.Of([1, 1], 2));

        var (loss, gradient) = new Model([1], plain with { KernelRegularizer = new(0.5, 0.25) }).Gradient(
            new MeanSquaredError(),
            weights,
            batch
        );
        Assert.Equal((0.5 * 2) + (0.25 * 4), loss);
        Assert.Equal(Tensor.Of([1, 1], 0.5f + (2 * 0.25f * 2)), gradient[0]["kernel"]);
    }
}
