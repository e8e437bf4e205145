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
            BatchNormalization or LayerNormalization => true,
            UpSampling2D or ZeroPadding2D or Cropping2D or Dropout or SpatialDropout2D or IRandomWarp => true,
            _ => false,
        };

    /// <summary>The output and the pullback of a case in some phase.</summary>
    public static NaiveDifferential Differentiate(LayerCase given, Phase phase) =>
        Differentiate(
            given.Layer,
            [.. given.Parameters.Leaves.Select(leaf => Approximations.Exactly(leaf.Tensor))],
            Approximations.Exactly(given.Input),
            phase
        );

    /// <summary>The output and the pullback.</summary>
    /// <param name="layer">A layer that the reference knows.</param>
    /// <param name="parameters">Its parameters in the order of the leaves.</param>
    /// <param name="input">A batch.</param>
    /// <param name="phase">Inference, or training, where random layers draw.</param>
    public static NaiveDifferential Differentiate(
        ILayer layer,
        IReadOnlyList<Approximations> parameters,
        Approximations input,
        Phase phase
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
            GlobalMaxPooling2D pooling => PoolWhole(input, NaivePooling.Max, pooling.KeepDims),
            GlobalAveragePooling2D pooling => PoolWhole(input, NaivePooling.Average, pooling.KeepDims),
            UpSampling2D enlargement => NaiveImages.UpSampling(enlargement, input),
            ZeroPadding2D padding => NaiveImages.Padding(padding.Border, input),
            Cropping2D cropping => NaiveImages.Cropping(cropping.Border, input),
            Dropout or SpatialDropout2D when phase.IsTraining => NaiveDropout.Differentiate(layer, input, phase),
            IRandomWarp when phase.IsTraining => NaiveWarp.Differentiate(layer, input, phase),
            Dropout or SpatialDropout2D or IRandomWarp => Reshaped(input, input.Shape),
            Flatten => Reshaped(input, [input.Shape[0], input.Shape.Sample.Size]),
            Reshape reshape => Reshaped(input, reshape.Target.Batch(input.Shape[0])),
            ActivationLayer activation => NaiveActivation.Differentiate(activation.Activation, input),
            BatchNormalization normalization when phase.UpdatesState => NaiveNormalization.ByBatch(
                normalization,
                parameters,
                input
            ),
            BatchNormalization normalization => NaiveNormalization.ByMovingAverages(normalization, parameters, input),
            LayerNormalization normalization => NaiveNormalization.ByAxes(normalization, parameters, input),
            Slice slice => NaiveCombinators.Slice(slice, input),
            Tap => Reshaped(input, input.Shape),
            Sequential sequential => NaiveCombinators.Compose(sequential.Layers, parameters, input, phase),
            Residual residual => NaiveCombinators.Merged(
                Merge.Add,
                [residual.Body, residual.Shortcut ?? new Tap()],
                parameters,
                input,
                phase
            ),
            Branches branches => NaiveCombinators.Merged(branches.Merge, branches.Layers, parameters, input, phase),
            Repeat repeat => NaiveCombinators.Repeat(repeat.Body, repeat.Times, parameters, input, phase),
            Stack stack => NaiveCombinators.Compose(
                Enumerable.Repeat(stack.Body, stack.Times),
                parameters,
                input,
                phase
            ),
            Named named => Differentiate(named.Inner, parameters, input, phase),
            Frozen frozen => Untrained(Differentiate(frozen.Inner, parameters, input, phase.Freeze())),
            _ => throw new ArgumentException($"The reference does not know {layer}."),
        };

    /// <summary>Slopes of ⟨output, weights⟩ by some values of the input and of each trained parameter: central differences in double.</summary>
    /// <returns>The number of each value among those of all gradients, input first, the slope by it, and how far that may be off.</returns>
    /// <remarks>
    /// The quotient of a step h is off by h²·f‴/6 and that of 2h by four times as much, so that their difference is more than the first one's
    /// error. Rounding in double is 2⁻²⁹ of what the reference says of float32, and the sum of the products adds its own.
    /// </remarks>
    public static IEnumerable<(int Number, double Slope, double Error)> Slopes(
        LayerCase given,
        Tensor weights,
        Phase phase
    )
    {
        // A power of two, so that a float32 moved by it is exact in double.
        const double step = 1.0 / (1 << 17);
        var output = Differentiate(given, phase).Output;
        var sumOfProducts = Math.ScaleB(output.Values.Length + 1, -53);
        var rounding = output
            .Values.Zip(output.Errors, (value, error) => Math.ScaleB(error, -29) + (sumOfProducts * Math.Abs(value)))
            .Select((most, i) => most * Math.Abs(weights.Values[i]))
            .Sum();
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
                var (slope, coarse) = (Slope(argument, i, step), Slope(argument, i, 2 * step));
                yield return (first + i, slope, Math.Abs(coarse - slope) + (2 * rounding / step));
            }

            first += arguments[argument].Shape.Size;
        }

        double Slope(int argument, int i, double h) => (Loss(argument, i, h) - Loss(argument, i, -h)) / (2 * h);

        double Loss(int argument, int i, double distance)
        {
            List<Approximations> moved = [.. arguments];
            moved[argument] = moved[argument].Move(i, distance);
            return Differentiate(given.Layer, moved[1..], moved[0], phase).Output.Dot(weights);
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
        Func<List<int>[], Shape, Approximations, NaiveDifferential> pooling,
        bool keepDims
    )
    {
        var windows = new NaiveWindows(input.Shape, (input.Shape[1], input.Shape[2]), 1, 1, Padding.Valid);
        var (samples, channels) = (input.Shape[0], input.Shape[3]);
        return pooling(NaivePooling.Places(windows), keepDims ? [samples, 1, 1, channels] : [samples, channels], input);
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
            BatchNormalization { Scale: var scale, Center: var center } => 2 + (scale ? 1 : 0) + (center ? 1 : 0),
            LayerNormalization { Scale: var scale, Center: var center } => (scale ? 1 : 0) + (center ? 1 : 0),
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
