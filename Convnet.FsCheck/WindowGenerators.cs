using FsCheck;
using FsCheck.Fluent;

namespace Convnet;

/// <summary>Random layers with windows over images: convolutions and poolings, valid by construction.</summary>
internal static class WindowGenerators
{
    private static Gen<Padding> Paddings => Gen.Elements(Padding.Valid, Padding.Same);

    /// <summary>A convolution of such images: any kernel that fits, strides or dilation, groups that divide.</summary>
    public static Gen<ILayer> Conv2D(Shape image) =>
        from windows in Windows(image)
        from groups in Gen.Elements(Enumerable.Range(1, 4).Where(groups => image[2] % groups == 0))
        from groupFilters in Gen.Choose(1, 5)
        from useBias in Gen.Elements(true, false)
        from activation in LayerGenerators.AnyActivation
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
        from activation in LayerGenerators.AnyActivation
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
        from activation in LayerGenerators.AnyActivation
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
        from activation in LayerGenerators.AnyActivation
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
}
