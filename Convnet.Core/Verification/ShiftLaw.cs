namespace Convnet;

/// <summary>Translation: an image moved by the stride moves the output by one place, where no border is seen.</summary>
internal static class ShiftLaw
{
    // So many pixels more tell how many places more there are: a multiple of the usual strides.
    private const int Growth = 840;

    // Tiles and vectors begin elsewhere, so that sums are rounded in another order.
    private const double Rounding = 1.0 / (1 << 16);

    /// <summary><see cref="Law.EquivariantShift"/></summary>
    public static Finding EquivariantShift(Trial trial)
    {
        if (trial.Sample.Count != 3 || trial.Layer.OutputShape(trial.Sample).Count != 3)
        {
            return Finding.NotApplicable("it is no function from images to images.");
        }

        return Finding.All([Along(trial, 0), Along(trial, 1)]);
    }

    private static Finding Along(Trial trial, int axis)
    {
        if (Steps(trial, axis) is not var (pixels, places) || places == 0)
        {
            return Finding.NotApplicable("a larger image has no larger output, so that there is no stride.");
        }

        var (ground, patch) = (trial.Input.Map(_ => 0.5f), Patched(trial, axis, 0));
        var still = Forward(ground);
        var (there, moved) = (Change(Forward(patch)), Change(Forward(Patched(trial, axis, pixels))));
        if (SeesBorder(there) || SeesBorder(moved))
        {
            return Finding.NotApplicable("a patch in the middle is seen at the border; give larger images.");
        }

        var tolerance = Rounding * Math.Max(Difference.Largest(still), Difference.Largest(there));
        return Difference.Within(
            $"output for a patch moved by {pixels} along axis {axis}",
            Moved(there, axis, places),
            moved,
            tolerance
        );

        Tensor Forward(Tensor input) => trial.Layer.Forward(trial.Parameters, input, Phase.Inference);

        Tensor Change(Tensor output) => Tensor.Create(output.Shape, i => output.Values[i] - still.Values[i]);
    }

    /// <summary>How many pixels of the input are how many places of the output, in lowest terms; null where larger images are refused.</summary>
    private static (int Pixels, int Places)? Steps(Trial trial, int axis)
    {
        try
        {
            int[] larger = [.. trial.Sample.Extents];
            larger[axis] += Growth;
            var places = trial.Layer.OutputShape(new Shape(larger))[axis] - trial.Layer.OutputShape(trial.Sample)[axis];
            var divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(Growth, places);
            return (Growth / divisor, places / divisor);
        }
        catch (ShapeException)
        {
            return null;
        }
    }

    /// <summary>Even ground with four drawn pixels near the middle.</summary>
    private static Tensor Patched(Trial trial, int axis, int by)
    {
        var (drawn, channels) = (trial.Draw([trial.Samples, 2, 2, trial.Sample[2]], "patch"), trial.Sample[2]);
        var (height, width) = (trial.Sample[0], trial.Sample[1]);
        var (top, left) = (((height - 1) / 2) + (axis == 0 ? by : 0), ((width - 1) / 2) + (axis == 1 ? by : 0));
        return Tensor.Create(
            trial.Input.Shape,
            i =>
            {
                var (pixel, channel) = Math.DivRem(i, channels);
                var (sample, inside) = Math.DivRem(pixel, height * width);
                var (row, column) = ((inside / width) - top, (inside % width) - left);
                return row is 0 or 1 && column is 0 or 1 ? drawn[sample, row, column, channel] : 0.5f;
            }
        );
    }

    private static bool SeesBorder(Tensor change)
    {
        var (height, width, channels) = (change.Shape[1], change.Shape[2], change.Shape[3]);
        return Enumerable
            .Range(0, change.Shape.Size)
            .Any(i =>
                change.Values[i] != 0
                && (
                    i / channels / width % height is var row && (row == 0 || row == height - 1)
                    || i / channels % width is var column && (column == 0 || column == width - 1)
                )
            );
    }

    private static Tensor Moved(Tensor change, int axis, int places)
    {
        var step = change.Shape[3] * (axis == 0 ? change.Shape[2] : 1) * places;
        // The frame is zero, so that no value comes from the row before.
        return Tensor.Create(change.Shape, i => i >= step ? change.Values[i - step] : 0);
    }
}
