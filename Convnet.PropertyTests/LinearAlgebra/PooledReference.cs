namespace Convnet.PropertyTests;

/// <summary>The sparse gradients of a <see cref="PooledCase"/>, term by term in double precision: values, and how far rounding may take them.</summary>
internal sealed class PooledReference(PooledCase given)
{
    /// <summary>(kernel height, kernel width, channels, filters).</summary>
    internal (double[] Values, double[] Tolerances) Kernel(float[] padded)
    {
        var sums = new Sums(given.Lengths.Kernel);
        foreach (var (patch, filter, value) in Entries())
        {
            foreach (var (place, weight) in Patch(patch, filter))
            {
                sums.Add(weight, (double)value * padded[place]);
            }
        }

        return sums.Result();
    }

    /// <summary>(samples, rows, columns, channels), padding included.</summary>
    internal (double[] Values, double[] Tolerances) Input(float[] kernel)
    {
        var sums = new Sums(given.Lengths.Padded);
        foreach (var (patch, filter, value) in Entries())
        {
            foreach (var (place, weight) in Patch(patch, filter))
            {
                sums.Add(place, (double)value * kernel[weight]);
            }
        }

        return sums.Result();
    }

    /// <summary>(filters).</summary>
    internal (double[] Values, double[] Tolerances) Bias()
    {
        var sums = new Sums(given.Filters);
        foreach (var (_, filter, value) in Entries())
        {
            sums.Add(filter, value);
        }

        return sums.Result();
    }

    /// <summary>Row and column of the image, padding included, where each live entry's patch begins.</summary>
    private IEnumerable<((int Sample, int Row, int Column) Patch, int Filter, float Value)> Entries()
    {
        var (winners, gradient, pooling) = (given.Winners(), given.Gradient(), given.Pooling);
        for (var i = 0; i < winners.Length; i++)
        {
            if (winners[i] >= 0)
            {
                var (window, filter) = Math.DivRem(i, given.Filters);
                var (sample, inImage) = Math.DivRem(window, pooling.Count);
                var row = pooling.Row(inImage / pooling.OutputWidth, winners[i] / pooling.Columns.Kernel);
                var column = pooling.Column(inImage % pooling.OutputWidth, winners[i] % pooling.Columns.Kernel);
                yield return ((sample, row * given.Rows.Stride, column * given.Columns.Stride), filter, gradient[i]);
            }
        }
    }

    /// <summary>The values of a patch in the padded images, and the weights that they meet.</summary>
    private IEnumerable<(int Place, int Weight)> Patch((int Sample, int Row, int Column) patch, int filter)
    {
        var (images, channels) = (given.Images, given.Image[2]);
        for (var weight = 0; weight < images.PatchLength; weight++)
        {
            var row = patch.Row + (weight / channels / given.Columns.Kernel);
            var column = patch.Column + (weight / channels % given.Columns.Kernel);
            var pixel = (((patch.Sample * images.Height) + row) * images.Width) + column;
            yield return ((pixel * channels) + (weight % channels), (weight * given.Filters) + filter);
        }
    }

    private sealed class Sums(int length)
    {
        private readonly double[] values = new double[length];
        private readonly double[] absolute = new double[length];
        private readonly int[] terms = new int[length];

        internal void Add(int place, double term)
        {
            values[place] += term;
            absolute[place] += Math.Abs(term);
            terms[place]++;
        }

        internal (double[] Values, double[] Tolerances) Result() =>
            (
                values,
                [
                    .. absolute.Select(
                        (sum, i) =>
                            (2 * Math.Sqrt(terms[i]) * Approximations.Rounding * sum)
                            + (terms[i] * Approximations.Underflow)
                    ),
                ]
            );
    }
}
