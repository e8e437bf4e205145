namespace Convnet.PropertyTests;

/// <summary>Augmentations: where each pixel of the output looks, by formula, and the pixels around that place.</summary>
internal static class NaiveWarp
{
    public static NaiveDifferential Differentiate(ILayer layer, Approximations input, Phase phase)
    {
        var (interpolation, fillMode, fillValue) = layer switch
        {
            RandomTranslation l => (l.Interpolation, l.FillMode, l.FillValue),
            RandomRotation l => (l.Interpolation, l.FillMode, l.FillValue),
            RandomZoom l => (l.Interpolation, l.FillMode, l.FillValue),
            _ => (Interpolation.Nearest, FillMode.Nearest, 0),
        };
        var (samples, height, width, channels) = (input.Shape[0], input.Shape[1], input.Shape[2], input.Shape[3]);
        var terms =
            from sample in Enumerable.Range(0, samples)
            let key = phase.Key.Fold((ulong)(phase.SampleOffset + sample))
            from y in Enumerable.Range(0, height)
            from x in Enumerable.Range(0, width)
            let place = Place(layer, key, y, x, height, width)
            from row in Around(place.Row, interpolation)
            from column in Around(place.Column, interpolation)
            let seenRow = Inside(row.Place, height, fillMode)
            let seenColumn = Inside(column.Place, width, fillMode)
            select new NaiveTerm(
                (((sample * height) + y) * width) + x,
                seenRow < 0 || seenColumn < 0 ? -1 : (((sample * height) + seenRow) * width) + seenColumn,
                row.Weight * column.Weight
            );
        var (output, pullback) = NaiveTerm.Differentiate(
            NaiveTerm.OfChannels(terms, channels),
            input.Shape,
            input,
            fillValue
        );
        AddErrorOfPlaces(output, Math.Max(Math.Abs(fillValue), Largest(input)));
        return new(
            output,
            gradient =>
            {
                var inputGradient = pullback(gradient).Input;
                AddErrorOfPlaces(inputGradient, Largest(gradient));
                return (inputGradient, []);
            }
        );
    }

    /// <summary>A place is right to 10⁻¹⁴, and so is the weight of each pixel, also of one that should weigh nothing.</summary>
    private static void AddErrorOfPlaces(Approximations values, double largest)
    {
        for (var i = 0; i < values.Errors.Length; i++)
        {
            values.Errors[i] += 1e-14 * largest;
        }
    }

    private static double Largest(Approximations values) => values.Values.Max(Math.Abs);

    /// <summary>Where a pixel of the output looks.</summary>
    private static (double Row, double Column) Place(ILayer layer, RandomKey key, int y, int x, int height, int width)
    {
        var (middleRow, middleColumn) = ((height - 1) / 2.0, (width - 1) / 2.0);
        var (down, right) = (y - middleRow, x - middleColumn);
        switch (layer)
        {
            case RandomTranslation moved:
                return (
                    y - (height * Uniform(key, 0, moved.HeightFactor)),
                    x - (width * Uniform(key, 1, moved.WidthFactor))
                );
            case RandomRotation turned:
                var turns = Uniform(key, 0, turned.Factor);
                var (sine, cosine) = (double.SinPi(2 * turns), double.CosPi(2 * turns));
                return (middleRow + (sine * right) + (cosine * down), middleColumn + (cosine * right) - (sine * down));
            case RandomZoom zoom:
                var rows = Uniform(key, 0, zoom.HeightFactor);
                var isOneDraw = zoom != zoom with { WidthFactor = zoom.WidthFactor };
                var columns = isOneDraw ? rows : Uniform(key, 1, zoom.WidthFactor);
                return (middleRow + ((1 + rows) * down), middleColumn + ((1 + columns) * right));
            default:
                var mode = ((RandomFlip)layer).Mode;
                var isUpsideDown = mode != FlipMode.Horizontal && key.Uniform(0) < 0.5;
                var isMirrored = mode != FlipMode.Vertical && key.Uniform(1) < 0.5;
                return (isUpsideDown ? height - 1 - y : y, isMirrored ? width - 1 - x : x);
        }
    }

    private static double Uniform(RandomKey key, ulong draw, Factor factor) =>
        factor.Lower + ((factor.Upper - factor.Lower) * key.Uniform(draw));

    private static IEnumerable<(int Place, double Weight)> Around(double at, Interpolation interpolation)
    {
        var before = (int)Math.Floor(at);
        return interpolation == Interpolation.Bilinear
            ? [(before, before + 1 - at), (before + 1, at - before)]
            : [(at - before < 0.5 ? before : before + 1, 1)];
    }

    /// <summary>What stands at a place outside, by going from image to image; −1 for the constant.</summary>
    private static int Inside(int place, int count, FillMode mode)
    {
        while (place < 0 || place >= count)
        {
            switch (mode)
            {
                case FillMode.Reflect:
                    place = place < 0 ? -1 - place : (2 * count) - 1 - place;
                    break;
                case FillMode.Wrap:
                    place += place < 0 ? count : -count;
                    break;
                case FillMode.Nearest:
                    place = place < 0 ? 0 : count - 1;
                    break;
                default:
                    return -1;
            }
        }

        return place;
    }
}
