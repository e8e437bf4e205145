using FsCheck;
using FsCheck.Fluent;

namespace Convnet.PropertyTests;

/// <summary>Random layers that take samples of a given shape: valid by construction.</summary>
internal static class LayerGenerators
{
    /// <summary>Every activation of the library, those with a number with several.</summary>
    public static IReadOnlyList<Activation> Activations { get; } =
    [
        Activation.Linear,
        Activation.Relu,
        Activation.LeakyRelu(),
        Activation.LeakyRelu(0.01),
        Activation.Elu(),
        Activation.Elu(1.5),
        Activation.Gelu,
        Activation.GeluApproximate,
        Activation.Sigmoid,
        Activation.Tanh,
        Activation.Softplus,
        Activation.Swish,
        Activation.Mish,
        Activation.Softmax,
        Activation.LogSoftmax,
        Activation.Softsign,
        Activation.Selu,
        Activation.Relu6,
        Activation.HardSigmoid,
        Activation.Exponential,
    ];

    /// <summary>Any activation behind sums; the exponential overflows there, and stands alone only.</summary>
    public static Gen<Activation> AnyActivation { get; } =
        Gen.Elements<Activation>([.. Activations.Except([Activation.Exponential])]);

    /// <summary>For each layer of the library, samples that it takes and it; sometimes with more channels than a vector has places.</summary>
    public static IReadOnlyDictionary<Type, Gen<(Shape Sample, ILayer Layer)>> All { get; } =
        Cases(9, Gen.Frequency((8, Gen.Choose(1, 4)), (2, Gen.Choose(15, 18)), (1, Gen.Constant(33))), 40, 3);

    /// <summary>The same with few values, for what costs a forward pass a value.</summary>
    public static IReadOnlyDictionary<Type, Gen<(Shape Sample, ILayer Layer)>> Small { get; } =
        Cases(4, Gen.Choose(1, 3), 6, 2);

    private static Dictionary<Type, Gen<(Shape Sample, ILayer Layer)>> Cases(
        int mostSide,
        Gen<int> channels,
        int mostLength,
        int mostDepth
    )
    {
        var images =
            from height in Gen.Choose(1, mostSide)
            from width in Gen.Choose(1, mostSide)
            from depth in channels
            select Shape.Of([height, width, depth]);
        var vectors = Gen.Choose(1, mostLength).Select(length => Shape.Of([length]));
        var matrices = from rows in Gen.Choose(1, 6) from columns in Gen.Choose(1, 6) select Shape.Of([rows, columns]);
        var any = Gen.OneOf(images, vectors, matrices);
        // Combinators hold many layers, so what they are given is smaller.
        var samples = Gen.OneOf(
            from height in Gen.Choose(1, Math.Min(5, mostSide))
            from width in Gen.Choose(1, Math.Min(5, mostSide))
            from depths in Gen.Frequency((9, Gen.Choose(1, 4)), (1, Gen.Choose(1, mostSide * 2)))
            select Shape.Of([height, width, depths]),
            Gen.Choose(1, Math.Min(9, mostLength)).Select(length => Shape.Of([length])),
            matrices
        );
        return new()
        {
            [typeof(Conv2D)] = On(images, Conv2D),
            [typeof(DepthwiseConv2D)] = On(images, DepthwiseConv2D),
            [typeof(SeparableConv2D)] = On(images, SeparableConv2D),
            [typeof(Conv2DTranspose)] = On(images, Conv2DTranspose),
            [typeof(MaxPooling2D)] = On(images, MaxPooling2D),
            [typeof(AveragePooling2D)] = On(images, AveragePooling2D),
            [typeof(GlobalAveragePooling2D)] = On(images, _ => GlobalAveragePooling2D),
            [typeof(GlobalMaxPooling2D)] = On(images, _ => GlobalMaxPooling2D),
            [typeof(UpSampling2D)] = On(images, _ => ImageGenerators.UpSampling2D(3)),
            [typeof(ZeroPadding2D)] = On(images, _ => ImageGenerators.ZeroPadding2D),
            [typeof(Cropping2D)] = On(images, ImageGenerators.Cropping2D),
            [typeof(Dropout)] = On(any, _ => ImageGenerators.Dropout),
            [typeof(SpatialDropout2D)] = On(images, _ => ImageGenerators.SpatialDropout2D),
            [typeof(RandomFlip)] = On(images, _ => ImageGenerators.RandomFlip),
            [typeof(RandomTranslation)] = On(images, _ => ImageGenerators.RandomTranslation),
            [typeof(RandomRotation)] = On(images, _ => ImageGenerators.RandomRotation),
            [typeof(RandomZoom)] = On(images, _ => ImageGenerators.RandomZoom),
            [typeof(Flatten)] = On(any, _ => Gen.Constant<ILayer>(new Flatten())),
            [typeof(Reshape)] = On(any, Reshape),
            [typeof(Dense)] = On(vectors, _ => Dense()),
            [typeof(ActivationLayer)] = On(
                any,
                _ => Gen.Elements<Activation>([.. Activations]).Select(a => (ILayer)new ActivationLayer(a))
            ),
            [typeof(BatchNormalization)] = On(any, _ => BatchNormalization()),
            [typeof(LayerNormalization)] = On(any, LayerNormalization),
            [typeof(Slice)] = On(any, CombinatorGenerators.Slice),
            [typeof(Tap)] = On(any, _ => Gen.Constant<ILayer>(new Tap())),
            [typeof(Sequential)] = Gen.OneOf(
                On(images, Sequential),
                On(samples, sample => Nested(sample, mostDepth, CombinatorGenerators.Sequential))
            ),
            [typeof(Residual)] = On(samples, sample => Nested(sample, mostDepth, CombinatorGenerators.Residual)),
            [typeof(Branches)] = On(samples, sample => Nested(sample, mostDepth, CombinatorGenerators.Branches)),
            [typeof(Repeat)] = On(samples, sample => Nested(sample, mostDepth, CombinatorGenerators.Repeat)),
            [typeof(Stack)] = On(samples, sample => Nested(sample, mostDepth, CombinatorGenerators.Stack)),
            [typeof(Frozen)] = On(samples, sample => Nested(sample, mostDepth, CombinatorGenerators.Frozen)),
            [typeof(Named)] = On(samples, sample => Nested(sample, mostDepth, CombinatorGenerators.Named)),
        };
    }

    private static Gen<Padding> Paddings => Gen.Elements(Padding.Valid, Padding.Same);

    /// <summary>A convolution of such images: any kernel that fits, strides or dilation, groups that divide.</summary>
    public static Gen<ILayer> Conv2D(Shape image) =>
        from windows in Windows(image)
        from groups in Gen.Elements(Enumerable.Range(1, 4).Where(groups => image[2] % groups == 0))
        from groupFilters in Gen.Choose(1, 5)
        from useBias in Gen.Elements(true, false)
        from activation in AnyActivation
        select (ILayer)
            new Conv2D(groups * groupFilters, windows.Kernel)
            {
                Padding = windows.Padding,
                Strides = windows.Strides,
                Dilation = windows.Dilation,
                Groups = groups,
                UseBias = useBias,
                Activation = activation,
            };

    /// <summary>A depthwise convolution of such images.</summary>
    public static Gen<ILayer> DepthwiseConv2D(Shape image) =>
        from windows in Windows(image)
        from multiplier in Gen.Frequency((2, Gen.Constant(1)), (1, Gen.Choose(2, 3)))
        from useBias in Gen.Elements(true, false)
        from activation in AnyActivation
        select (ILayer)
            new DepthwiseConv2D(windows.Kernel)
            {
                Padding = windows.Padding,
                Strides = windows.Strides,
                Dilation = windows.Dilation,
                DepthMultiplier = multiplier,
                UseBias = useBias,
                Activation = activation,
            };

    /// <summary>A separable convolution of such images.</summary>
    public static Gen<ILayer> SeparableConv2D(Shape image) =>
        from windows in Windows(image)
        from filters in Gen.Choose(1, 5)
        from multiplier in Gen.Choose(1, 3)
        from useBias in Gen.Elements(true, false)
        from activation in AnyActivation
        select (ILayer)
            new SeparableConv2D(filters, windows.Kernel)
            {
                Padding = windows.Padding,
                Strides = windows.Strides,
                Dilation = windows.Dilation,
                DepthMultiplier = multiplier,
                UseBias = useBias,
                Activation = activation,
            };

    /// <summary>A transposed convolution of such images: any kernel, with and without an output padding.</summary>
    public static Gen<ILayer> Conv2DTranspose(Shape image) =>
        from padding in Paddings
        from kernel in Sizes(4, 4)
        from isStrided in Gen.Elements(true, false)
        from strides in isStrided ? Sizes(3, 3) : Gen.Constant<Size2D>(1)
        from dilation in isStrided ? Gen.Constant<Size2D>(1) : Sizes(3, 3)
        from beyond in Beyond(strides)
        from isTold in Gen.Elements(true, false)
        from filters in Gen.Choose(1, 5)
        from useBias in Gen.Elements(true, false)
        from activation in AnyActivation
        let layer = new Conv2DTranspose(filters, kernel)
        {
            Padding = padding,
            Strides = strides,
            Dilation = dilation,
            UseBias = useBias,
            Activation = activation,
        }
        // One row or column under an even kernel may be none where a padding is told.
        select (ILayer)(isTold && image[0] > 1 && image[1] > 1 ? layer with { OutputPadding = beyond } : layer);

    /// <summary>A max pooling of such images: windows that overlap, touch or leave gaps.</summary>
    public static Gen<ILayer> MaxPooling2D(Shape image) =>
        from padding in Paddings
        from pool in Pools(image, padding)
        from strides in Gen.OneOf(Gen.Constant(pool), Sizes(4, 4))
        select (ILayer)new MaxPooling2D(pool) { Strides = strides, Padding = padding };

    /// <summary>An average pooling of such images: windows that overlap, touch or leave gaps.</summary>
    public static Gen<ILayer> AveragePooling2D(Shape image) =>
        from padding in Paddings
        from pool in Pools(image, padding)
        from strides in Gen.OneOf(Gen.Constant(pool), Sizes(4, 4))
        select (ILayer)new AveragePooling2D(pool) { Strides = strides, Padding = padding };

    /// <summary>A mean of whole images.</summary>
    public static Gen<ILayer> GlobalAveragePooling2D { get; } =
        Gen.Elements<ILayer>(new GlobalAveragePooling2D(), new GlobalAveragePooling2D { KeepDims = true });

    /// <summary>The largest values of whole images.</summary>
    public static Gen<ILayer> GlobalMaxPooling2D { get; } =
        Gen.Elements<ILayer>(new GlobalMaxPooling2D(), new GlobalMaxPooling2D { KeepDims = true });

    /// <summary>A fully connected layer.</summary>
    public static Gen<ILayer> Dense() =>
        from units in Gen.Choose(1, 20)
        from useBias in Gen.Elements(true, false)
        from activation in AnyActivation
        select (ILayer)new Dense(units) { UseBias = useBias, Activation = activation };

    /// <summary>An activation alone.</summary>
    public static Gen<ILayer> ActivationLayer() =>
        AnyActivation.Select(activation => (ILayer)new ActivationLayer(activation));

    /// <summary>A normalization by the batch, with any of its options.</summary>
    public static Gen<ILayer> BatchNormalization() =>
        from momentum in Gen.Elements(0, 0.5, 0.99, 1)
        from epsilon in Gen.Elements(1e-3, 0.1)
        from center in Gen.Elements(true, false)
        from scale in Gen.Elements(true, false)
        select (ILayer)
            new BatchNormalization
            {
                Momentum = momentum,
                Epsilon = epsilon,
                Center = center,
                Scale = scale,
            };

    /// <summary>A normalization along some axes of such samples.</summary>
    public static Gen<ILayer> LayerNormalization(Shape sample) =>
        from axes in Gen.Elements(
            Enumerable.Range(1, sample.Count),
            Enumerable.Range(1, 1),
            Enumerable.Range(-1, 1),
            Enumerable.Range(-sample.Count, (sample.Count + 1) / 2)
        )
        from epsilon in Gen.Elements(1e-3, 0.1)
        from center in Gen.Elements(true, false)
        from scale in Gen.Elements(true, false)
        select (ILayer)
            new LayerNormalization
            {
                Axis = new([.. axes]),
                Epsilon = epsilon,
                Center = center,
                Scale = scale,
            };

    /// <summary>A small whole model: up to three layers of images, a bridge to vectors, and up to two dense layers.</summary>
    public static Gen<ILayer> Sequential(Shape image) =>
        from imageLayers in Gen.Choose(0, 3).SelectMany(count => Chain(image, count))
        from bridge in Gen.Elements<ILayer>(new Flatten(), new GlobalAveragePooling2D(), new GlobalMaxPooling2D())
        from dense in Gen.Choose(0, 2).SelectMany(count => Dense().ListOf(count))
        from isInner in Gen.Elements(true, false)
        select (ILayer)
            new Sequential(
                isInner
                    ? [new Sequential(imageLayers), bridge, new Sequential(dense)]
                    : [.. imageLayers, bridge, .. dense]
            );

    private static Gen<List<ILayer>> Chain(Shape image, int count) =>
        count == 0
            ? Gen.Constant(new List<ILayer>())
            : from layer in Gen.OneOf(
                Conv2D(image),
                MaxPooling2D(image),
                AveragePooling2D(image),
                BatchNormalization(),
                ActivationLayer()
            )
            from rest in Chain(layer.OutputShape(image), count - 1)
            select (List<ILayer>)[layer, .. rest];

    private static Gen<ILayer> Reshape(Shape sample) =>
        Gen.Elements(Enumerable.Range(1, 6).Where(rows => sample.Size % rows == 0))
            .Select(rows => (ILayer)new Reshape([rows, sample.Size / rows, 1]));

    /// <summary>Windows over such images: any kernel that fits, strides or dilation.</summary>
    private static Gen<(Size2D Kernel, Size2D Strides, Size2D Dilation, Padding Padding)> Windows(Shape image) =>
        from padding in Paddings
        from height in Gen.Choose(1, padding == Padding.Valid ? Math.Min(4, image[0]) : 5)
        from width in Gen.Choose(1, padding == Padding.Valid ? Math.Min(4, image[1]) : 5)
        from isStrided in Gen.Elements(true, false)
        from strides in isStrided ? Sizes(4, 4) : Gen.Constant<Size2D>(1)
        from dilation in isStrided
            ? Gen.Constant<Size2D>(1)
            : Sizes(MostDilation(image[0], height, padding), MostDilation(image[1], width, padding))
        select (new Size2D(height, width), strides, dilation, padding);

    private static Gen<Size2D> Beyond(Size2D strides) =>
        from height in Gen.Choose(0, strides.Height - 1)
        from width in Gen.Choose(0, strides.Width - 1)
        select new Size2D(height, width);

    private static Gen<Size2D> Pools(Shape image, Padding padding) =>
        padding == Padding.Valid ? Sizes(Math.Min(4, image[0]), Math.Min(4, image[1])) : Sizes(5, 5);

    private static Gen<Size2D> Sizes(int mostHeight, int mostWidth) =>
        from height in Gen.Choose(1, mostHeight)
        from width in Gen.Choose(1, mostWidth)
        select new Size2D(height, width);

    private static int MostDilation(int size, int kernel, Padding padding) =>
        padding == Padding.Same || kernel == 1 ? 3 : Math.Min(3, Math.Max(1, (size - 1) / (kernel - 1)));

    private static Gen<ILayer> Nested(Shape sample, int most, Func<Shape, int, Gen<ILayer>> combinator) =>
        Gen.Choose(1, most).SelectMany(depth => combinator(sample, depth));

    private static Gen<(Shape Sample, ILayer Layer)> On(Gen<Shape> samples, Func<Shape, Gen<ILayer>> layers) =>
        from sample in samples
        from layer in layers(sample)
        select (sample, layer);
}
