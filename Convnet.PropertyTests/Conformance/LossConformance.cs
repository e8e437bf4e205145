namespace Convnet.PropertyTests;

/// <summary>Losses, metrics and penalties against their values in Keras.</summary>
internal static class LossConformance
{
    /// <summary>The value of each sample, the loss as fit reduces it, and its gradient.</summary>
    /// <returns>Null where it agrees, or which later feature it needs.</returns>
    public static string? RunLoss(ReferenceCase given, Agreement agreement)
    {
        if (given.Asks("label_smoothing"))
        {
            return "label_smoothing";
        }

        if (Loss(given) is not { } loss)
        {
            return $"loss {given.Name}";
        }

        var (prediction, target) = (ReferenceCase.Tensor(given["y_pred"]), ReferenceCase.Tensor(given["y_true"]));
        var weights = given.Has("sample_weight") ? ReferenceCase.Tensor(given["sample_weight"]) : null;
        var value = loss.Evaluate(prediction, target);
        var (mean, gradient) = SampleWeights.Mean(value, weights, prediction.Samples);
        LayerConformance.Near(value.Values, given["values"], agreement.Values, "values");
        Closeness.Assert(
            [mean],
            [given["loss"].GetDouble()],
            [agreement.Values * Math.Abs(given["loss"].GetDouble())],
            "loss"
        );
        if (given.Has("inputGradient"))
        {
            LayerConformance.Near(gradient, given["inputGradient"], agreement.Gradients, "inputGradient");
        }

        return null;
    }

    /// <summary>The accuracy after each batch.</summary>
    /// <returns>Null where it agrees, or which later feature it needs.</returns>
    public static string? RunMetric(ReferenceCase given)
    {
        if (given.Name is not ("categorical_accuracy" or "sparse_categorical_accuracy"))
        {
            return $"metric {given.Name}";
        }

        var (metric, state) = (new Accuracy(), new Accuracy().Start());
        foreach (var update in given["updates"].EnumerateArray())
        {
            var weights = update.TryGetProperty("sample_weight", out var weight) ? ReferenceCase.Tensor(weight) : null;
            var (target, prediction) = (update.GetProperty("y_true"), update.GetProperty("y_pred"));
            state = metric.Add(state, ReferenceCase.Tensor(prediction), ReferenceCase.Tensor(target), weights);

            // Computed in Keras' float32: to 1e-6, as the file's README asks.
            Closeness.Assert([metric.Result(state)], [update.GetProperty("result").GetDouble()], [1e-6], "result");
        }

        return null;
    }

    /// <summary>The penalty and its gradient.</summary>
    public static string? RunRegularizer(ReferenceCase given, Agreement agreement)
    {
        // Keras' L1 and L2 have 0.01 where nothing is said, L1L2 has 0.
        var (l1, l2) = (
            given.Number("l1", given.Name == "L1" ? 0.01 : 0),
            given.Number("l2", given.Name == "L2" ? 0.01 : 0)
        );
        var (regularizer, parameter) = (new Regularizer(l1, l2), ReferenceCase.Tensor(given["input"]));
        var gradient = new float[parameter.Shape.Size];
        regularizer.AddGradient(parameter.Values, gradient);
        var value = given["value"].GetDouble();
        Closeness.Assert([regularizer.Penalty(parameter)], [value], [agreement.Values * value], "value");
        LayerConformance.Near(
            Tensor.Of(parameter.Shape, gradient),
            given["inputGradient"],
            agreement.Gradients,
            "inputGradient"
        );
        return null;
    }

    private static ILoss? Loss(ReferenceCase given) =>
        given.Name switch
        {
            "categorical_crossentropy" => new CategoricalCrossentropy { FromLogits = given.Is("from_logits") },
            "sparse_categorical_crossentropy" => new SparseCategoricalCrossentropy
            {
                FromLogits = given.Is("from_logits"),
            },
            "mean_squared_error" => new MeanSquaredError(),
            _ => null,
        };
}
