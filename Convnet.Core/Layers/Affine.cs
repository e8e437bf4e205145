namespace Convnet;

/// <summary>What Conv2D and Dense share: the gradients of x·kernel + bias by its parameters.</summary>
internal static class Affine
{
    /// <summary>The tree of a layer's gradients; the bias' is the sum of the output's over all rows.</summary>
    public static Parameters Gradients(Tensor kernelGradient, Tensor outputGradient, bool useBias)
    {
        if (!useBias)
        {
            return Parameters.Of(("kernel", kernelGradient));
        }

        var biasGradient = Tensor.Uninitialized([outputGradient.Shape[^1]]);
        Rows.Sum(outputGradient.Values, biasGradient.Writable);
        return Parameters.Of(("kernel", kernelGradient), ("bias", biasGradient));
    }
}
