using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What every layer gives, and the first that is not finite.</summary>
public sealed class ActivationsTests
{
    [Property]
    public void The_activations_are_what_each_layer_makes_of_what_reaches_it(ModelCase given)
    {
        var expected = new Dictionary<string, Tensor>();
        var output = Run(given.Model.Body, given.Model.Input, given.Weights, given.Input, "", expected);
        var activations = given.Model.Activations(given.Weights, given.Input);

        Assert.Equal(given.Model.Walk().Select(there => there.Place.Path).Order(), activations.Keys.Order());
        Assert.Equal(output, given.Model.Forward(given.Weights, given.Input));
        Assert.All(expected, pair => Assert.Equal(pair.Value, activations[pair.Key]));
        Assert.Equal(expected.Count, activations.Count);
    }

    [Property]
    public void The_activation_of_a_layer_of_the_model_is_the_output_of_the_model_up_to_it(ModelCase given)
    {
        var activations = given.Model.Activations(given.Weights, given.Input);
        Assert.All(
            given.Model.Walk().Where(there => there.Place.Depth == 0),
            there =>
                Assert.Equal(
                    given.Model.UpTo(there.Place.Label).Forward(given.Weights, given.Input),
                    activations[there.Place.Label]
                )
        );
        if (activations.Count > 0)
        {
            Assert.Equal(given.Model.Forward(given.Weights, given.Input), activations.Values.Last());
        }
    }

    [Fact]
    public void Activations_come_in_the_order_in_which_they_are_computed()
    {
        var model = new Model([4], new Dense(4), new Residual(new Sequential(new Dense(3), new Dense(4))), new Tap());
        Assert.Equal(
            [
                "dense",
                "residual/sequential/dense",
                "residual/sequential/dense_1",
                "residual/sequential",
                "residual",
                "tap",
            ],
            model.Activations(model.Initialize(1), Tensor.Zeros([1, 4])).Keys
        );
    }

    [Fact]
    public void A_repeat_gives_its_last_use()
    {
        var model = new Model([4], new Repeat(new Sequential(new Dense(4)), 3));
        var (weights, input) = (model.Initialize(1), Tensor.Of([1, 4], [1, 2, 3, 4]));
        var activations = model.Activations(weights, input);

        Assert.Equal(model.Forward(weights, input), activations["repeat/sequential/dense"]);
        Assert.Equal(activations["repeat"], activations["repeat/sequential"]);
    }

    [Fact]
    public void Training_names_the_deepest_layer_whose_output_is_the_first_that_is_not_finite()
    {
        var body = new Sequential(
            new Dense(4),
            new Named("broken", new Dense(4)),
            new ActivationLayer(Activation.Tanh)
        );
        var model = new Model(
            [6, 6, 2],
            new Flatten(),
            new Dense(4),
            new SkipConnection(new Residual(body)),
            new Dense(3) { Activation = Activation.Softmax }
        );
        var trainer = Training.Trainer(model);
        var weights = model
            .Initialize(1)
            .Merge(
                model
                    .Initialize(1)
                    .Only(leaf => leaf.Path == "skip_connection/residual/sequential/broken/bias")
                    .Map(bias => bias.Map(_ => float.NaN))
            );
        Refusal.Of<TrainingException>(
            () => trainer.StartFrom(TrainingState.Of(trainer, weights)).Epochs(Training.Data(20)).First(),
            "The loss is NaN in epoch 1, step 1",
            "the output of skip_connection/residual/sequential/broken is the first that is not finite"
        );
    }

    [Fact]
    public void A_label_that_is_not_there_is_refused()
    {
        var model = new Model([4], new Dense(3), new Named("head", new Dense(2)));
        Refusal.Of<ArgumentException>(() => model.UpTo("dense_1"), "no layer 'dense_1'", "dense, head");
        Assert.Equal(model, model.UpTo("head"));
    }

    /// <summary>The output of a layer, and before it those of all that is in it, from their forward passes one by one.</summary>
    private static Tensor Run(
        ILayer layer,
        Shape shape,
        Parameters weights,
        Tensor input,
        string prefix,
        Dictionary<string, Tensor> outputs
    )
    {
        var parts = layer.Parts(shape).ToList();
        var labels = LayerName.Labels(parts.Select(part => part.Layer)).ToList();
        var core = LayerName.Core(layer);
        var (current, times) = (input, core is Repeat repeat ? repeat.Times : 1);
        for (var use = 0; use < times; use++)
        {
            for (var i = 0; i < parts.Count; i++)
            {
                var path = prefix + labels[i];
                outputs[path] = Run(parts[i].Layer, parts[i].Input, weights[i], current, path + "/", outputs);
                current = core is Sequential or Stack or Repeat ? outputs[path] : current;
            }
        }

        return core is Sequential or Stack or Repeat ? current : layer.Forward(weights, input, Phase.Inference);
    }
}
