namespace Convnet.PropertyTests;

/// <summary>Losses and penalties against their values in Keras.</summary>
internal static class LossConformance
{
    /// <summary>The value of each sample, the loss as fit reduces it, and its gradient.</summary>
    public static void RunLoss(ReferenceCase given, Agreement agreement)
    {
        var loss = Loss(given.Name, given);
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
    }

    /// <summary>The penalty and its gradient.</summary>
    public static void RunRegularizer(ReferenceCase given, Agreement agreement)
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
    }

    /// <summary>The loss of a case.</summary>
    public static ILoss Loss(string name, ReferenceCase given) =>
        name switch
        {
            "categorical_crossentropy" => new CategoricalCrossentropy
            {
                FromLogits = given.Is("from_logits"),
                LabelSmoothing = given.Number("label_smoothing", 0),
            },
            "sparse_categorical_crossentropy" => new SparseCategoricalCrossentropy
            {
                FromLogits = given.Is("from_logits"),
            },
            "binary_crossentropy" => new BinaryCrossentropy
            {
                FromLogits = given.Is("from_logits"),
                LabelSmoothing = given.Number("label_smoothing", 0),
            },
            "mean_squared_error" => new MeanSquaredError(),
            "mean_absolute_error" => new MeanAbsoluteError(),
            "huber" => new Huber { Delta = given.Number("delta", 1) },
            "kl_divergence" => new KullbackLeiblerDivergence(),
            var unknown => throw new ArgumentException($"There is no loss {unknown}."),
        };
}
