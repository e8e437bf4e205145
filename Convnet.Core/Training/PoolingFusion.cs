namespace Convnet;

/// <summary>
/// Rewrites a convolution that a pooling follows into an equal pair with less to do: windows that no pooling window looks at are not
/// computed, and relu comes after max pooling, since max(relu x) = relu(max x), in value and in gradient.
/// </summary>
internal static class PoolingFusion
{
    /// <summary>The layer with all such pairs in it rewritten; its parameter tree stays the same.</summary>
    public static ILayer Rewrite(ILayer layer, Shape input)
    {
        var rewritten = Parts.Rewrite(layer, input, (part, shape) => Guard.IsOwn(part) ? Rewrite(part, shape) : part);
        if (rewritten is not Sequential sequence)
        {
            return rewritten;
        }

        var (layers, parts) = (sequence.Layers.ToBuilder(), layer.Parts(input).ToList());
        for (var i = 0; i + 1 < layers.Count; i++)
        {
            (layers[i], layers[i + 1]) = Pair(layers[i], layers[i + 1], parts[i + 1].Input);
        }

        return layers.SequenceEqual(sequence.Layers, ReferenceEqualityComparer.Instance)
            ? sequence
            : new Sequential(layers);
    }

    private static (ILayer First, ILayer Second) Pair(ILayer first, ILayer second, Shape between) =>
        (first, second) switch
        {
            (Frozen frozen, _) => Pair(frozen.Inner, second, between) is var (inner, next)
            && !ReferenceEquals(inner, frozen.Inner)
                ? (new Frozen(inner), next)
                : (first, second),
            (Conv2D convolution, MaxPooling2D pooling) => Pair(
                Cropped(convolution, pooling.PoolSize, pooling.Strides, pooling.Padding, between),
                pooling
            ),
            (Conv2D convolution, AveragePooling2D pooling) => (
                Cropped(convolution, pooling.PoolSize, pooling.Strides, pooling.Padding, between),
                pooling
            ),
            _ => (first, second),
        };

    private static (ILayer First, ILayer Second) Pair(Conv2D convolution, MaxPooling2D pooling) =>
        PooledConvolution.Takes(convolution, pooling) ? (new PooledConvolution(convolution, pooling), new Sequential())
        : convolution.Activation == Activation.Relu
            ? (convolution with { Activation = Activation.Linear }, pooling with { Activation = Activation.Relu })
        : (convolution, pooling);

    private static Conv2D Cropped(Conv2D convolution, Size2D poolSize, Size2D strides, Padding padding, Shape output)
    {
        if (padding == Padding.Same)
        {
            return convolution;
        }

        var rows = new Window(poolSize.Height, strides.Height, padding).Reach(output[0]);
        var columns = new Window(poolSize.Width, strides.Width, padding).Reach(output[1]);
        return rows == output[0] && columns == output[1] ? convolution : convolution with { Windows = (rows, columns) };
    }
}
