using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What holds of any optimizer, alone and in the trainer.</summary>
public sealed class OptimizerLaws
{
    private const int Steps = 100;

    [Fact]
    public void Every_optimizer_of_the_library_is_among_those_of_the_laws_and_of_the_formulas()
    {
        var all = typeof(IOptimizer)
            .Assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IOptimizer)))
            .ToList();
        var ofFormulas = Enumerable
            .Range(0, 200)
            .SelectMany(seed => Optimization.Within(KerasArguments.Draw(seed).Compose()));

        Assert.Empty(all.Except(Optimization.Each.Select(one => one.GetType())));
        // What groups parameters by their paths has no formula.
        Assert.Equal([typeof(ByParameter)], all.Except(ofFormulas.Select(one => one.GetType())));
    }

    [Property(MaxTest = 200)]
    public void A_hundred_steps_are_those_of_Keras_formulas_in_double(int seed)
    {
        var (given, key) = (KerasArguments.Draw(seed), RandomKey.FromSeed(seed));
        var (optimizer, parameters) = (given.Compose(), Draw(key.Fold("weights")));
        var naive = new NaiveOptimizer(given, Values(parameters));
        var state = optimizer.Initialize(parameters);
        for (var step = 1; step <= Steps; step++)
        {
            var gradient = Draw(key.Fold("gradients").Fold((ulong)step));
            naive.Step(Values(gradient));
            (var update, state) = optimizer.Update(gradient, state, parameters);
            parameters = Optimization.Apply(parameters, update);

            // Each step rounds the parameter and, 16 times at most, its update; both add up, and within the root those of all steps before do.
            var rounding = Approximations.Rounding * step;
            var most = naive.Weights.Max(w => w.Max(Math.Abs));
            var tolerance = rounding * (most + (16 * naive.Path));
            Near(naive.Weights, parameters, tolerance, $"parameters after step {step} of {given}");
            Near(
                naive.Averages,
                Averages.Of(optimizer, state, parameters),
                2 * tolerance,
                $"averages after step {step}"
            );
        }
    }

    [Property]
    public void Without_a_gradient_plain_descent_changes_nothing(ParameterCase given, bool nesterov, byte momentum)
    {
        var optimizer = new SGD(0.5, momentum / 256.0, nesterov);
        var zeros = given.Tree.Map(tensor => Tensor.Zeros(tensor.Shape));
        var (update, state) = optimizer.Update(zeros, optimizer.Initialize(given.Tree), given.Tree);
        Assert.Equal(given.Tree, Optimization.Apply(given.Tree, update));
        Assert.Equal(zeros, state.Slots.FirstOrDefault() ?? zeros);
    }

    [Property]
    public void Values_in_another_order_get_their_updates_in_that_order(int seed, int kind, bool isClipped)
    {
        var (key, count) = (RandomKey.FromSeed(seed), 40);
        var order = key.Permutation(count);
        var optimizer = isClipped
            ? new Chain(new SGD(1), new ClipByNorm(0.5), new SGD(1), Optimization.Any(kind))
            : Optimization.Any(kind);
        var values = Optimization.Draw(key.Fold("gradient"), count).ToArray();
        var there = Optimization.Run(optimizer, Optimization.Tree(values), 3)["w"];
        var here = Optimization.Run(optimizer, Optimization.Tree([.. order.Select(i => values[i])]), 3)["w"];

        // The norm alone depends on the order, in its last bits; a quotient of small numbers shows them some more.
        var tolerance = isClipped ? 1e-5 * (there.ToArray().Max(Math.Abs) + 1e-6) : 0;
        Closeness.Assert(
            here.ToArray(),
            [.. order.Select(i => (double)there.Values[i])],
            [.. order.Select(_ => tolerance)]
        );
    }

    [Fact]
    public void A_convex_quadratic_comes_near_its_minimum()
    {
        // f(w) = Σ cᵢ(wᵢ − tᵢ)²/2, with curvatures from 0.5 to 2.
        float[] curvature = [0.5f, 1, 2, 1.5f];
        float[] target = [1, -2, 0.5f, 0];
        IOptimizer[] optimizers =
        [
            new SGD(0.1),
            new SGD(0.05, 0.9),
            new SGD(0.05, 0.9, Nesterov: true),
            new RMSprop(0.01),
            new RMSprop(0.001, 0.9, 1e-7, 0.9, Centered: true),
            new Adam(0.05),
            new AdamW(0.05, 1e-6),
            new Nadam(0.05),
            new Adagrad(0.5),
            new Chain(new ClipByGlobalNorm(0.5), new SGD(0.1)),
            new Chain(new ClipByValue(0.5), new SGD(0.1)),
            new Scheduled(new CosineDecay(0, 900) { WarmupTarget = 0.1, WarmupSteps = 100 }, new Adam()),
            new ExponentialMovingAverage(new SGD(0.1), 0.9) { OverwriteFrequency = 10 },
        ];
        foreach (var optimizer in optimizers)
        {
            var weights = Optimization.Tree(3, 3, 3, 3);
            var state = optimizer.Initialize(weights);
            for (var step = 0; step < 1000; step++)
            {
                var at = weights["w"];
                var gradient = Optimization.Tree([.. curvature.Select((c, i) => c * (at.Values[i] - target[i]))]);
                (var update, state) = optimizer.Update(gradient, state, weights);
                weights = Optimization.Apply(weights, update);
            }

            // A rate of 0.01 that never falls leaves RMSprop jumping about the minimum by as much.
            var distance = weights["w"].ToArray().Zip(target, (w, t) => Math.Abs(w - t)).Max();
            Assert.True(distance < 0.02, $"{optimizer} ended {distance} from the minimum.");
        }
    }

    [Fact]
    public void In_place_on_all_cores_and_on_trees_the_bits_are_the_same()
    {
        foreach (var optimizer in Optimization.Trainable)
        {
            var (trainer, data) = (Trainer(optimizer), Training.Data(50));
            Assert.NotNull(
                UpdateProgram.Of(
                    optimizer,
                    TrainingState.Of(trainer).Optimizer,
                    [.. TrainingState.Of(trainer).Parameters.Leaves.Select(leaf => leaf.Path)]
                )
            );
            var inPlace = (trainer with { Threads = 3 }).Epochs(data).Take(2).Last();
            var onTrees = (trainer with { Optimizer = new Forwarding(optimizer) }).Epochs(data).Take(2).Last();
            Assert.Equal(onTrees.State, inPlace.State);
            Assert.NotEqual(TrainingState.Of(trainer).Parameters, inPlace.Parameters);
        }
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        foreach (var optimizer in Optimization.Trainable)
        {
            var (trainer, data) = (Trainer(optimizer) with { BatchSize = 70 }, Training.Data(150));
            var one = (trainer with { Threads = 1 }).Epochs(data).ElementAt(1).State;
            Assert.Equal(one, (trainer with { Threads = 2 }).Epochs(data).ElementAt(1).State);
            Assert.Equal(one, (trainer with { Threads = 7 }).Epochs(data).ElementAt(1).State);
        }
    }

    [Fact]
    public void Going_on_from_a_state_gives_the_bits_of_not_having_stopped()
    {
        foreach (var optimizer in Optimization.Trainable)
        {
            var (trainer, data) = (Trainer(optimizer), Training.Data(50));
            var whole = trainer.Epochs(data).Take(3).ToList();
            var resumed = (trainer with { From = whole[0].State }).Epochs(data).Take(2).Last();
            Assert.Equal(whole[2].State, resumed.State);
            var start = TrainingState.Of(trainer);
            var stepped = trainer.Batches(start, data).Aggregate(start, trainer.Step);
            Assert.Equal(whole[0].State, stepped with { Epoch = 1 });
        }
    }

    /// <summary>A layer of more than a piece of 4,096 values, so that norms go over several pieces and threads.</summary>
    private static Trainer Trainer(IOptimizer optimizer) =>
        Training.Trainer(
            new Model(
                [6, 6, 2],
                new Conv2D(4, 3) { Activation = Activation.Relu, UseBias = false },
                new Flatten(),
                new Dense(70) { Activation = Activation.Tanh },
                new Dense(Training.Classes) { Activation = Activation.Softmax }
            ),
            optimizer
        );

    private static Parameters Draw(RandomKey key) =>
        Parameters.Of(("kernel", Optimization.Draw(key, 3, 2)), ("bias", Optimization.Draw(key.Fold("bias"), 4)));

    private static double[][] Values(Parameters tree) =>
        [.. tree.Leaves.Select(leaf => leaf.Tensor.ToArray().Select(x => (double)x).ToArray())];

    private static void Near(double[][] expected, Parameters actual, double tolerance, string what)
    {
        foreach (var (values, leaf) in Closeness.Pairs(expected, actual.Leaves))
        {
            Closeness.Assert(leaf.Tensor.ToArray(), values, [.. values.Select(_ => tolerance)], what);
        }
    }
}
