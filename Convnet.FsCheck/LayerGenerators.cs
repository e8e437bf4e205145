using FsCheck;
using FsCheck.Fluent;

namespace Convnet;

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

    /// <summary>A mean of whole images.</summary>
    public static Gen<ILayer> GlobalAveragePooling2D { get; } =
        Gen.Elements<ILayer>(new GlobalAveragePooling2D(), new GlobalAveragePooling2D { KeepDims = true });

    /// <summary>The largest values of whole images.</summary>
    public static Gen<ILayer> GlobalMaxPooling2D { get; } =
        Gen.Elements<ILayer>(new GlobalMaxPooling2D(), new GlobalMaxPooling2D { KeepDims = true });

    /// <summary>For each layer of the library, the samples that it takes and those of its kind that take a given one.</summary>
    public static IReadOnlyDictionary<Type, (Taken Takes, Func<Shape, int, Gen<ILayer>> On)> Kinds { get; } =
        new Dictionary<Type, (Taken, Func<Shape, int, Gen<ILayer>>)>
        {
            [typeof(Conv2D)] = (Taken.Images, Leaf(WindowGenerators.Conv2D)),
            [typeof(DepthwiseConv2D)] = (Taken.Images, Leaf(WindowGenerators.DepthwiseConv2D)),
            [typeof(SeparableConv2D)] = (Taken.Images, Leaf(WindowGenerators.SeparableConv2D)),
            [typeof(Conv2DTranspose)] = (Taken.Images, Leaf(WindowGenerators.Conv2DTranspose)),
            [typeof(MaxPooling2D)] = (Taken.Images, Leaf(WindowGenerators.MaxPooling2D)),
            [typeof(AveragePooling2D)] = (Taken.Images, Leaf(WindowGenerators.AveragePooling2D)),
            [typeof(GlobalAveragePooling2D)] = (Taken.Images, Leaf(_ => GlobalAveragePooling2D)),
            [typeof(GlobalMaxPooling2D)] = (Taken.Images, Leaf(_ => GlobalMaxPooling2D)),
            [typeof(UpSampling2D)] = (Taken.Images, Leaf(_ => ImageGenerators.UpSampling2D(3))),
            [typeof(ZeroPadding2D)] = (Taken.Images, Leaf(_ => ImageGenerators.ZeroPadding2D)),
            [typeof(Cropping2D)] = (Taken.Images, Leaf(ImageGenerators.Cropping2D)),
            [typeof(Dropout)] = (Taken.Any, Leaf(_ => ImageGenerators.Dropout)),
            [typeof(SpatialDropout2D)] = (Taken.Images, Leaf(_ => ImageGenerators.SpatialDropout2D)),
            [typeof(RandomFlip)] = (Taken.Images, Leaf(_ => ImageGenerators.RandomFlip)),
            [typeof(RandomTranslation)] = (Taken.Images, Leaf(_ => ImageGenerators.RandomTranslation)),
            [typeof(RandomRotation)] = (Taken.Images, Leaf(_ => ImageGenerators.RandomRotation)),
            [typeof(RandomZoom)] = (Taken.Images, Leaf(_ => ImageGenerators.RandomZoom)),
            [typeof(Flatten)] = (Taken.Any, Leaf(_ => Gen.Constant<ILayer>(new Flatten()))),
            [typeof(Reshape)] = (Taken.Any, Leaf(Reshape)),
            [typeof(Dense)] = (Taken.Vectors, Leaf(_ => Dense())),
            [typeof(ActivationLayer)] = (
                Taken.Any,
                Leaf(_ => Gen.Elements<Activation>([.. Activations]).Select(a => (ILayer)new ActivationLayer(a)))
            ),
            [typeof(BatchNormalization)] = (Taken.Any, Leaf(_ => NormalizationGenerators.BatchNormalization())),
            [typeof(LayerNormalization)] = (Taken.Any, Leaf(NormalizationGenerators.LayerNormalization)),
            [typeof(Slice)] = (Taken.Any, Leaf(CombinatorGenerators.Slice)),
            [typeof(Tap)] = (Taken.Any, Leaf(_ => Gen.Constant<ILayer>(new Tap()))),
            [typeof(Sequential)] = (Taken.Nested, CombinatorGenerators.Sequential),
            [typeof(Residual)] = (Taken.Nested, CombinatorGenerators.Residual),
            [typeof(Branches)] = (Taken.Nested, CombinatorGenerators.Branches),
            [typeof(Repeat)] = (Taken.Nested, CombinatorGenerators.Repeat),
            [typeof(Stack)] = (Taken.Nested, CombinatorGenerators.Stack),
            [typeof(Frozen)] = (Taken.Nested, CombinatorGenerators.Frozen),
            [typeof(Named)] = (Taken.Nested, CombinatorGenerators.Named),
        };

    /// <summary>For each layer of the library, samples that it takes and it; sometimes with more channels than a vector has places.</summary>
    public static IReadOnlyDictionary<Type, Gen<LayerOn>> All { get; } = Cases(SampleGenerators.Usual, 3);

    /// <summary>The same with few values, for what costs a forward pass a value.</summary>
    public static IReadOnlyDictionary<Type, Gen<LayerOn>> Small { get; } = Cases(SampleGenerators.Small, 2);

    private static Dictionary<Type, Gen<LayerOn>> Cases(SampleGenerators samples, int mostDepth)
    {
        var cases = Kinds.ToDictionary(
            kind => kind.Key,
            kind =>
                from sample in samples.Of(kind.Value.Takes)
                from depth in Gen.Choose(1, mostDepth)
                from layer in kind.Value.On(sample, depth)
                select new LayerOn(layer, sample)
        );
        var whole =
            from image in samples.Of(Taken.Images)
            from layer in Sequential(image)
            select new LayerOn(layer, image);
        cases[typeof(Sequential)] = Gen.OneOf(whole, cases[typeof(Sequential)]);
        return cases;
    }

    private static Func<Shape, int, Gen<ILayer>> Leaf(Func<Shape, Gen<ILayer>> layers) => (sample, _) => layers(sample);

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
}
