namespace Convnet.PropertyTests;

/// <summary>A loss that compares value by value, and its formula for one sample, in double and without vectors.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Formula">Predictions, targets and the length of a row → the value.</param>
internal sealed record LossCase(ILoss Loss, Func<double[], double[], int, double> Formula)
{
    /// <summary>Every such loss with all its options, by name.</summary>
    public static IReadOnlyDictionary<string, LossCase> All { get; } =
        new Dictionary<string, LossCase>
        {
            ["mean squared error"] = Mean(new MeanSquaredError(), (p, t) => (p - t) * (p - t)),
            ["mean absolute error"] = Mean(new MeanAbsoluteError(), (p, t) => Math.Abs(p - t)),
            ["Huber"] = Mean(new Huber(), (p, t) => Huber(p - t, 1)),
            ["Huber, delta 0.3"] = Mean(new Huber { Delta = 0.3 }, (p, t) => Huber(p - t, 0.3)),
            ["binary"] = Mean(new BinaryCrossentropy(), Binary),
            ["binary, smoothed"] = Mean(
                new BinaryCrossentropy { LabelSmoothing = 0.2 },
                (p, t) => Binary(p, (0.8 * t) + 0.1)
            ),
            ["binary of logits"] = Mean(
                new BinaryCrossentropy { FromLogits = true },
                (x, t) => Binary(1 / (1 + Math.Exp(-x)), t)
            ),
            ["binary of logits, smoothed"] = Mean(
                new BinaryCrossentropy { FromLogits = true, LabelSmoothing = 1 },
                (x, _) => Binary(1 / (1 + Math.Exp(-x)), 0.5)
            ),
            ["Kullback-Leibler"] = new(
                new KullbackLeiblerDivergence(),
                (p, t, row) => p.Zip(t, Divergence).Sum() / (p.Length / row)
            ),
        };

    private static LossCase Mean(ILoss loss, Func<double, double, double> formula) =>
        new(loss, (p, t, _) => p.Zip(t, formula).Average());

    private static double Huber(double d, double delta) =>
        Math.Abs(d) <= delta ? d * d / 2 : (delta * Math.Abs(d)) - (delta * delta / 2);

    private static double Binary(double p, double t) =>
        -(t * Math.Log(Clipped(p, 1 - 1e-7))) - ((1 - t) * Math.Log(1 - Clipped(p, 1 - 1e-7)));

    private static double Divergence(double p, double t) => Clipped(t, 1) * Math.Log(Clipped(t, 1) / Clipped(p, 1));

    private static double Clipped(double p, double most) => Math.Clamp(p, 1e-7, most);
}
