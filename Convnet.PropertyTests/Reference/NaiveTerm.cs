namespace Convnet.PropertyTests;

/// <summary>One term of an affine map: so much of an input value, or of a constant, goes into an output value.</summary>
/// <param name="Output">The number of the output value.</param>
/// <param name="Input">The number of the input value; negative for the constant.</param>
/// <param name="Weight">How much of it.</param>
internal readonly record struct NaiveTerm(int Output, int Input, double Weight)
{
    // The weight is rounded, and what is made of it in two steps is rounded once more.
    private const double WeightRounding = 3 * Approximations.Rounding;

    /// <summary>The outputs that terms make of an input, and their pullback, which is the terms the other way round.</summary>
    public static NaiveDifferential Differentiate(
        IReadOnlyList<NaiveTerm> terms,
        Shape output,
        Approximations input,
        double constant = 0
    )
    {
        var sums = new Sums(output);
        foreach (var (to, from, weight) in terms)
        {
            var (value, error) = from < 0 ? (constant, 0) : (input.Values[from], input.Errors[from]);
            sums.Add(to, value, error, weight, RoundingOf(weight));
        }

        return new(
            sums.Total(),
            gradient =>
            {
                var inputGradient = new Sums(input.Shape);
                foreach (var (from, to, weight) in terms.Where(term => term.Input >= 0))
                {
                    inputGradient.Add(to, gradient.Values[from], gradient.Errors[from], weight, RoundingOf(weight));
                }

                return (inputGradient.Total(), []);
            }
        );
    }

    /// <summary>The same terms for each channel of pixels, numbered through a batch.</summary>
    public static IReadOnlyList<NaiveTerm> OfChannels(IEnumerable<NaiveTerm> pixels, int channels) =>
        [
            .. pixels.SelectMany(term =>
                Enumerable
                    .Range(0, channels)
                    .Select(c => new NaiveTerm(
                        (term.Output * channels) + c,
                        term.Input < 0 ? -1 : (term.Input * channels) + c,
                        term.Weight
                    ))
            ),
        ];

    private static double RoundingOf(double weight) => weight is 0 or 1 ? 0 : WeightRounding * Math.Abs(weight);
}
