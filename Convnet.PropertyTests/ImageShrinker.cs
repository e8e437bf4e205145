namespace Convnet.PropertyTests;

/// <summary>Simpler layers of images: less of what they do, and in the simplest way.</summary>
internal static class ImageShrinker
{
    /// <summary>Layers one step simpler.</summary>
    public static IEnumerable<ILayer> Simpler(ILayer layer) =>
        layer switch
        {
            UpSampling2D enlargement =>
            [
                .. LayerShrinker.Simpler(enlargement.Size).Select(size => enlargement with { Size = size }),
                .. Simpler(enlargement.Interpolation).Select(simpler => enlargement with { Interpolation = simpler }),
            ],
            ZeroPadding2D padding => Simpler(padding.Border).Select(border => new ZeroPadding2D(border)),
            Cropping2D cropping => Simpler(cropping.Border).Select(border => new Cropping2D(border)),
            Dropout { Rate: not (0 or 0.5) } => [new Dropout(0.5)],
            SpatialDropout2D { Rate: not (0 or 0.5) } => [new SpatialDropout2D(0.5)],
            RandomFlip { Mode: FlipMode.HorizontalAndVertical } =>
            [
                new RandomFlip(FlipMode.Horizontal),
                new RandomFlip(FlipMode.Vertical),
            ],
            RandomTranslation moved =>
            [
                .. Simpler(moved.HeightFactor).Select(factor => moved with { HeightFactor = factor }),
                .. Simpler(moved.WidthFactor).Select(factor => moved with { WidthFactor = factor }),
                .. Simpler(moved.Interpolation).Select(simpler => moved with { Interpolation = simpler }),
                .. Simpler(moved.FillMode).Select(simpler => moved with { FillMode = simpler }),
            ],
            RandomRotation turned =>
            [
                .. Simpler(turned.Factor).Select(factor => turned with { Factor = factor }),
                .. Simpler(turned.Interpolation).Select(simpler => turned with { Interpolation = simpler }),
                .. Simpler(turned.FillMode).Select(simpler => turned with { FillMode = simpler }),
            ],
            RandomZoom zoom =>
            [
                .. Simpler(zoom.HeightFactor).Select(factor => zoom with { HeightFactor = factor }),
                .. Simpler(zoom.WidthFactor).Select(factor => zoom with { WidthFactor = factor }),
                .. Simpler(zoom.Interpolation).Select(simpler => zoom with { Interpolation = simpler }),
                .. Simpler(zoom.FillMode).Select(simpler => zoom with { FillMode = simpler }),
            ],
            _ => [],
        };

    private static IEnumerable<Border> Simpler(Border border) =>
        new Border[]
        {
            0,
            border with
            {
                Top = border.Top / 2,
            },
            border with
            {
                Bottom = border.Bottom / 2,
            },
            border with
            {
                Left = border.Left / 2,
            },
            border with
            {
                Right = border.Right / 2,
            },
        }.Where(simpler => simpler != border);

    private static IEnumerable<Factor> Simpler(Factor factor) =>
        new Factor[] { 0, new(factor.Lower, factor.Lower), new(factor.Upper, factor.Upper) }.Where(simpler =>
            simpler != factor && factor != default
        );

    private static IEnumerable<Interpolation> Simpler(Interpolation interpolation) =>
        interpolation == Interpolation.Nearest ? [] : [Interpolation.Nearest];

    private static IEnumerable<FillMode> Simpler(FillMode fillMode) =>
        fillMode == FillMode.Nearest ? [] : [FillMode.Nearest];
}
