using FsCheck;
using FsCheck.Fluent;

namespace Convnet;

/// <summary>Random layers that enlarge, frame, cut or, in training, change images: valid by construction.</summary>
internal static class ImageGenerators
{
    private static Gen<int> Sides => Gen.Choose(0, 3);

    private static Gen<Interpolation> Interpolations => Gen.Elements(Interpolation.Nearest, Interpolation.Bilinear);

    private static Gen<FillMode> FillModes =>
        Gen.Elements(FillMode.Reflect, FillMode.Nearest, FillMode.Constant, FillMode.Wrap);

    private static Gen<double> FillValues => Gen.Choose(-4, 4).Select(value => value / 4.0);

    private static Gen<double> Rates => Gen.OneOf(Gen.Elements(0, 0.5), Gen.Choose(1, 99).Select(rate => rate / 100.0));

    // A prime, so that no place that is exactly between two pixels depends on rounding.
    private static Gen<double> Bounds => Gen.Choose(-37, 37).Select(bound => bound / 37.0);

    private static Gen<Factor> Factors =>
        from one in Bounds
        from other in Gen.OneOf(Bounds, Gen.Constant(one))
        select new Factor(one, other);

    /// <summary>An enlargement, at most so many times along each axis.</summary>
    public static Gen<ILayer> UpSampling2D(int most) =>
        from rows in Gen.Choose(1, most)
        from columns in Gen.Choose(1, most)
        from interpolation in Interpolations
        select (ILayer)new UpSampling2D((rows, columns)) { Interpolation = interpolation };

    /// <summary>Zeros around images.</summary>
    public static Gen<ILayer> ZeroPadding2D { get; } =
        from top in Sides
        from bottom in Sides
        from left in Sides
        from right in Sides
        select (ILayer)new ZeroPadding2D(((top, bottom), (left, right)));

    /// <summary>Less of such an image, but something of it.</summary>
    public static Gen<ILayer> Cropping2D(Shape image) =>
        from top in Gen.Choose(0, image[0] - 1)
        from bottom in Gen.Choose(0, image[0] - 1 - top)
        from left in Gen.Choose(0, image[1] - 1)
        from right in Gen.Choose(0, image[1] - 1 - left)
        select (ILayer)new Cropping2D(((top, bottom), (left, right)));

    /// <summary>Values dropped in training.</summary>
    public static Gen<ILayer> Dropout { get; } = Rates.Select(rate => (ILayer)new Dropout(rate));

    /// <summary>Channels dropped in training.</summary>
    public static Gen<ILayer> SpatialDropout2D { get; } = Rates.Select(rate => (ILayer)new SpatialDropout2D(rate));

    /// <summary>Images flipped in training.</summary>
    public static Gen<ILayer> RandomFlip { get; } =
        Gen.Elements(Enum.GetValues<FlipMode>()).Select(mode => (ILayer)new RandomFlip(mode));

    /// <summary>Images moved in training.</summary>
    public static Gen<ILayer> RandomTranslation { get; } =
        from height in Factors
        from width in Factors
        from interpolation in Interpolations
        from fillMode in FillModes
        from fillValue in FillValues
        select (ILayer)
            new RandomTranslation(height, width)
            {
                Interpolation = interpolation,
                FillMode = fillMode,
                FillValue = fillValue,
            };

    /// <summary>Images turned in training.</summary>
    public static Gen<ILayer> RandomRotation { get; } =
        from factor in Factors
        from interpolation in Interpolations
        from fillMode in FillModes
        from fillValue in FillValues
        select (ILayer)
            new RandomRotation(factor)
            {
                Interpolation = interpolation,
                FillMode = fillMode,
                FillValue = fillValue,
            };

    /// <summary>Images made smaller or larger in training, with their proportions or without.</summary>
    public static Gen<ILayer> RandomZoom { get; } =
        from height in Factors
        from width in Gen.OneOf(Gen.Constant(default(Factor?)), Factors.Select(factor => (Factor?)factor))
        from interpolation in Interpolations
        from fillMode in FillModes
        from fillValue in FillValues
        let zoom = new RandomZoom(height)
        {
            Interpolation = interpolation,
            FillMode = fillMode,
            FillValue = fillValue,
        }
        select (ILayer)(width is { } told ? zoom with { WidthFactor = told } : zoom);

    /// <summary>What changes images in training and keeps their shape.</summary>
    public static Gen<ILayer> Random { get; } =
        Gen.OneOf(Dropout, SpatialDropout2D, RandomFlip, RandomTranslation, RandomRotation, RandomZoom);
}
