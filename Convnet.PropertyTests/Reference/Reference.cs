namespace Convnet.PropertyTests;

/// <summary>The naive double-precision reference: what each layer of the library should give, from the formulas, with no code of the core.</summary>
internal static class Reference
{
    /// <summary>True where there is a reference for the layer.</summary>
    public static bool Knows(ILayer layer) =>
        layer is Sequential sequential
            ? sequential.Layers.All(Knows)
            : layer
                is Conv2D
                    or Dense
                    or MaxPooling2D
                    or AveragePooling2D
                    or GlobalMaxPooling2D
                    or GlobalAveragePooling2D
                    or Flatten
                    or Reshape
                    or ActivationLayer;

    /// <summary>The output and the pullback of a case.</summary>
    public static NaiveDifferential Differentiate(LayerCase given) =>
        Differentiate(
            given.Layer,
            [.. given.Parameters.Leaves.Select(leaf => Approximations.Exactly(leaf.Tensor))],
            Approximations.Exactly(given.Input)
        );

    /// <summary>The output and the pullback.</summary>
    /// <param name="layer">A layer that the reference knows.</param>
    /// <param name="parameters">Its parameters in the order of the leaves.</param>
    /// <param name="input">A batch.</param>
    public static NaiveDifferential Differentiate(
        ILayer layer,
        IReadOnlyList<Approximations> parameters,
        Approximations input
    ) =>
        layer switch
        {
            Conv2D convolution => NaiveBilinear.Convolution(convolution, parameters, input),
            Dense dense => NaiveBilinear.Dense(dense, parameters, input),
            MaxPooling2D pooling => Pool(
                new(input.Shape, pooling.PoolSize, pooling.Strides, 1, pooling.Padding),
                input,
                NaivePooling.Max
            ),
            AveragePooling2D pooling => Pool(
                new(input.Shape, pooling.PoolSize, pooling.Strides, 1, pooling.Padding),
                input,
                NaivePooling.Average
            ),
            GlobalMaxPooling2D => PoolWhole(input, NaivePooling.Max),
            GlobalAveragePooling2D => PoolWhole(input, NaivePooling.Average),
            Flatten => Reshaped(input, [input.Shape[0], input.Shape.Sample.Size]),
            Reshape reshape => Reshaped(input, reshape.Target.Batch(input.Shape[0])),
            ActivationLayer activation => NaiveActivation.Differentiate(activation.Activation, input),
            Sequential sequential => Compose(sequential, parameters, input),
            _ => throw new ArgumentException($"The reference does not know {layer}."),
        };

    /// <summary>Slopes of ⟨output, weights⟩ by some values of the input and of each parameter: central differences in double.</summary>
    /// <returns>The number of each value among those of all gradients, input first, and the slope by it.</returns>
    public static IEnumerable<(int Number, double Slope)> Slopes(LayerCase given, Tensor weights)
    {
        const double step = 1e-5;
        List<Approximations> arguments =
        [
            Approximations.Exactly(given.Input),
            .. given.Parameters.Leaves.Select(leaf => Approximations.Exactly(leaf.Tensor)),
        ];
        var first = 0;
        for (var argument = 0; argument < arguments.Count; argument++)
        {
            foreach (var i in Some(arguments[argument].Shape.Size))
            {
                yield return (first + i, (Loss(argument, i, step) - Loss(argument, i, -step)) / (2 * step));
            }

            first += arguments[argument].Shape.Size;
        }

        double Loss(int argument, int i, double distance)
        {
            List<Approximations> moved = [.. arguments];
            moved[argument] = moved[argument].Move(i, distance);
            return Differentiate(given.Layer, moved[1..], moved[0]).Output.Dot(weights);
        }
    }

    /// <summary>All numbers below a small count, else some spread over it.</summary>
    private static IEnumerable<int> Some(int count)
    {
        const int most = 24;
        return count <= most
            ? Enumerable.Range(0, count)
            : Enumerable.Range(0, most).Select(i => i * (count - 1) / (most - 1));
    }

    private static NaiveDifferential Pool(
        NaiveWindows windows,
        Approximations input,
        Func<List<int>[], Shape, Approximations, NaiveDifferential> pooling
    ) =>
        pooling(
            NaivePooling.Places(windows),
            [input.Shape[0], windows.OutputHeight, windows.OutputWidth, input.Shape[3]],
            input
        );

    private static NaiveDifferential PoolWhole(
        Approximations input,
        Func<List<int>[], Shape, Approximations, NaiveDifferential> pooling
    )
    {
        var windows = new NaiveWindows(input.Shape, (input.Shape[1], input.Shape[2]), 1, 1, Padding.Valid);
        return pooling(NaivePooling.Places(windows), [input.Shape[0], input.Shape[3]], input);
    }

    private static NaiveDifferential Reshaped(Approximations input, Shape shape) =>
        new(input.Reshape(shape), gradient => (gradient.Reshape(input.Shape), []));

    private static NaiveDifferential Compose(
        Sequential sequential,
        IReadOnlyList<Approximations> parameters,
        Approximations input
    )
    {
        var pullbacks = new List<NaiveDifferential>();
        foreach (var layer in sequential.Layers)
        {
            var own = LeafCount(layer);
            pullbacks.Add(Differentiate(layer, [.. parameters.Take(own)], input));
            (input, parameters) = (pullbacks[^1].Output, [.. parameters.Skip(own)]);
        }

        return new(
            input,
            gradient =>
            {
                List<Approximations> gradients = [];
                foreach (var differential in Enumerable.Reverse(pullbacks))
                {
                    (gradient, var own) = differential.Pullback(gradient);
                    gradients.InsertRange(0, own);
                }

                return (gradient, gradients);
            }
        );
    }

    private static int LeafCount(ILayer layer) =>
        layer switch
        {
            Conv2D { UseBias: var useBias } => useBias ? 2 : 1,
            Dense { UseBias: var useBias } => useBias ? 2 : 1,
            Sequential sequential => sequential.Layers.Sum(LeafCount),
            _ => 0,
        };
}
