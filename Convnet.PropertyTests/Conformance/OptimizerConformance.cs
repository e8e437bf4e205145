using System.Text.Json;

namespace Convnet.PropertyTests;

/// <summary>Optimizers against Keras.</summary>
internal static class OptimizerConformance
{
    /// <summary>The parameters after each of ten steps, and their averages where there are any.</summary>
    public static void RunOptimizer(ReferenceCase given, Agreement agreement)
    {
        var (optimizer, parameters) = (Optimizer(given), Tree(given["parameters"]));
        var (state, gradients) = (optimizer.Initialize(parameters), given["gradients"].EnumerateArray().ToList());
        for (var step = 0; step < gradients.Count; step++)
        {
            (var update, state) = optimizer.Update(Tree(gradients[step]), state, parameters);
            parameters = Optimization.Apply(parameters, update);
            Near(parameters, given["parametersAfter"][step], agreement, $"parameters after step {step}");
            if (given.Has("averagesAfter"))
            {
                var averages = Averages.Of(optimizer, state, parameters);
                Near(averages, given["averagesAfter"][step], agreement, $"averages after step {step}");
            }
        }

        if (given.Has("parametersFinal"))
        {
            Near(Averages.Of(optimizer, state, parameters), given["parametersFinal"], agreement, "parameters of fit");
        }
    }

    /// <summary>The learning rates of some steps.</summary>
    public static void RunSchedule(ReferenceCase given)
    {
        var (schedule, values) = (
            Schedule(given.Name, given.Json.GetProperty("arguments")),
            ReferenceCase.Values(given["values"])
        );
        var rates = given["steps"].EnumerateArray().Select(step => schedule.At(step.GetInt64())).ToArray();
        Closeness.Assert(rates, values, [.. values.Select(value => 1e-6 * Math.Max(value, values.Max()))], given.Name);
    }

    private static void Near(Parameters actual, JsonElement expected, Agreement agreement, string what)
    {
        foreach (var (leaf, tensor) in Closeness.Pairs(actual.Leaves, expected.EnumerateArray()))
        {
            LayerConformance.Near(leaf.Tensor, tensor, agreement.Values, what);
        }
    }

    private static Parameters Tree(JsonElement tensors) =>
        Parameters.Of([.. tensors.EnumerateArray().Select((tensor, i) => ($"{i}", ReferenceCase.Tensor(tensor)))]);

    /// <summary>Keras' flags as values: clipping, the rule with its decay under the schedule, and the average around all.</summary>
    private static IOptimizer Optimizer(ReferenceCase given)
    {
        var rule = Rule(given);
        if (given.Name != "AdamW" && given.Asks("weight_decay"))
        {
            rule = new WeightDecay(given.Number("weight_decay", 0), rule);
        }

        if (given.Argument("learning_rate") is { ValueKind: JsonValueKind.Object } schedule)
        {
            rule = new Scheduled(Schedule(schedule.GetProperty("schedule").GetString()!, schedule), rule);
        }

        var chain = new Chain([.. Clippings(given), rule]);
        return given.Is("use_ema")
            ? new ExponentialMovingAverage(chain, given.Number("ema_momentum", 0.99))
            {
                OverwriteFrequency = given.Argument("ema_overwrite_frequency")?.GetInt32(),
            }
            : chain;
    }

    private static IEnumerable<IOptimizer> Clippings(ReferenceCase given)
    {
        if (given.Argument("clipnorm") is { } norm)
        {
            yield return new ClipByNorm(norm.GetDouble());
        }

        if (given.Argument("global_clipnorm") is { } globalNorm)
        {
            yield return new ClipByGlobalNorm(globalNorm.GetDouble());
        }

        if (given.Argument("clipvalue") is { } value)
        {
            yield return new ClipByValue(value.GetDouble());
        }
    }

    private static IOptimizer Rule(ReferenceCase given)
    {
        var rate = given.Argument("learning_rate") is { ValueKind: JsonValueKind.Number } number
            ? number.GetDouble()
            : default(double?);
        var (beta1, beta2) = (given.Number("beta_1", 0.9), given.Number("beta_2", 0.999));
        var (momentum, epsilon) = (given.Number("momentum", 0), given.Number("epsilon", 1e-7));
        return given.Name switch
        {
            "SGD" => new SGD(rate ?? 0.01, momentum, given.Is("nesterov")),
            "RMSprop" => new RMSprop(rate ?? 1e-3, given.Number("rho", 0.9), epsilon, momentum, given.Is("centered")),
            "Adam" => new Adam(rate ?? 1e-3, beta1, beta2, epsilon),
            "AdamW" => new AdamW(rate ?? 1e-3, given.Number("weight_decay", 0.004), beta1, beta2, epsilon),
            "Nadam" => new Nadam(rate ?? 1e-3, beta1, beta2, epsilon),
            "Adagrad" => new Adagrad(rate ?? 1e-3, given.Number("initial_accumulator_value", 0.1), epsilon),
            _ => throw new ArgumentException($"There is no optimizer {given.Name}."),
        };
    }

    private static ISchedule Schedule(string name, JsonElement arguments) =>
        name switch
        {
            "ExponentialDecay" => new ExponentialDecay(
                Number(arguments, "initial_learning_rate"),
                (int)Number(arguments, "decay_steps"),
                Number(arguments, "decay_rate")
            )
            {
                Staircase = arguments.TryGetProperty("staircase", out var staircase) && staircase.GetBoolean(),
            },
            "CosineDecay" => new CosineDecay(
                Number(arguments, "initial_learning_rate"),
                (int)Number(arguments, "decay_steps")
            )
            {
                Alpha = Number(arguments, "alpha", 0),
                WarmupTarget =
                    arguments.TryGetProperty("warmup_target", out var target)
                    && target.ValueKind == JsonValueKind.Number
                        ? target.GetDouble()
                        : null,
                WarmupSteps = (int)Number(arguments, "warmup_steps", 0),
            },
            "PiecewiseConstantDecay" => new PiecewiseConstantDecay(
                arguments.GetProperty("boundaries").EnumerateArray().Select(boundary => boundary.GetInt64()),
                ReferenceCase.Values(arguments.GetProperty("values"))
            ),
            _ => throw new ArgumentException($"There is no schedule {name}."),
        };

    private static double Number(JsonElement arguments, string name, double? otherwise = null) =>
        arguments.TryGetProperty(name, out var value)
            ? value.GetDouble()
            : otherwise ?? throw new ArgumentException($"The schedule has no {name}.");
}
