namespace Convnet.PropertyTests;

/// <summary>
/// A convolution of padded images with windows of 3×3 and its gradients, summed directly in double; beside each value the sum of the absolute
/// terms.
/// </summary>
internal sealed class NaiveConvolution
{
    private readonly WinogradCase given;

    internal NaiveConvolution(WinogradCase given)
    {
        this.given = given;
        var (padded, gradient) = (given.Padded, given.Gradient);
        Responses = new(gradient.Shape.Size);
        KernelGradient = new(given.KernelShape.Size);
        InputGradient = new(padded.Shape.Size);
        Sum(padded.ToArray(), given.Kernel.ToArray(), gradient.ToArray());
    }

    internal Sums Responses { get; }

    internal Sums KernelGradient { get; }

    internal Sums InputGradient { get; }

    private void Sum(float[] input, float[] kernel, float[] gradient)
    {
        var (grid, images, filters) = (given.Grid, given.Images, given.Filters);
        for (var window = 0; window < given.Samples * grid.Count; window++)
        {
            var (sample, place) = Math.DivRem(window, grid.Count);
            var (y, x) = Math.DivRem(place, grid.OutputWidth);
            for (var tap = 0; tap < 9 * grid.Channels; tap++)
            {
                var (row, inRow) = Math.DivRem(tap, 3 * grid.Channels);
                var pixel = (sample * images.ImageSize) + images.Offset(y, x) + (row * images.RowLength) + inRow;
                for (var filter = 0; filter < filters; filter++)
                {
                    var (weight, response) = ((tap * filters) + filter, (window * filters) + filter);
                    Responses.Add(response, (double)input[pixel] * kernel[weight]);
                    KernelGradient.Add(weight, (double)input[pixel] * gradient[response]);
                    InputGradient.Add(pixel, (double)kernel[weight] * gradient[response]);
                }
            }
        }
    }

    /// <summary>Values that are sums.</summary>
    internal sealed class Sums(int length)
    {
        private readonly double[] absolute = new double[length];

        internal double[] Values { get; } = new double[length];

        /// <summary>The largest that a value could be, had all its terms one sign.</summary>
        internal double LargestPossible => absolute.Max();

        internal double Largest => Values.Max(Math.Abs);

        internal void Add(int place, double term)
        {
            Values[place] += term;
            absolute[place] += Math.Abs(term);
        }
    }
}
