using System.Text.Json;

namespace Convnet.PropertyTests;

/// <summary>Optimizers against Keras.</summary>
internal static class OptimizerConformance
{
    private static readonly string[] LaterArguments =
    [
        "clipnorm",
        "clipvalue",
        "global_clipnorm",
        "weight_decay",
        "use_ema",
        "centered",
    ];

    /// <summary>The parameters after each of ten steps.</summary>
    /// <returns>Null where they agree, or which later feature the case needs.</returns>
    public static string? RunOptimizer(ReferenceCase given, Agreement agreement)
    {
        if (LaterArguments.FirstOrDefault(given.Asks) is { } later)
        {
            return later;
        }

        if (given.Argument("learning_rate") is { ValueKind: JsonValueKind.Object })
        {
            return "learning rate schedule";
        }

        if (given.Name == "RMSprop" && given.Asks("momentum"))
        {
            return "RMSprop's momentum";
        }

        if (Optimizer(given) is not { } optimizer)
        {
            return $"optimizer {given.Name}";
        }

        Walk(given, optimizer, agreement);
        return null;
    }

    private static void Walk(ReferenceCase given, IOptimizer optimizer, Agreement agreement)
    {
        var parameters = Tree(given["parameters"]);
        var state = optimizer.Initialize(parameters);
        foreach (
            var (gradient, after) in given["gradients"].EnumerateArray().Zip(given["parametersAfter"].EnumerateArray())
        )
        {
            (var update, state) = optimizer.Update(Tree(gradient), state, parameters);
            parameters = Optimization.Apply(parameters, update);
            foreach (var (leaf, expected) in parameters.Leaves.Zip(after.EnumerateArray()))
            {
                LayerConformance.Near(leaf.Tensor, expected, agreement.Values, $"parameters after step {state.Step}");
            }
        }
    }

    private static Parameters Tree(JsonElement tensors) =>
        Parameters.Of([.. tensors.EnumerateArray().Select((tensor, i) => ($"{i}", ReferenceCase.Tensor(tensor)))]);

    private static IOptimizer? Optimizer(ReferenceCase given) =>
        given.Name switch
        {
            "SGD" => new SGD(given.Number("learning_rate", 0.01), given.Number("momentum", 0), given.Is("nesterov")),
            "RMSprop" => new RMSprop(
                given.Number("learning_rate", 1e-3),
                given.Number("rho", 0.9),
                given.Number("epsilon", 1e-7)
            ),
            "Adam" => new Adam(
                given.Number("learning_rate", 1e-3),
                given.Number("beta_1", 0.9),
                given.Number("beta_2", 0.999),
                given.Number("epsilon", 1e-7)
            ),
            _ => null,
        };
}
