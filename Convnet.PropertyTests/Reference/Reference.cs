namespace Convnet.PropertyTests;

/// <summary>The naive double-precision reference: what each layer of the library should give, from the formulas, with no code of the core.</summary>
internal static class Reference
{
    /// <summary>True where there is a reference for the layer.</summary>
    public static bool Knows(ILayer layer) =>
        layer switch
        {
            Sequential sequential => sequential.Layers.All(Knows),
            Branches branches => branches.Layers.All(Knows),
            Residual residual => Knows(residual.Body) && (residual.Shortcut is null || Knows(residual.Shortcut)),
            Repeat repeat => Knows(repeat.Body),
            Stack stack => Knows(stack.Body),
            Frozen frozen => Knows(frozen.Inner),
            Named named => Knows(named.Inner),
            Conv2D or DepthwiseConv2D or SeparableConv2D or Conv2DTranspose or Dense => true,
            MaxPooling2D or AveragePooling2D or GlobalMaxPooling2D or GlobalAveragePooling2D => true,
            Flatten or Reshape or ActivationLayer or Slice or Tap => true,
            _ => false,
        };

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
            DepthwiseConv2D convolution => NaiveBilinear.Depthwise(convolution, parameters, input),
            SeparableConv2D convolution => NaiveCombinators.Separable(convolution, parameters, input),
            Conv2DTranspose convolution => NaiveBilinear.Transposed(convolution, parameters, input),
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
            Slice slice => NaiveCombinators.Slice(slice, input),
            Tap => Reshaped(input, input.Shape),
            Sequential sequential => NaiveCombinators.Compose(sequential.Layers, parameters, input),
            Residual residual => NaiveCombinators.Merged(
                Merge.Add,
                [residual.Body, residual.Shortcut ?? new Tap()],
                parameters,
                input
            ),
            Branches branches => NaiveCombinators.Merged(branches.Merge, branches.Layers, parameters, input),
            Repeat repeat => NaiveCombinators.Repeat(repeat.Body, repeat.Times, parameters, input),
            Stack stack => NaiveCombinators.Compose(Enumerable.Repeat(stack.Body, stack.Times), parameters, input),
            Named named => Differentiate(named.Inner, parameters, input),
            Frozen frozen => Untrained(Differentiate(frozen.Inner, parameters, input)),
            _ => throw new ArgumentException($"The reference does not know {layer}."),
        };

    /// <summary>Slopes of ⟨output, weights⟩ by some values of the input and of each trained parameter: central differences in double.</summary>
    /// <returns>The number of each value among those of all gradients, input first, and the slope by it.</returns>
    public static IEnumerable<(int Number, double Slope)> Slopes(LayerCase given, Tensor weights)
    {
        const double step = 1e-5;
        List<bool> isTrained = [true, .. given.Specified.Leaves.Select(leaf => leaf.IsTrainable)];
        List<Approximations> arguments =
        [
            Approximations.Exactly(given.Input),
            .. given.Parameters.Leaves.Select(leaf => Approximations.Exactly(leaf.Tensor)),
        ];
        var first = 0;
        for (var argument = 0; argument < arguments.Count; argument++)
        {
            if (!isTrained[argument])
            {
                continue;
            }

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

    private static NaiveDifferential Untrained(NaiveDifferential inner) =>
        new(inner.Output, gradient => (inner.Pullback(gradient).Input, []));

    /// <summary>How many parameters a layer has.</summary>
    public static int LeafCount(ILayer layer) =>
        layer switch
        {
            Conv2D { UseBias: var useBias } => useBias ? 2 : 1,
            DepthwiseConv2D { UseBias: var useBias } => useBias ? 2 : 1,
            SeparableConv2D { UseBias: var useBias } => useBias ? 3 : 2,
            Conv2DTranspose { UseBias: var useBias } => useBias ? 2 : 1,
            Dense { UseBias: var useBias } => useBias ? 2 : 1,
            Sequential sequential => sequential.Layers.Sum(LeafCount),
            Branches branches => branches.Layers.Sum(LeafCount),
            Residual residual => LeafCount(residual.Body)
                + (residual.Shortcut is null ? 0 : LeafCount(residual.Shortcut)),
            Repeat repeat => LeafCount(repeat.Body),
            Stack stack => stack.Times * LeafCount(stack.Body),
            Frozen frozen => LeafCount(frozen.Inner),
            Named named => LeafCount(named.Inner),
            _ => 0,
        };
}
