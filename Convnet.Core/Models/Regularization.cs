namespace Convnet;

/// <summary>The penalties that parameter specs ask for.</summary>
internal static class Regularization
{
    /// <summary>Adds the penalties of the trainable parameters to a loss, and their gradients to its gradient.</summary>
    public static LossGradient Add(Model model, Parameters weights, LossGradient unregularized)
    {
        var specs = ParameterTree.Specs(model.Body, model.Input).ToDictionary(leaf => leaf.Path, leaf => leaf.Spec);
        if (specs.Values.All(spec => spec.Regularizer is null))
        {
            return unregularized;
        }

        var gradients = weights.Leaves.Where(leaf => leaf.IsTrainable).Zip(unregularized.Gradient.Leaves);
        var regularized = new Queue<Tensor>(
            gradients.Select(pair => Add(specs[pair.First.Path].Regularizer, pair.First.Tensor, pair.Second.Tensor))
        );
        return new(
            unregularized.Loss + Penalty(model, weights),
            unregularized.Gradient.Map(_ => regularized.Dequeue())
        );
    }

    /// <summary>The sum of the penalties of trainable weights.</summary>
    public static double Penalty(Model model, Parameters weights) =>
        ParameterTree
            .Specs(model.Body, model.Input)
            .Zip(weights.Leaves)
            .Where(pair => pair.First.Spec is { Trainable: true, Regularizer: not null })
            .Sum(pair => pair.First.Spec.Regularizer!.Penalty(pair.Second.Tensor));

    private static Tensor Add(Regularizer? regularizer, Tensor parameter, Tensor gradient)
    {
        if (regularizer is null)
        {
            return gradient;
        }

        var sum = gradient.Detach();
        regularizer.AddGradient(parameter.Values, sum.Writable);
        return sum;
    }
}
