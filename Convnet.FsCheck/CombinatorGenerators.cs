using FsCheck;
using FsCheck.Fluent;

namespace Convnet;

/// <summary>
/// Random combinators, within each other down to some depth, and one more where a row of layers has to stand for one: valid by construction.
/// Products are gated and deep bodies that are used more than once end in an activation that is bounded, so that no number leaves the range
/// of float32.
/// </summary>
internal static class CombinatorGenerators
{
    private static Gen<ILayer> Bounded =>
        Gen.Elements<ILayer>(
            new ActivationLayer(Activation.Tanh),
            new ActivationLayer(Activation.Sigmoid),
            new ActivationLayer(Activation.Softmax)
        );

    /// <summary>Any layer of such samples.</summary>
    public static Gen<ILayer> Any(Shape sample, int depth) =>
        depth == 0
            ? Gen.Frequency((2, Leaf(sample)), (1, KeepingLeaf(sample)))
            : Pick(
                () => Any(sample, 0),
                () => Sequential(sample, depth),
                () => Residual(sample, depth),
                () => Branches(sample, depth),
                () => Repeat(sample, depth),
                () => Stack(sample, depth),
                () => Frozen(sample, depth),
                () => Named(sample, depth)
            );

    /// <summary>A layer whose output has the shape of its input.</summary>
    public static Gen<ILayer> Keeping(Shape sample, int depth) =>
        depth == 0
            ? KeepingLeaf(sample)
            : Pick(
                () => KeepingLeaf(sample),
                () => Residual(Keeping(sample, depth - 1)),
                () => Merged(Gen.Elements(Merge.Add, Merge.Multiply), sample, sample, depth - 1),
                () => Split(sample, depth - 1),
                () => Repeat(sample, depth),
                () => KeepingStack(sample, depth),
                () => Keeping(sample, depth - 1).Select(layer => (ILayer)new Frozen(layer)),
                () => Keeping(sample, depth - 1).SelectMany(Named),
                () =>
                    from first in Keeping(sample, depth - 1)
                    from second in Keeping(sample, depth - 1)
                    select (ILayer)new Sequential(first, second)
            );

    /// <summary>Up to three layers one after another.</summary>
    public static Gen<ILayer> Sequential(Shape sample, int depth) =>
        Gen.Choose(0, 3).SelectMany(count => Chain(sample, count, depth - 1)).Select(l => (ILayer)new Sequential(l));

    /// <summary>A body with a way past it: the input, or a projection where the body changes the shape.</summary>
    public static Gen<ILayer> Residual(Shape sample, int depth) =>
        Pick(
            () => Residual(Keeping(sample, depth - 1)),
            () =>
                from body in Any(sample, depth - 1)
                from shortcut in Making(sample, body.OutputShape(sample), depth - 1)
                select (ILayer)new Residual(body, shortcut)
        );

    /// <summary>One to four branches, added, multiplied or concatenated.</summary>
    public static Gen<ILayer> Branches(Shape sample, int depth) =>
        Pick(
            () => Split(sample, depth - 1),
            () =>
                from first in Any(sample, depth - 1)
                from merged in Merged(
                    Gen.Elements(Merge.Add, Merge.Multiply, Merge.Concatenate),
                    sample,
                    first.OutputShape(sample),
                    depth - 1,
                    first
                )
                select merged
        );

    /// <summary>A body that keeps the shape, with one set of weights.</summary>
    public static Gen<ILayer> Repeat(Shape sample, int depth) =>
        from times in Gen.Choose(1, 3)
        from body in Reused(sample, depth - 1)
        select (ILayer)new Repeat(body, times);

    /// <summary>A body that keeps the shape, with weights of its own each time; sometimes one that does not, once or by a window that shrinks.</summary>
    public static Gen<ILayer> Stack(Shape sample, int depth) =>
        Pick(
            () => KeepingStack(sample, depth),
            () => Any(sample, depth - 1).Select(body => (ILayer)new Stack(body, 1)),
            () =>
                sample.Count == 3 && sample[0] > 2 && sample[1] > 2
                    ? Gen.Choose(1, 4).Select(filters => (ILayer)new Stack(new Conv2D(filters, 2), 2))
                    : Gen.Choose(1, 6)
                        .Select(units => (ILayer)new Stack(new Sequential(new Flatten(), new Dense(units)), 2))
        );

    private static Gen<ILayer> KeepingStack(Shape sample, int depth) =>
        from times in Gen.Choose(1, 3)
        from body in Reused(sample, depth - 1)
        select (ILayer)new Stack(body, times);

    /// <summary>A layer that is not trained.</summary>
    public static Gen<ILayer> Frozen(Shape sample, int depth) =>
        Any(sample, depth - 1).Select(layer => (ILayer)new Frozen(layer));

    /// <summary>A layer under a name, which may be one that is counted elsewhere.</summary>
    public static Gen<ILayer> Named(Shape sample, int depth) => Any(sample, depth - 1).SelectMany(Named);

    /// <summary>A run of channels.</summary>
    public static Gen<ILayer> Slice(Shape sample) =>
        from start in Gen.Choose(0, sample[^1] - 1)
        from count in Gen.Choose(1, sample[^1] - start)
        select (ILayer)new Slice(start, count);

    private static Gen<ILayer> Named(ILayer layer) =>
        Gen.Elements("head", "conv2d", "dense_1", "residual", "a.b-c").Select(name => (ILayer)new Named(name, layer));

    private static Gen<ILayer> Residual(Gen<ILayer> body) => body.Select(layer => (ILayer)new Residual(layer));

    /// <summary>A body that may be used more than once: a leaf, or something that ends in bounded values.</summary>
    private static Gen<ILayer> Reused(Shape sample, int depth) =>
        depth <= 0
            ? KeepingLeaf(sample)
            : Pick(
                () => KeepingLeaf(sample),
                () =>
                    from body in Keeping(sample, depth - 1)
                    from bounded in Bounded
                    select (ILayer)new Sequential(body, bounded)
            );

    /// <summary>Branches that make this output; when they are multiplied, all but the first are gates.</summary>
    private static Gen<ILayer> Merged(Gen<Merge> merges, Shape sample, Shape output, int depth, ILayer? first = null) =>
        from merge in merges
        from head in first is null ? Keeping(sample, depth) : Gen.Constant(first)
        from more in Gen.Choose(0, merge == Merge.Multiply ? 2 : 3)
        from others in Enumerable
            .Range(0, more)
            .Aggregate(
                Gen.Constant(new List<ILayer>()),
                (list, _) =>
                    from before in list
                    from next in merge == Merge.Concatenate ? WithSomeChannels(sample, output, depth)
                    : merge == Merge.Multiply ? Gate(sample, output, depth)
                    : Making(sample, output, depth)
                    select (List<ILayer>)[.. before, next]
            )
        select (ILayer)new Branches(merge, [head, .. others]);

    private static Gen<ILayer> Gate(Shape sample, Shape output, int depth) =>
        from layer in Making(sample, output, depth - 1)
        from bounded in Bounded
        select (ILayer)(layer is Sequential row ? new([.. row.Layers, bounded]) : new Sequential(layer, bounded));

    private static Gen<ILayer> WithSomeChannels(Shape sample, Shape output, int depth) =>
        Gen.Choose(1, 4).SelectMany(channels => Making(sample, [.. output.Extents.SkipLast(1), channels], depth));

    /// <summary>The channels cut in two, something done to the second half, and put together again.</summary>
    private static Gen<ILayer> Split(Shape sample, int depth) =>
        sample[^1] < 2
            ? KeepingLeaf(sample)
            : from first in Gen.Choose(1, sample[^1] - 1)
            let rest = sample[^1] - first
            from inner in Keeping([.. sample.Extents.SkipLast(1), rest], Math.Max(0, depth - 1))
            select (ILayer)
                new Branches(Merge.Concatenate, new Slice(0, first), new Sequential(new Slice(first, rest), inner));

    /// <summary>A layer that makes such outputs of such samples: a convolution where it can, else a dense layer between two reshapings.</summary>
    private static Gen<ILayer> Making(Shape sample, Shape output, int depth)
    {
        if (sample == output)
        {
            return Keeping(sample, Math.Max(0, depth));
        }

        if (sample.Count == 3 && output.Count == 3 && sample[0] == output[0] && sample[1] == output[1])
        {
            return Gen.Choose(1, 3).Select(kernel => (ILayer)new Conv2D(output[2], kernel) { Padding = Padding.Same });
        }

        List<ILayer> layers = sample.Count == 1 ? [] : [new Flatten()];
        layers.Add(new Dense(output.Size));
        return Gen.Constant<ILayer>(
            output.Count == 1 ? new Sequential(layers) : new Sequential([.. layers, new Reshape(output)])
        );
    }

    private static Gen<List<ILayer>> Chain(Shape sample, int count, int depth) =>
        count == 0
            ? Gen.Constant(new List<ILayer>())
            : from layer in Any(sample, Math.Max(0, depth))
            from rest in Chain(layer.OutputShape(sample), count - 1, depth - 1)
            select (List<ILayer>)[layer, .. rest];

    private static Gen<ILayer> Leaf(Shape sample) =>
        sample.Count switch
        {
            3 => Pick(
                () => WindowGenerators.Conv2D(sample),
                () => Convolution(sample),
                () => WindowGenerators.MaxPooling2D(sample),
                () => WindowGenerators.AveragePooling2D(sample),
                () => LayerGenerators.GlobalAveragePooling2D,
                () => ImageGenerators.ZeroPadding2D,
                () => ImageGenerators.Cropping2D(sample),
                // Few and small: what lies behind grows with them.
                () => Gen.OneOf(ImageGenerators.UpSampling2D(2), Slice(sample)),
                () => Slice(sample)
            ),
            1 => Pick(() => LayerGenerators.Dense(), () => Slice(sample)),
            _ => Pick(() => Gen.Constant<ILayer>(new Flatten()), () => Slice(sample)),
        };

    private static Gen<ILayer> KeepingLeaf(Shape sample)
    {
        Func<Gen<ILayer>>[] any =
        [
            LayerGenerators.ActivationLayer,
            NormalizationGenerators.BatchNormalization,
            () => NormalizationGenerators.LayerNormalization(sample),
            () => ImageGenerators.Dropout,
            () => Gen.Elements<ILayer>(new Sequential(), new Tap(), new Slice(0, sample[^1])),
        ];
        return sample.Count switch
        {
            3 => Pick([
                .. any,
                () => SameConvolution(sample),
                () => SameConvolution(sample),
                () => SamePooling(),
                () => ImageGenerators.Random,
            ]),
            1 => Pick([.. any, () => SameDense(sample), () => SameDense(sample)]),
            _ => Pick(any),
        };
    }

    /// <summary>A convolution of another kind; one that is transposed does not make large images of those that are.</summary>
    private static Gen<ILayer> Convolution(Shape image) =>
        Pick(
            () => WindowGenerators.DepthwiseConv2D(image),
            () => WindowGenerators.SeparableConv2D(image),
            () =>
                image[0] * image[1] <= 25
                    ? WindowGenerators.Conv2DTranspose(image)
                    : WindowGenerators.SeparableConv2D(image)
        );

    private static Gen<ILayer> SameConvolution(Shape image) =>
        from height in Gen.Choose(1, 3)
        from width in Gen.Choose(1, 3)
        from groups in Gen.Elements(1, image[2])
        from activation in LayerGenerators.AnyActivation
        from layer in Gen.Elements<ILayer>(
            new Conv2D(image[2], (height, width))
            {
                Padding = Padding.Same,
                Groups = groups,
                Activation = activation,
            },
            new DepthwiseConv2D((height, width)) { Padding = Padding.Same, Activation = activation }
        )
        select layer;

    private static Gen<ILayer> SamePooling() =>
        from size in Gen.Choose(1, 3)
        from isMax in Gen.Elements(true, false)
        select isMax
            ? (ILayer)new MaxPooling2D(size) { Strides = 1, Padding = Padding.Same }
            : new AveragePooling2D(size) { Strides = 1, Padding = Padding.Same };

    private static Gen<ILayer> SameDense(Shape vector) =>
        from useBias in Gen.Elements(true, false)
        from activation in LayerGenerators.AnyActivation
        select (ILayer)new Dense(vector[0]) { UseBias = useBias, Activation = activation };

    private static Gen<ILayer> Pick(params Func<Gen<ILayer>>[] choices) =>
        Gen.Elements(choices).SelectMany(choice => choice());
}
