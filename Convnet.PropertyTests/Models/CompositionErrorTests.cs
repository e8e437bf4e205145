using Xunit;

namespace Convnet.PropertyTests;

/// <summary>An impossible model is refused when it is composed, and the message says where.</summary>
public sealed class CompositionErrorTests
{
    [Fact]
    public void A_dense_layer_on_an_image_names_its_place() =>
        Refusal.Of<ShapeException>(
            () => new Model([28, 28, 1], new Conv2D(32, 3), new Dense(10)),
            "Dense takes samples of one axis, but was given (26, 26, 32). Put a Flatten before it.",
            "(at Dense, layer 2 of the model, given (26, 26, 32))"
        );

    [Fact]
    public void A_kernel_larger_than_what_reaches_it_names_its_place() =>
        Refusal.Of<ShapeException>(
            () => new Model([6, 6, 1], new MaxPooling2D(3), new Conv2D(4, 3)),
            "Conv2D was given (2, 2, 1), into which its window of 3×3 pixels does not fit.",
            "(at Conv2D, layer 2 of the model, given (2, 2, 1))"
        );

    [Fact]
    public void A_nested_layer_is_found_by_its_trail() =>
        Refusal.Of<ShapeException>(
            () =>
                new Model(
                    [4, 4, 1],
                    new Flatten(),
                    new SkipConnection(new Sequential(new Dense(16), new Reshape([3, 5])))
                ),
            "Reshape makes (3, 5)",
            "(at Reshape, layer 2 of Sequential, given (16), in Sequential, layer 1 of SkipConnection, given (16), "
                + "in SkipConnection, layer 2 of the model, given (16))"
        );

    [Fact]
    public void A_combinator_of_the_users_is_located_too() =>
        Refusal.Of<ShapeException>(
            () => new Model([4], new SkipConnection(new Dense(3))),
            "The body makes (3) of (4)",
            "(at SkipConnection, layer 1 of the model, given (4))"
        );

    [Property]
    public void A_random_invalid_model_is_refused_with_place_and_shape(ParameterCase given, bool isNested)
    {
        // Nothing but a Dense refuses a matrix, wherever it stands.
        var (sample, layers) = (given.Given.Sample, ((Sequential)given.Given.Layer).Layers);
        ILayer[] ending = [new Flatten(), new Reshape([1, given.Given.Layer.OutputShape(sample).Size]), new Dense(2)];
        ILayer[] bad = isNested ? [.. layers, new Sequential(ending)] : [.. layers, .. ending];
        var place = isNested
            ? $"at Dense, layer 3 of Sequential, given (1, {ending[1].OutputShape([given.Given.Layer.OutputShape(sample).Size]).Size}), in Sequential, layer {layers.Length + 1} of the model"
            : $"at Dense, layer {layers.Length + 3} of the model, given (1, ";

        var exception = Assert.Throws<ShapeException>(() => new Model(sample, bad));
        Assert.Contains(
            "Dense takes samples of one axis, but was given (1, ",
            exception.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(place, exception.Message, StringComparison.Ordinal);
        var grown = Assert.Throws<ShapeException>(() =>
            bad.Aggregate(new Model(sample), (model, layer) => model.Then(layer))
        );
        Assert.Equal(exception.Message, grown.Message);
    }

    [Fact]
    public void An_empty_input_is_refused()
    {
        Refusal.Of<ShapeException>(() => new Model([28, 0, 1]), "(28, 0, 1)", "at least 1");
        Refusal.Of<ArgumentNullException>(() => new Model(null!), "missing");
        Refusal.Of<ArgumentNullException>(() => new Model([1], [null!]), "missing");
        Refusal.Of<ArgumentNullException>(() => new Model([1]).Then(null!), "missing");
    }

    [Fact]
    public void A_batch_of_another_shape_is_refused_when_it_runs()
    {
        var model = new Model([3], new Dense(2));
        var weights = model.Initialize(1);
        Refusal.Of<ShapeException>(
            () => model.Forward(weights, Tensor.Zeros([3])),
            "batches of (3)",
            "given (3)",
            "batch of one"
        );
        Refusal.Of<ShapeException>(
            () => model.Forward(weights, Tensor.Zeros([2, 4])),
            "batches of (3)",
            "given (2, 4)"
        );
        Refusal.Of<ShapeException>(() => model.Pullback(weights, Tensor.Zeros([])).Output, "given ()");
    }

    [Fact]
    public void Parameters_of_another_model_are_refused_with_path_and_both_shapes()
    {
        var model = new Model([3], new Sequential(new Dense(2)));
        var input = Tensor.Zeros([1, 3]);
        var wider = new Model([4], new Sequential(new Dense(2))).Initialize(1);
        Refusal.Of<ShapeException>(() => model.Forward(wider, input), "sequential/dense/kernel", "(4, 2)", "(3, 2)");
        var biasless = new Model([3], new Sequential(new Dense(2) { UseBias = false })).Initialize(1);
        Refusal.Of<ShapeException>(
            () => model.Forward(biasless, input),
            "sequential/dense/bias (2)",
            "there is kernel"
        );
        Refusal.Of<ShapeException>(
            () => model.Forward(Parameters.None, input),
            "The parameters of the model have 0 branches",
            "1 layers",
            "Initialize"
        );
        var emptied = Parameters.OfChildren(Parameters.None);
        Refusal.Of<ShapeException>(() => model.Forward(emptied, input), "The parameters of sequential have 0 branches");
        var nameless = Parameters.OfChildren(Parameters.OfChildren(Parameters.None));
        Refusal.Of<ShapeException>(
            () => model.Forward(nameless, input),
            "no sequential/dense/kernel (3, 2)",
            "there is nothing"
        );
    }
}
