namespace Convnet.PropertyTests;

/// <summary>fᵢ = xᵢ − ln Σeˣʲ over the last axis; the gradient by x is gᵢ − eᶠⁱ·Σgⱼ.</summary>
internal static class NaiveLogSoftmax
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
        var logarithm = Math.Log(row.Sum(i => Math.Exp(input.Values[i] - most)));
        var error = row.Max(i => input.Errors[i]);
        foreach (var i in row)
        {
            // No x moves the logarithm by more than itself. The differences, the logarithm of theirs, and the result are rounded.
            var size = most - input.Values[i] + most - row.Min(j => input.Values[j]) + logarithm;
            output.Values[i] = input.Values[i] - most - logarithm;
            output.Errors[i] =
                input.Errors[i] + error + (4 * Approximations.Rounding * size) + Approximations.Underflow;
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
        var total = new Sums([1]);
        for (var i = start; i < start + classes; i++)
        {
            total.Add(0, gradient.Values[i], gradient.Errors[i], 1);
        }

        var (sum, error) = (total.Total().Values[0], total.Total().Errors[0]);
        for (var i = start; i < start + classes; i++)
        {
            // The exponential of a float32 is right to a few units in the last place, and so is its product.
            var share = Math.Exp(output.Values[i]);
            var most = Math.Exp(Math.Min(0, output.Values[i] + output.Errors[i]));
            var shareError = most - share + (8 * Approximations.Rounding * most);
            inputGradient.Values[i] = gradient.Values[i] - (share * sum);
            inputGradient.Errors[i] =
                gradient.Errors[i]
                + (shareError * (Math.Abs(sum) + error))
                + (share * error)
                + (2 * Approximations.Rounding * (Math.Abs(gradient.Values[i]) + (most * Math.Abs(sum))))
                + Approximations.Underflow;
        }
    }
}
