namespace Convnet.PropertyTests;

/// <summary>Poolings over lists of input places, one list an output value, padding left out.</summary>
internal static class NaivePooling
{
    /// <summary>The input places of each output value.</summary>
    public static List<int>[] Places(NaiveWindows windows)
    {
        var channels = windows.Images[3];
        var places = Enumerable
            .Range(0, windows.Images[0] * windows.OutputHeight * windows.OutputWidth * channels)
            .Select(_ => new List<int>())
            .ToArray();
        foreach (var (output, input, _) in windows.Pairs())
        {
            for (var c = 0; c < channels; c++)
            {
                places[(output * channels) + c].Add((input * channels) + c);
            }
        }

        return places;
    }

    /// <summary>The mean over the places that lie in the image.</summary>
    public static NaiveDifferential Average(List<int>[] places, Shape outputShape, Approximations input)
    {
        var means = new Sums(outputShape);
        for (var output = 0; output < places.Length; output++)
        {
            foreach (var i in places[output])
            {
                means.Add(output, input.Values[i], input.Errors[i], 1.0 / places[output].Count);
            }
        }

        return new(
            means.Total(),
            gradient =>
            {
                var inputGradient = new Sums(input.Shape);
                for (var output = 0; output < places.Length; output++)
                {
                    foreach (var i in places[output])
                    {
                        inputGradient.Add(
                            i,
                            gradient.Values[output],
                            gradient.Errors[output],
                            1.0 / places[output].Count
                        );
                    }
                }

                return (inputGradient.Total(), []);
            }
        );
    }

    /// <summary>The largest value; its gradient goes to the first place that has it.</summary>
    public static NaiveDifferential Max(List<int>[] places, Shape outputShape, Approximations input)
    {
        var largest = new Approximations(outputShape);
        var winners = places.Select(list => list.MaxBy(i => input.Values[i])).ToArray();
        for (var output = 0; output < places.Length; output++)
        {
            largest.Values[output] = input.Values[winners[output]];
            largest.Errors[output] = places[output].Max(i => input.Errors[i]);
        }

        return new(largest, gradient => (Scatter(places, winners, input, gradient), []));
    }

    private static Approximations Scatter(
        List<int>[] places,
        int[] winners,
        Approximations input,
        Approximations gradient
    )
    {
        var inputGradient = new Sums(input.Shape);
        for (var output = 0; output < places.Length; output++)
        {
            var winner = winners[output];
            foreach (var i in places[output])
            {
                // Rounding may have let another place win, and then the whole gradient goes there.
                var margin = input.Errors[i] + input.Errors[winner];
                var mayBeTaken = margin > 0 && i != winner && input.Values[winner] - input.Values[i] <= margin;
                var doubt = mayBeTaken ? Math.Abs(gradient.Values[output]) + gradient.Errors[output] : 0;
                var share = i == winner ? gradient.Values[output] : 0;
                inputGradient.Add(i, share, (i == winner ? gradient.Errors[output] : 0) + doubt, 1);
                inputGradient.Add(winner, 0, doubt, 1);
            }
        }

        return inputGradient.Total();
    }
}
