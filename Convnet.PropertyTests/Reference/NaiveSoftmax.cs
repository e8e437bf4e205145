namespace Convnet.PropertyTests;

/// <summary>pᵢ = eˣⁱ/Σeˣʲ over the last axis; the gradient by x is pᵢ(gᵢ − Σ gⱼpⱼ).</summary>
internal static class NaiveSoftmax
{
    public static NaiveDifferential Differentiate(Approximations input)
    {
        var (output, classes) = (new Approximations(input.Shape), input.Shape[^1]);
        for (var start = 0; start < output.Values.Length; start += classes)
        {
            FillRow(input, output, start, classes);
        }

        return new(
            output,
            gradient =>
            {
                var inputGradient = new Approximations(input.Shape);
                for (var start = 0; start < output.Values.Length; start += classes)
                {
                    FillGradientRow(output, gradient, inputGradient, start, classes);
                }

                return (inputGradient, []);
            }
        );
    }

    private static void FillRow(Approximations input, Approximations output, int start, int classes)
    {
        var row = Enumerable.Range(start, classes).ToList();
        var most = row.Max(i => input.Values[i]);
        var total = row.Sum(i => Math.Exp(input.Values[i] - most));
        var error = row.Max(i => input.Errors[i]);
        foreach (var i in row)
        {
            // The difference to the largest is rounded, exp and the quotient are, and so is each addition of the sum.
            var relative = most - input.Values[i] + most - row.Min(j => input.Values[j]) + 8 + classes;
            output.Values[i] = Math.Exp(input.Values[i] - most) / total;
            // No share is further off than 1.
            var growth = Math.Exp(2 * error) - 1 + (relative * Approximations.Rounding);
            output.Errors[i] = error < 1 ? Math.Min(1, (output.Values[i] * growth) + Approximations.Underflow) : 1;
        }
    }

    private static void FillGradientRow(
        Approximations output,
        Approximations gradient,
        Approximations inputGradient,
        int start,
        int classes
    )
    {
        var mean = new Sums([1]);
        for (var i = start; i < start + classes; i++)
        {
            mean.Add(0, gradient, i, output, i);
        }

        var average = mean.Total();
        for (var i = start; i < start + classes; i++)
        {
            var (p, g) = (output.Values[i], gradient.Values[i]);
            var difference = g - average.Values[0];
            var differenceError =
                gradient.Errors[i]
                + average.Errors[0]
                + (2 * Approximations.Rounding * (Math.Abs(g) + Math.Abs(average.Values[0])));
            inputGradient.Values[i] = p * difference;
            inputGradient.Errors[i] =
                (p * differenceError)
                + (output.Errors[i] * (Math.Abs(difference) + differenceError))
                + (2 * Approximations.Rounding * Math.Abs(p * difference))
                + Approximations.Underflow;
        }
    }
}
