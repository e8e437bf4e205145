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
        new Adam(),
        new Chain(),
        new Chain(new SGD(0.5), new Adam(0.1)),
        new Chain(new SGD(0.5, 0.5), new Chain(new RMSprop(), new SGD(2))),
    ];

    /// <summary>One of the library's optimizers, chains among them.</summary>
    public static IOptimizer Any(int number) => All[(uint)number % All.Length];

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
}
