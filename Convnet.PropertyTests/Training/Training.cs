namespace Convnet.PropertyTests;

/// <summary>Small trainings that the tests share.</summary>
internal static class Training
{
    public const int Classes = 3;

    /// <summary>A convnet of every kind of layer that a step meets, on images of 6×6×2.</summary>
    public static Model Convnet { get; } =
        new(
            [6, 6, 2],
            new Conv2D(4, (3, 3)) { Activation = Activation.Relu },
            new MaxPooling2D((2, 2)),
            new Flatten(),
            new Dense(8) { Activation = Activation.Tanh, KernelRegularizer = new(L2: 0.01) },
            new Dense(Classes) { Activation = Activation.Softmax }
        );

    /// <summary>The same with layers that see the whole batch, one of them first and one of a user's own.</summary>
    public static Model Coupled { get; } =
        new(
            [6, 6, 2],
            [new Centering(0.9), .. Convnet.Body.Layers[..3], new Centering(0.5), .. Convnet.Body.Layers[3..]]
        );

    /// <summary>Every combinator, a layer of a user's, a name and a tap behind a frozen prefix.</summary>
    public static Model Composed { get; } =
        new(
            [6, 6, 2],
            new Frozen(
                new Named(
                    "first",
                    new Sequential(new Conv2D(6, 3) { Activation = Activation.Relu }, new MaxPooling2D())
                )
            ),
            new ChannelScale(0.5),
            new Residual(new Sequential(Same(6, 3), new Frozen(Same(6, 1)), new ActivationLayer(Activation.Tanh))),
            new Residual(Same(4, 3), new Conv2D(4, 1)),
            new SkipConnection(Same(4, 1)),
            new Branches(
                Merge.Concatenate,
                new Sequential(),
                Same(2, 3),
                new Branches(Merge.Multiply, Same(3, 1), Same(3, 3))
            ),
            new Tap(),
            new Slice(1, 8),
            new Flatten(),
            new Repeat(new Dense(32) { Activation = Activation.Tanh }, 2),
            new Stack(new Dense(8) { KernelRegularizer = new(L2: 0.01) }, 2),
            new Named(
                "head",
                new Sequential(new Frozen(new Dense(6)), new Dense(Classes) { Activation = Activation.Softmax })
            )
        );

    /// <summary>Normalizations wherever a layer can be: in front, within combinators, shared, frozen, and behind a vector.</summary>
    public static Model Normalized { get; } =
        new(
            [6, 6, 2],
            new BatchNormalization { Scale = false },
            Same(6, 3),
            new Residual(
                new Sequential(Same(6, 3), new BatchNormalization(), new ActivationLayer(Activation.Relu), Same(6, 1))
            ),
            new Residual(
                new Sequential(new BatchNormalization(), Same(4, 3)),
                new Sequential(new Conv2D(4, 1), new BatchNormalization { Momentum = 0.5 })
            ),
            new Branches(
                Merge.Concatenate,
                new Sequential(),
                new Sequential(Same(2, 3), new BatchNormalization()),
                new Branches(Merge.Multiply, Same(3, 1), new Sequential(Same(3, 3), new BatchNormalization()))
            ),
            new Repeat(new Sequential(Same(9, 1), new BatchNormalization { Center = false }), 2),
            new Frozen(new BatchNormalization()),
            new LayerNormalization { Axis = [1, 3] },
            new Stack(new Sequential(new MaxPooling2D(), new BatchNormalization()), 2),
            new Flatten(),
            new Named("head", new Sequential(new Dense(8), new BatchNormalization { Momentum = 0 })),
            new Dense(Classes) { Activation = Activation.Softmax }
        );

    /// <summary>The same with layers that are random in training: in front, between others, in combinators and frozen.</summary>
    public static Model Random { get; } =
        new(
            [6, 6, 2],
            [
                new RandomFlip(),
                new Sequential(new RandomTranslation(0.2, 0.2), new RandomRotation(0.1)),
                new Residual(new Sequential(Same(2, 3), new SpatialDropout2D(0.3), new RandomZoom(0.2))),
                .. Convnet.Body.Layers[..3],
                new Frozen(new Dropout(0.2)),
                new Repeat(new Sequential(new Dropout(0.3), new Dropout(0.3)), 2),
                .. Convnet.Body.Layers[3..],
            ]
        );

    /// <summary>The models by what is special about them.</summary>
    public static IReadOnlyDictionary<string, Model> Models { get; } =
        new Dictionary<string, Model>
        {
            ["plain"] = Convnet,
            ["coupled"] = Coupled,
            ["composed"] = Composed,
            ["normalized"] = Normalized,
            ["random"] = Random,
            ["random, coupled"] = new(Random.Input, Random.Body.Layers.Insert(4, new Centering(0.9))),
            ["composed, coupled"] = new(Composed.Input, Composed.Body.Layers.Insert(4, new Centering(0.9))),
        };

    /// <summary>Images whose class shows in them.</summary>
    public static Dataset Data(int count, int seed = 1)
    {
        var key = RandomKey.FromSeed(seed);
        var labels = Enumerable.Range(0, count).Select(i => key.Fold("label").Below(Classes, (ulong)i)).ToArray();
        var images = Enumerable
            .Range(0, count)
            .Select(i =>
                Enumerable
                    .Range(0, 72)
                    .Select(j => key.Uniform((ulong)((i * 72) + j)) + (j % Classes == labels[i] ? 0.7f : 0))
                    .ToArray()
            )
            .ToArray();
        return Dataset.OfArrays([6, 6, 2], images, labels);
    }

    /// <summary>A silent trainer.</summary>
    public static Trainer Trainer(Model model, IOptimizer? optimizer = null) =>
        new(model, new CategoricalCrossentropy(), optimizer ?? new RMSprop(0.01))
        {
            BatchSize = 20,
            Seed = 7,
            Progress = Progress.None,
        };

    private static Conv2D Same(int filters, int kernel) =>
        new(filters, kernel) { Padding = Padding.Same, Activation = Activation.Relu };

    /// <summary>The largest difference between two trees, relative to the largest value.</summary>
    public static double Distance(Parameters left, Parameters right)
    {
        var pairs = Closeness
            .Pairs(left.Leaves, right.Leaves)
            .SelectMany(pair => Closeness.Pairs(pair.Left.Tensor.ToArray(), pair.Right.Tensor.ToArray()))
            .ToList();
        return pairs.Max(pair => Math.Abs((double)pair.Left - pair.Right)) / pairs.Max(pair => Math.Abs(pair.Left));
    }
}
