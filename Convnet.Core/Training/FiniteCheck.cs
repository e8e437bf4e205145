using System.Numerics.Tensors;

namespace Convnet;

/// <summary>Where numbers stopped being finite.</summary>
internal static class FiniteCheck
{
    /// <summary>Names the epoch, the step, and the first layer whose output is not finite.</summary>
    public static string Explain(Model model, Parameters weights, Tensor input, double loss, TrainingState state)
    {
        var at = $"The loss is {loss} in epoch {state.Epoch + 1}, step {state.Step + 1}";
        if (!AreFinite(input))
        {
            return $"{at}: the input holds values that are not finite. Clean the data.";
        }

        foreach (var (path, output) in model.Activations(weights, input))
        {
            if (!AreFinite(output))
            {
                return $"{at}: the output of {path} is the first that is not finite. A lower learning rate may help.";
            }
        }

        return $"{at}, though all layers' outputs are finite: look at the targets and their weights.";
    }

    private static bool AreFinite(Tensor tensor) => TensorPrimitives.IsFiniteAll(tensor.Values);
}
