namespace Convnet.PropertyTests;

/// <summary>Optimizers at work on a tree.</summary>
internal static class Optimization
{
    private static readonly IOptimizer[] All =
    [
        new SGD(),
        new SGD(0.1, 0.9),
        new SGD(0.1, 0.9, Nesterov: true),
        new RMSprop(),
        new RMSprop(0.01, 0.8, 1e-3, 0.5, Centered: true),
        new Adam(),
        new AdamW(0.01, 0.1),
        new Nadam(),
        new Adagrad(0.1),
        new Chain(),
        new Chain(new SGD(0.5), new Adam(0.1)),
        new Chain(new SGD(0.5, 0.5), new Chain(new RMSprop(), new SGD(2))),
        new Chain(new ClipByValue(0.3), new SGD(0.1)),
        new WeightDecay(0.2, new SGD(0.1)),
        new Scheduled(new ExponentialDecay(0.1, 2, 0.5), new WeightDecay(0.2, new RMSprop())),
        new ExponentialMovingAverage(new Adam(), 0.5) { OverwriteFrequency = 2 },
    ];

    private static readonly IOptimizer[] Links = [.. All.Where(one => one is not ExponentialMovingAverage)];

    /// <summary>Optimizers that need a model's paths, or see more than a value at once.</summary>
    private static readonly IOptimizer[] Wide =
    [
        new Chain(new ClipByGlobalNorm(0.01), new SGD(0.1)),
        new Chain(new SGD(0.1), new ClipByNorm(0.001), new Adam(0.01), new ClipByGlobalNorm(0.01)),
        new ByParameter("*bias", new SGD(0.1, 0.9), new AdamW(0.01)),
        new ByParameter(
            "*bias",
            new Chain(new ClipByNorm(0.001), new Adam(0.01)),
            new ByParameter("dense*", new Chain(new RMSprop(0.01), new ClipByGlobalNorm(0.01)), new SGD(0.1))
        ),
        new ExponentialMovingAverage(
            new Scheduled(
                new CosineDecay(0, 5) { WarmupTarget = 0.05, WarmupSteps = 2 },
                new WeightDecay(0.1, new Chain(new ClipByGlobalNorm(0.1), new Nadam()))
            ),
            0.8
        )
        {
            OverwriteFrequency = 2,
        },
    ];

    /// <summary>One of the library's optimizers that treat each value alone, those made of optimizers among them.</summary>
    public static IOptimizer Any(int number) => All[(uint)number % All.Length];

    /// <summary>One of them behind which another may stand: it keeps no average of the parameters.</summary>
    public static IOptimizer Link(int number) => Links[(uint)number % Links.Length];

    /// <summary>All of them, and what they are made of.</summary>
    public static IEnumerable<IOptimizer> Each => All.Concat(Wide).SelectMany(Within);

    /// <summary>An optimizer, and what it is made of.</summary>
    public static IEnumerable<IOptimizer> Within(IOptimizer optimizer) =>
        OptimizerGenerators.Shrink(optimizer).SelectMany(Within).Prepend(optimizer);

    /// <summary>The optimizers that a trainer runs in different ways, for models with a dense layer and a bias.</summary>
    public static IEnumerable<IOptimizer> Trainable => [.. All[3..], .. Wide];

    /// <summary>The parameters with the update added.</summary>
    public static Parameters Apply(Parameters parameters, Parameters update) =>
        parameters.Zip(update, (p, u) => Tensor.Create(p.Shape, i => p.Values[i] + u.Values[i]));

    /// <summary>The last update of some steps with the same gradient.</summary>
    public static Parameters Run(IOptimizer optimizer, Parameters gradient, int steps)
    {
        var state = optimizer.Initialize(gradient);
        var update = gradient;
        for (var step = 0; step < steps; step++)
        {
            (update, state) = optimizer.Update(gradient, state, gradient);
        }

        return update;
    }

    /// <summary>A tensor of uniform values in [−1, 1), some of them 0.</summary>
    public static Tensor Draw(RandomKey key, params int[] extents) =>
        Initializer.RandomUniform(-1, 1).Fill([.. extents], key).Map(x => x is > 0.4f and < 0.5f ? 0 : x);

    /// <summary>A tree of one tensor.</summary>
    public static Parameters Tree(params float[] values) => Parameters.Of(("w", Tensor.Of([values.Length], values)));
}
