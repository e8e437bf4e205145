namespace Convnet.PropertyTests;

/// <summary>Keras' optimizers, statement by statement in double (optimizers/base_optimizer.py and one file each).</summary>
/// <param name="given">Keras' arguments.</param>
/// <param name="weights">By tensor, the parameters, which are changed in place.</param>
internal sealed class NaiveOptimizer(KerasArguments given, double[][] weights)
{
    private readonly double[][][] slots =
    [
        .. Enumerable
            .Range(0, 3)
            .Select(slot => Array.ConvertAll(weights, w => Array.ConvertAll(w, _ => Start(given, slot)))),
    ];

    private long iterations;
    private double uProduct = 1;

    /// <summary>The parameters.</summary>
    public double[][] Weights { get; } = weights;

    /// <summary>Their moving averages.</summary>
    public double[][] Averages { get; } = Array.ConvertAll(weights, w => new double[w.Length]);

    /// <summary>How far the parameters went in all, at most.</summary>
    public double Path { get; private set; }

    /// <summary>One step: clip, decay, update, count, average.</summary>
    public void Step(double[][] gradients)
    {
        var rate = given.LearningRate(iterations);
        gradients = Clip(gradients);
        uProduct *= given.Beta1 * (1 - (0.5 * Math.Pow(0.96, iterations + 1)));
        var longest = 0.0;
        for (var tensor = 0; tensor < Weights.Length; tensor++)
        {
            for (var i = 0; i < Weights[tensor].Length; i++)
            {
                var decay = Weights[tensor][i] * given.WeightDecay * rate;
                var update = Update(gradients[tensor][i], tensor, i, rate);
                Weights[tensor][i] += update - decay;
                longest = Math.Max(longest, Math.Abs(update) + Math.Abs(decay));
            }
        }

        Path += longest;
        iterations++;
        Average();
    }

    private static double Start(KerasArguments given, int slot) =>
        given.Name == "Adagrad" && slot == 0 ? given.InitialAccumulatorValue : 0;

    private double[][] Clip(double[][] gradients)
    {
        if (given.ClipNorm is { } norm)
        {
            return Array.ConvertAll(gradients, g => Scaled(g, norm / Math.Max(Norm([g]), norm)));
        }

        if (given.GlobalClipNorm is { } global)
        {
            return Array.ConvertAll(gradients, g => Scaled(g, global * Math.Min(1 / Norm(gradients), 1 / global)));
        }

        return given.ClipValue is { } most
            ? Array.ConvertAll(gradients, g => Array.ConvertAll(g, x => Math.Clamp(x, -most, most)))
            : gradients;
    }

    private static double Norm(double[][] tensors) => Math.Sqrt(tensors.Sum(tensor => tensor.Sum(x => x * x)));

    private static double[] Scaled(double[] values, double factor) => Array.ConvertAll(values, x => x * factor);

    private double Update(double g, int tensor, int i, double rate)
    {
        ref var first = ref slots[0][tensor][i];
        ref var second = ref slots[1][tensor][i];
        ref var third = ref slots[2][tensor][i];
        switch (given.Name)
        {
            case "SGD":
                first = (given.Momentum * first) - (rate * g);
                return given.Nesterov ? (given.Momentum * first) - (rate * g) : first;
            case "RMSprop":
                first = (given.Rho * first) + ((1 - given.Rho) * g * g);
                second = (given.Rho * second) + ((1 - given.Rho) * g);
                var variance = given.Centered ? first - (second * second) : first;
                third = (given.Momentum * third) + (rate * g / Math.Sqrt(variance + given.Epsilon));
                return -third;
            case "Adagrad":
                first += g * g;
                return -rate * g / Math.Sqrt(first + given.Epsilon);
            default:
                first += (1 - given.Beta1) * (g - first);
                second += (1 - given.Beta2) * ((g * g) - second);
                return given.Name == "Nadam" ? Nadam(g, first, second, rate) : Adam(first, second, rate);
        }
    }

    private double Adam(double m, double v, double rate)
    {
        var (power1, power2) = (Math.Pow(given.Beta1, iterations + 1), Math.Pow(given.Beta2, iterations + 1));
        return -m * rate * Math.Sqrt(1 - power2) / (1 - power1) / (Math.Sqrt(v) + given.Epsilon);
    }

    private double Nadam(double g, double m, double v, double rate)
    {
        var now = given.Beta1 * (1 - (0.5 * Math.Pow(0.96, iterations + 1)));
        var next = given.Beta1 * (1 - (0.5 * Math.Pow(0.96, iterations + 2)));
        var mHat = (next * m / (1 - (uProduct * next))) + ((1 - now) * g / (1 - uProduct));
        var vHat = v / (1 - Math.Pow(given.Beta2, iterations + 1));
        return -mHat * rate / (Math.Sqrt(vHat) + given.Epsilon);
    }

    private void Average()
    {
        var momentum = iterations == 1 ? 0 : given.EmaMomentum;
        for (var tensor = 0; tensor < Weights.Length; tensor++)
        {
            for (var i = 0; i < Weights[tensor].Length; i++)
            {
                ref var average = ref Averages[tensor][i];
                average = (momentum * average) + ((1 - momentum) * Weights[tensor][i]);
                if (given.EmaOverwriteFrequency is { } frequency && iterations % frequency == 0)
                {
                    Weights[tensor][i] = average;
                }
            }
        }
    }
}
