namespace Convnet;

/// <summary>What a gradient is taken by: the input, or one of the trainable parameters.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Value">Its value in a trial.</param>
/// <param name="Put">The arguments of the layer with another value in its place.</param>
/// <param name="Gradient">The gradient by it.</param>
internal sealed record Variable(
    string Name,
    Tensor Value,
    Func<Tensor, (Parameters Parameters, Tensor Input)> Put,
    Func<Gradients, Tensor> Gradient
)
{
    /// <summary>The input.</summary>
    public static Variable Input(Trial trial)
    {
        var parameters = trial.Parameters;
        return new("input", trial.Input, value => (parameters, value), gradients => gradients.Input);
    }

    /// <summary>The trainable parameters.</summary>
    public static IEnumerable<Variable> Trainable(Trial trial)
    {
        var (parameters, input) = (trial.Parameters, trial.Input);
        var trainable = parameters.Only(leaf => leaf.IsTrainable);
        return trainable.Leaves.Select(
            (leaf, number) =>
                new Variable(
                    leaf.Path,
                    leaf.Tensor,
                    value => (parameters.Merge(Replaced(trainable, number, value)), input),
                    gradients =>
                        trainable.Counterparts(gradients.Parameters).ElementAt(number)
                        ?? Tensor.Zeros(leaf.Tensor.Shape)
                )
        );
    }

    private static Parameters Replaced(Parameters tree, int number, Tensor value)
    {
        var at = 0;
        return tree.Map(tensor => at++ == number ? value : tensor);
    }
}
