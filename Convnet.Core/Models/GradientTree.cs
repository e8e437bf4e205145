namespace Convnet;

/// <summary>The gradients of a pullback, held against the weights that they belong to.</summary>
internal static class GradientTree
{
    /// <summary>The gradients by the trainable weights, under the labels of these.</summary>
    /// <exception cref="ShapeException">A gradient is missing or has another shape.</exception>
    public static Parameters Of(Parameters weights, Parameters gradients)
    {
        var found = new Queue<Tensor>();
        var trainable = weights.Only(leaf => leaf.IsTrainable);
        Collect(trainable, gradients, "", found);
        return trainable.Map(_ => found.Dequeue());
    }

    /// <summary>What is wrong with the gradient by a parameter; null where nothing is.</summary>
    public static string? Complaint(Tensor? gradient, Shape parameter, string path) =>
        gradient is not null && gradient.Shape == parameter
            ? null
            : $"The pullback gave {(gradient is null ? "no gradient" : $"a gradient {gradient.Shape}")} for the parameter {path} {parameter}. "
                + "A pullback gives one of the same shape for each trainable parameter of its layer.";

    private static void Collect(Parameters weights, Parameters gradients, string prefix, Queue<Tensor> found)
    {
        foreach (var name in weights.OwnNames)
        {
            var gradient = gradients.Find(name);
            if (Complaint(gradient, weights[name].Shape, prefix + name) is { } complaint)
            {
                throw new ShapeException(complaint);
            }

            found.Enqueue(gradient!);
        }

        for (var i = 0; i < weights.ChildCount; i++)
        {
            var branch = gradients.ChildOrNull(i) ?? Parameters.None;
            Collect(weights[i], branch, $"{prefix}{weights[i].Label ?? $"{i}"}/", found);
        }
    }
}
