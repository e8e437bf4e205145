namespace Convnet.PropertyTests;

/// <summary>Normalizations in double, straight from the formulas: groups of places that are brought to mean 0 and deviation 1 together.</summary>
internal static class NaiveNormalization
{
    /// <summary>By moving averages, as in inference.</summary>
    public static NaiveDifferential ByMovingAverages(
        BatchNormalization layer,
        IReadOnlyList<Approximations> parameters,
        Approximations input
    )
    {
        var (mean, variance) = (parameters[^2], parameters[^1]);
        return Normalize(
            new(input, Channels(input.Shape), layer.Epsilon, layer.Scale, layer.Center),
            parameters,
            group => (At(mean, group), At(variance, group))
        );
    }

    /// <summary>By mean and variance of the batch, as in training.</summary>
    public static NaiveDifferential ByBatch(
        BatchNormalization layer,
        IReadOnlyList<Approximations> parameters,
        Approximations input
    ) =>
        Normalize(
            new(input, Channels(input.Shape), layer.Epsilon, layer.Scale, layer.Center),
            parameters,
            statistics: null
        );

    /// <summary>Along the axes of each sample.</summary>
    public static NaiveDifferential ByAxes(
        LayerNormalization layer,
        IReadOnlyList<Approximations> parameters,
        Approximations input
    )
    {
        var shape = input.Shape;
        int[] axes = [.. layer.Axis.Numbers.Select(axis => axis < 0 ? shape.Count + axis : axis).Order()];
        var groups = Enumerable
            .Range(0, shape.Size)
            .GroupBy(place => Number(shape, place, Enumerable.Range(0, shape.Count).Except(axes)))
            .Select(group => group.Select(place => (place, Number(shape, place, axes))).ToList())
            .ToList();
        return Normalize(new(input, groups, layer.Epsilon, layer.Scale, layer.Center), parameters, statistics: null);
    }

    /// <summary>What is brought together, place by place with the number of its γ and β.</summary>
    private sealed record Task(
        Approximations Input,
        List<List<(int Place, int Parameter)>> Groups,
        double Epsilon,
        bool Scale,
        bool Center
    );

    private static NaiveDifferential Normalize(
        Task task,
        IReadOnlyList<Approximations> parameters,
        Func<int, (Approximate Mean, Approximate Variance)>? statistics
    )
    {
        var (gamma, beta) = (task.Scale ? parameters[0] : null, task.Center ? parameters[task.Scale ? 1 : 0] : null);
        var (output, normalized) = (new Approximations(task.Input.Shape), new Approximations(task.Input.Shape));
        var scales = new Approximate[task.Groups.Count];
        for (var number = 0; number < task.Groups.Count; number++)
        {
            var group = task.Groups[number];
            var (mean, variance) = statistics?.Invoke(number) ?? Moments(task.Input, group);
            scales[number] = (variance + task.Epsilon).InverseRoot(least: task.Epsilon);
            foreach (var (place, parameter) in group)
            {
                var value = (At(task.Input, place) - mean) * scales[number];
                if (statistics is null)
                {
                    // No value of n is further than √n deviations from their mean.
                    value = value.Within(2.1 * Math.Sqrt(group.Count));
                }

                Set(normalized, place, value);
                Set(output, place, (value * Scaled(gamma, parameter)) + (beta is null ? 0 : At(beta, parameter)));
            }
        }

        return new(output, Pullback);

        (Approximations, IReadOnlyList<Approximations>) Pullback(Approximations gradient)
        {
            var inputGradient = new Approximations(task.Input.Shape);
            for (var number = 0; number < task.Groups.Count; number++)
            {
                var group = task.Groups[number];
                var slopes = group
                    .Select(member => At(gradient, member.Place) * Scaled(gamma, member.Parameter))
                    .ToList();
                var values = group.Select(member => At(normalized, member.Place)).ToList();
                var (mean, through) = ((Approximate)0, (Approximate)0);
                if (statistics is null)
                {
                    mean = Sum(slopes) * (1.0 / group.Count);
                    through = Sum(slopes.Zip(values, (slope, value) => slope * value)) * (1.0 / group.Count);
                }

                for (var i = 0; i < group.Count; i++)
                {
                    Set(inputGradient, group[i].Place, (slopes[i] - mean - (values[i] * through)) * scales[number]);
                }
            }

            return (
                inputGradient,
                [
                    .. gamma is null
                        ? Array.Empty<Approximations>()
                        : [ByParameter(gamma, place => At(normalized, place))],
                    .. beta is null ? Array.Empty<Approximations>() : [ByParameter(beta, _ => 1)],
                ]
            );

            Approximations ByParameter(Approximations of, Func<int, Approximate> factor)
            {
                var sums = new Approximations(of.Shape);
                foreach (var (place, parameter) in task.Groups.SelectMany(group => group))
                {
                    Set(sums, parameter, At(sums, parameter) + (At(gradient, place) * factor(place)));
                }

                return sums;
            }
        }
    }

    private static (Approximate Mean, Approximate Variance) Moments(
        Approximations input,
        List<(int Place, int Parameter)> group
    )
    {
        var values = group.Select(member => At(input, member.Place)).ToList();
        var mean = Sum(values) * (1.0 / values.Count);
        var squares = values.Select(value => (value - mean) * (value - mean));
        return (mean, Sum(squares) * (1.0 / values.Count));
    }

    private static Approximate Scaled(Approximations? gamma, int parameter) => gamma is null ? 1 : At(gamma, parameter);

    private static Approximate Sum(IEnumerable<Approximate> terms) =>
        terms.Aggregate((Approximate)0, (sum, term) => sum + term);

    private static List<List<(int Place, int Parameter)>> Channels(Shape shape) =>
        [
            .. Enumerable
                .Range(0, shape.Size)
                .GroupBy(place => place % shape[^1])
                .Select(group => group.Select(place => (place, group.Key)).ToList()),
        ];

    /// <summary>The number of a place by some axes alone.</summary>
    private static int Number(Shape shape, int place, IEnumerable<int> axes)
    {
        var indices = new int[shape.Count];
        for (var axis = shape.Count - 1; axis >= 0; axis--)
        {
            (place, indices[axis]) = Math.DivRem(place, shape[axis]);
        }

        return axes.Aggregate(0, (number, axis) => (number * shape[axis]) + indices[axis]);
    }

    private static Approximate At(Approximations values, int place) => new(values.Values[place], values.Errors[place]);

    private static void Set(Approximations values, int place, Approximate value) =>
        (values.Values[place], values.Errors[place]) = (value.Value, value.Error);
}
