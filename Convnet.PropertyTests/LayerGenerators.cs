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
            [typeof(Conv2D)] = On(images, WindowGenerators.Conv2D),
            [typeof(DepthwiseConv2D)] = On(images, WindowGenerators.DepthwiseConv2D),
            [typeof(SeparableConv2D)] = On(images, WindowGenerators.SeparableConv2D),
            [typeof(Conv2DTranspose)] = On(images, WindowGenerators.Conv2DTranspose),
            [typeof(MaxPooling2D)] = On(images, WindowGenerators.MaxPooling2D),
            [typeof(AveragePooling2D)] = On(images, WindowGenerators.AveragePooling2D),
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
            [typeof(BatchNormalization)] = On(any, _ => NormalizationGenerators.BatchNormalization()),
            [typeof(LayerNormalization)] = On(any, NormalizationGenerators.LayerNormalization),
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
                WindowGenerators.Conv2D(image),
                WindowGenerators.MaxPooling2D(image),
                WindowGenerators.AveragePooling2D(image),
                NormalizationGenerators.BatchNormalization(),
                ActivationLayer()
            )
            from rest in Chain(layer.OutputShape(image), count - 1)
            select (List<ILayer>)[layer, .. rest];

    private static Gen<ILayer> Reshape(Shape sample) =>
        Gen.Elements(Enumerable.Range(1, 6).Where(rows => sample.Size % rows == 0))
            .Select(rows => (ILayer)new Reshape([rows, sample.Size / rows, 1]));

    private static Gen<ILayer> Nested(Shape sample, int most, Func<Shape, int, Gen<ILayer>> combinator) =>
        Gen.Choose(1, most).SelectMany(depth => combinator(sample, depth));

    private static Gen<(Shape Sample, ILayer Layer)> On(Gen<Shape> samples, Func<Shape, Gen<ILayer>> layers) =>
        from sample in samples
        from layer in layers(sample)
        select (sample, layer);
}
