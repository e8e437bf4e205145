namespace Convnet.PropertyTests;

/// <summary>Normalizations against Keras, in training call after call with the moving averages that each leaves.</summary>
internal static class NormalizationConformance
{
    /// <summary>Runs the case.</summary>
    public static void Run(ReferenceCase given, Agreement agreement)
    {
        if (given.Has("calls"))
        {
            Train((BatchNormalization)Layer(given), given, agreement);
        }
        else
        {
            LayerConformance.Compare(Layer(given), ReferenceCase.Tensor(given["input"]), given, agreement);
        }
    }

    private static void Train(BatchNormalization layer, ReferenceCase given, Agreement agreement)
    {
        var (parameters, isFirst) = (LayerConformance.Parameters(given), true);
        foreach (var call in given["calls"].EnumerateArray())
        {
            var input = ReferenceCase.Tensor(call.GetProperty("input"));
            var (output, pullback, state) = layer.ForwardWithPullback(
                parameters,
                input,
                Phase.Training(RandomKey.FromSeed(1))
            );
            LayerConformance.Near(output, call.GetProperty("output"), agreement.Values, "output");
            if (isFirst && given.Has("outputGradient"))
            {
                LayerConformance.CompareGradients(pullback, given, agreement);
            }

            (parameters, isFirst) = (parameters.Merge(state), false);
            foreach (var name in (string[])["moving_mean", "moving_variance"])
            {
                LayerConformance.Near(parameters[name], call.GetProperty(name), agreement.Values, name);
            }
        }
    }

    private static ILayer Layer(ReferenceCase given) =>
        given.Kind == "batch_normalization"
            ? new BatchNormalization
            {
                Momentum = given.Number("momentum", 0.99),
                Epsilon = given.Number("epsilon", 1e-3),
                Center = given.Is("center", otherwise: true),
                Scale = given.Is("scale", otherwise: true),
            }
            : new LayerNormalization
            {
                Axis = Axis(given),
                Epsilon = given.Number("epsilon", 1e-3),
                Center = given.Is("center", otherwise: true),
                Scale = given.Is("scale", otherwise: true),
            };

    private static Axes Axis(ReferenceCase given) =>
        given.Argument("axis") switch
        {
            { ValueKind: System.Text.Json.JsonValueKind.Array } axes =>
            [
                .. axes.EnumerateArray().Select(axis => axis.GetInt32()),
            ],
            { } axis => axis.GetInt32(),
            null => -1,
        };
}
