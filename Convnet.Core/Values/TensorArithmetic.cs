using System.Numerics.Tensors;

namespace Convnet;

/// <summary>Sums and products of tensors, value by value, and of trees of them.</summary>
internal static class TensorArithmetic
{
    /// <summary>The sum of two tensors of one shape.</summary>
    public static Tensor Add(Tensor a, Tensor b)
    {
        var sum = Tensor.Uninitialized(a.Shape);
        TensorPrimitives.Add(a.Values, b.Values, sum.Writable);
        return sum;
    }

    /// <summary>The product, value by value, of two tensors of one shape.</summary>
    public static Tensor Multiply(Tensor a, Tensor b)
    {
        var product = Tensor.Uninitialized(a.Shape);
        TensorPrimitives.Multiply(a.Values, b.Values, product.Writable);
        return product;
    }

    /// <summary>The sum of two trees that mirror each other.</summary>
    public static Parameters Add(Parameters a, Parameters b) => a.Zip(b, Add);
}
