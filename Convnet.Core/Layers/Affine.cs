namespace Convnet;

/// <summary>What the layers of the form activation(x·kernel + bias) share.</summary>
internal static class Affine
{
    /// <summary>The specs of a layer's kernels, and of its bias where it has one.</summary>
    public static IReadOnlyList<ParameterSpec> Specs(
        bool useBias,
        ParameterSpec bias,
        params ParameterSpec[] kernels
    ) => useBias ? [.. kernels, bias] : kernels;

    /// <summary>Adds the bias to products that the caller just made, and activates them; what is needed no more is overwritten.</summary>
    public static (Tensor Before, Tensor Output) Activate(
        Tensor products,
        Parameters parameters,
        bool useBias,
        Activation activation
    )
    {
        if (useBias)
        {
            Rows.AddToEach(parameters["bias"].Values, products.Writable);
        }

        return (products, activation.ForwardOwned(products));
    }

    /// <summary>The tree of a layer's gradients: those by its kernels, and that by the bias, the sum of the output's over all rows.</summary>
    public static Parameters Gradients(
        Tensor outputGradient,
        bool useBias,
        params (string Name, Tensor Gradient)[] kernels
    )
    {
        if (!useBias)
        {
            return Parameters.Of(kernels);
        }

        var biasGradient = Tensor.Uninitialized([outputGradient.Shape[^1]]);
        Rows.Sum(outputGradient.Values, biasGradient.Writable);
        return Parameters.Of([.. kernels, ("bias", biasGradient)]);
    }
}
