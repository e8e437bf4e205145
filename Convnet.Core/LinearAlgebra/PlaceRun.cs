namespace Convnet;

/// <summary>
/// Places along an axis, at equal distances, that sum alike: each over the places of another axis that its terms name, which move on with it.
/// </summary>
/// <param name="First">The first place.</param>
/// <param name="Step">From one place to the next.</param>
/// <param name="Count">How many there are.</param>
/// <param name="SourceStep">How far the terms move from one place to the next.</param>
/// <param name="Terms">What the first place sums over: places of the other axis, and the places of the kernel that they are multiplied with.</param>
internal sealed record PlaceRun(
    int First,
    int Step,
    int Count,
    int SourceStep,
    IReadOnlyList<(int Source, int Kernel)> Terms
)
{
    /// <summary>Of a convolution: each window sums over the places of the image that it looks at; padding is left out.</summary>
    /// <param name="window">The windows.</param>
    /// <param name="size">Places of the image.</param>
    /// <param name="windows">How many windows there are.</param>
    /// <param name="before">Places of padding before the image.</param>
    public static IReadOnlyList<PlaceRun> OfWindows(Window window, int size, int windows, int before)
    {
        return Of(windows, 1, window.Stride, Terms);

        List<(int, int)> Terms(int place)
        {
            var terms = new List<(int, int)>();
            for (var k = 0; k < window.Kernel; k++)
            {
                var source = (place * window.Stride) + (k * window.Dilation) - before;
                if ((uint)source < (uint)size)
                {
                    terms.Add((source, k));
                }
            }

            return terms;
        }
    }

    /// <summary>Of its transpose: each place of the image sums over the windows that look at it.</summary>
    /// <param name="window">The windows.</param>
    /// <param name="size">Places of the image.</param>
    /// <param name="windows">How many windows there are.</param>
    /// <param name="before">Places of padding before the image.</param>
    public static IReadOnlyList<PlaceRun> OfPlaces(Window window, int size, int windows, int before)
    {
        return Of(size, window.Stride, 1, Terms);

        List<(int, int)> Terms(int place)
        {
            var terms = new List<(int, int)>();
            for (var k = 0; k < window.Kernel; k++)
            {
                var (source, rest) = Math.DivRem(place + before - (k * window.Dilation), window.Stride);
                if (rest == 0 && (uint)source < (uint)windows)
                {
                    terms.Add((source, k));
                }
            }

            return terms;
        }
    }

    private static List<PlaceRun> Of(int places, int step, int sourceStep, Func<int, List<(int, int)>> terms)
    {
        var runs = new List<PlaceRun>();
        for (var phase = 0; phase < Math.Min(step, places); phase++)
        {
            // In long: a step may be a large int, and the place behind the last one beyond all ints.
            for (long first = phase; first < places; first += (long)runs[^1].Count * step)
            {
                runs.Add(From((int)first, places, step, sourceStep, terms));
            }
        }

        return runs;
    }

    /// <summary>The longest run from a place on.</summary>
    private static PlaceRun From(
        int first,
        int places,
        int step,
        int sourceStep,
        Func<int, List<(int Source, int Kernel)>> terms
    )
    {
        var (count, own) = (1, terms(first));
        for (var place = (long)first + step; place < places; place += step, count++)
        {
            if (!terms((int)place).SequenceEqual(own.Select(term => (term.Source + (count * sourceStep), term.Kernel))))
            {
                break;
            }
        }

        return new(first, step, count, sourceStep, own);
    }
}
