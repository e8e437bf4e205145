namespace Convnet.PropertyTests;

/// <summary>Simpler cases, one step each; only those that still compose.</summary>
internal static class LayerShrinker
{
    /// <summary>The cases one step simpler than the given one.</summary>
    public static IEnumerable<LayerCase> Shrink(LayerCase given)
    {
        var layers = Simpler(given.Layer).Select(layer => given with { Layer = layer });
        var samples = Simpler(given.Samples).Select(count => given with { Samples = count });
        var shapes = Enumerable
            .Range(0, given.Sample.Count)
            .SelectMany(axis =>
                Simpler(given.Sample[axis]).Select(extent => given with { Sample = With(given.Sample, axis, extent) })
            );
        return layers.Concat(samples).Concat(shapes).Where(Composes);
    }

    private static bool Composes(LayerCase given)
    {
        try
        {
            return given.Layer.OutputShape(given.Sample).Size > 0;
        }
        catch (ShapeException)
        {
            return false;
        }
    }

    /// <summary>Layers one step simpler, whether or not they still compose.</summary>
    public static IEnumerable<ILayer> Simpler(ILayer layer) =>
        layer switch
        {
            Conv2D convolution => Simpler(convolution),
            MaxPooling2D pooling =>
            [
                .. Simpler(pooling.Strides).Select(size => pooling with { Strides = size }),
                .. Simpler(pooling.PoolSize).Select(size => pooling with { PoolSize = size }),
                .. Simpler(pooling.Padding).Select(padding => pooling with { Padding = padding }),
            ],
            AveragePooling2D pooling =>
            [
                .. Simpler(pooling.Strides).Select(size => pooling with { Strides = size }),
                .. Simpler(pooling.PoolSize).Select(size => pooling with { PoolSize = size }),
                .. Simpler(pooling.Padding).Select(padding => pooling with { Padding = padding }),
            ],
            Dense dense =>
            [
                .. Simpler(dense.Activation).Select(activation => dense with { Activation = activation }),
                .. Simpler(dense.Units).Select(units => dense with { Units = units }),
                .. dense.UseBias ? [dense with { UseBias = false }] : Array.Empty<ILayer>(),
            ],
            ActivationLayer activation => Simpler(activation.Activation)
                .Select(simpler => new ActivationLayer(simpler)),
            BatchNormalization normalization =>
            [
                .. normalization.Momentum == 0.99 ? Array.Empty<ILayer>() : [normalization with { Momentum = 0.99 }],
                .. normalization.Center ? [normalization with { Center = false }] : Array.Empty<ILayer>(),
                .. normalization.Scale ? [normalization with { Scale = false }] : Array.Empty<ILayer>(),
            ],
            LayerNormalization normalization =>
            [
                .. normalization.Axis == -1 ? Array.Empty<ILayer>() : [normalization with { Axis = -1 }],
                .. normalization.Center ? [normalization with { Center = false }] : Array.Empty<ILayer>(),
                .. normalization.Scale ? [normalization with { Scale = false }] : Array.Empty<ILayer>(),
            ],
            GlobalAveragePooling2D { KeepDims: true } => [new GlobalAveragePooling2D()],
            GlobalMaxPooling2D { KeepDims: true } => [new GlobalMaxPooling2D()],
            UpSampling2D or ZeroPadding2D or Cropping2D or Dropout or SpatialDropout2D or IRandomWarp =>
                ImageShrinker.Simpler(layer),
            Slice slice =>
            [
                .. Simpler(slice.Start + 1).Select(start => slice with { Start = start - 1 }),
                .. Simpler(slice.Count).Select(count => slice with { Count = count }),
            ],
            _ => CombinatorShrinker.Simpler(layer),
        };

    private static IEnumerable<ILayer> Simpler(Conv2D layer) =>
        [
            .. Simpler(layer.Activation).Select(activation => layer with { Activation = activation }),
            .. layer.Groups > 1 ? [layer with { Groups = 1 }] : Array.Empty<ILayer>(),
            .. Simpler(layer.Dilation).Select(size => layer with { Dilation = size }),
            .. Simpler(layer.Strides).Select(size => layer with { Strides = size }),
            .. Simpler(layer.Kernel).Select(size => layer with { Kernel = size }),
            .. Simpler(layer.Padding).Select(padding => layer with { Padding = padding }),
            .. Simpler(layer.Filters)
                .Where(filters => filters % layer.Groups == 0)
                .Select(filters => layer with { Filters = filters }),
            .. layer.UseBias ? [layer with { UseBias = false }] : Array.Empty<ILayer>(),
        ];

    /// <summary>Smaller numbers, at least 1.</summary>
    public static IEnumerable<int> Simpler(int number) =>
        number <= 1 ? [] : new[] { 1, number / 2, number - 1 }.Distinct();

    /// <summary>Smaller sizes, at least 1.</summary>
    public static IEnumerable<Size2D> Simpler(Size2D size) =>
        [
            .. Simpler(size.Height).Select(height => size with { Height = height }),
            .. Simpler(size.Width).Select(width => size with { Width = width }),
        ];

    private static IEnumerable<Padding> Simpler(Padding padding) => padding == Padding.Valid ? [] : [Padding.Valid];

    private static IEnumerable<Activation> Simpler(Activation activation) =>
        activation.IsLinear ? [] : [Activation.Linear];

    private static Shape With(Shape shape, int axis, int extent) =>
        [.. shape.Extents.Select((e, i) => i == axis ? extent : e)];
}
