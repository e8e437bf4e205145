using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Same seed, same bits, for random models that hold every layer of the library, in any order.</summary>
public sealed class EveryLayerTests
{
    private static readonly Shape Image = [6, 6, 2];

    [Property(MaxTest = 15, Arbitrary = [typeof(Models)])]
    public void A_model_of_every_layer_has_the_same_bits_for_any_number_of_threads(Model model)
    {
        var data = Training.Data(70);
        var trainer = Training.Trainer(model, new SGD(1e-3)) with { BatchSize = 35 };
        var (one, two, seven) = (After(1), After(2), After(7));

        Assert.Equal(one.State, two.State);
        Assert.Equal(one.State, seven.State);
        Assert.Equal(one.Training, seven.Training);
        Assert.Equal(one.Evaluate(data), two.Evaluate(data));
        Assert.Equal(one.Predict(data), seven.Predict(data));

        Assert.True(double.IsFinite(one.Training.Loss), $"The loss is {one.Training.Loss}.");
        Assert.NotEqual(Trained(TrainingState.Of(trainer)), Trained(one.State));

        Epoch After(int threads) => (trainer with { Threads = threads }).Epochs(data).First();
    }

    private static Parameters Trained(TrainingState state) => state.Parameters.Only(leaf => leaf.IsTrainable);

    /// <summary>Models of all layers that have a generator, each behind a dense layer that gives it samples of the shape it was drawn for.</summary>
    public static class Models
    {
        public static Arbitrary<Model> Every() =>
            Arb.From(
                from seed in Gen.Choose(0, 1_000_000)
                from drawn in Gen.CollectToArray(InOrder(seed), type => LayerGenerators.Small[type])
                select new Model(Image, [.. drawn.SelectMany(one => Led(one.Input, one.Layer)), .. Head])
            );

        private static IEnumerable<Type> InOrder(int seed)
        {
            var types = LayerGenerators.Small.Keys.ToList();
            return RandomKey.FromSeed(seed).Permutation(types.Count).Select(i => types[i]);
        }

        private static ILayer[] Led(Shape sample, ILayer layer) =>
            [new Flatten(), new Dense(sample.Size) { Activation = Activation.Tanh }, new Reshape(sample), layer];

        private static ILayer[] Head =>
            [new Flatten(), new Dense(Training.Classes) { Activation = Activation.Softmax }];
    }
}
