namespace Convnet.PropertyTests;

/// <summary>Layers whose output is a sum of products input·kernel, plus a bias, through an activation: given by the list of their products.</summary>
internal static class NaiveBilinear
{
    /// <summary>A convolution: y = activation(Σ x·kernel + bias), kernels (kh, kw, in/groups, filters), group after group.</summary>
    public static NaiveDifferential Convolution(
        Conv2D layer,
        IReadOnlyList<Approximations> parameters,
        Approximations input
    )
    {
        var windows = new NaiveWindows(input.Shape, layer.Kernel, layer.Strides, layer.Dilation, layer.Padding);
        var (channels, filters) = (input.Shape[3], layer.Filters);
        var (groupChannels, groupFilters) = (channels / layer.Groups, filters / layer.Groups);
        Shape output = [input.Shape[0], windows.OutputHeight, windows.OutputWidth, filters];
        return Differentiate(Products, output, layer.Activation, parameters, input);

        IEnumerable<(int Output, int Input, int Kernel)> Products()
        {
            foreach (var (outputPixel, inputPixel, place) in windows.Pairs())
            {
                for (var filter = 0; filter < filters; filter++)
                {
                    var firstChannel = filter / groupFilters * groupChannels;
                    for (var c = 0; c < groupChannels; c++)
                    {
                        yield return (
                            (outputPixel * filters) + filter,
                            (inputPixel * channels) + firstChannel + c,
                            (((place * groupChannels) + c) * filters) + filter
                        );
                    }
                }
            }
        }
    }

    /// <summary>A depthwise convolution: channel c·multiplier + m is that of channel c with its kernel m.</summary>
    public static NaiveDifferential Depthwise(
        DepthwiseConv2D layer,
        IReadOnlyList<Approximations> parameters,
        Approximations input
    )
    {
        var windows = new NaiveWindows(input.Shape, layer.Kernel, layer.Strides, layer.Dilation, layer.Padding);
        var (channels, multiplier) = (input.Shape[3], layer.DepthMultiplier);
        Shape output = [input.Shape[0], windows.OutputHeight, windows.OutputWidth, channels * multiplier];
        return Differentiate(Products, output, layer.Activation, parameters, input);

        IEnumerable<(int Output, int Input, int Kernel)> Products() =>
            from pair in windows.Pairs()
            from c in Enumerable.Range(0, channels)
            from m in Enumerable.Range(0, multiplier)
            select (
                (((pair.Output * channels) + c) * multiplier) + m,
                (pair.Input * channels) + c,
                (((pair.Place * channels) + c) * multiplier) + m
            );
    }

    /// <summary>A transposed convolution: each pixel adds its kernel (kh, kw, filters, channels) to a window of the output.</summary>
    public static NaiveDifferential Transposed(
        Conv2DTranspose layer,
        IReadOnlyList<Approximations> parameters,
        Approximations input
    )
    {
        var windows = new NaiveTransposedWindows(layer, input.Shape);
        var (channels, filters) = (input.Shape[3], layer.Filters);
        Shape output = [input.Shape[0], windows.OutputHeight, windows.OutputWidth, filters];
        return Differentiate(Products, output, layer.Activation, parameters, input);

        IEnumerable<(int Output, int Input, int Kernel)> Products() =>
            from pair in windows.Pairs()
            from filter in Enumerable.Range(0, filters)
            from c in Enumerable.Range(0, channels)
            select (
                (pair.Output * filters) + filter,
                (pair.Input * channels) + c,
                (((pair.Place * filters) + filter) * channels) + c
            );
    }

    /// <summary>A fully connected layer: y = activation(x·kernel + bias).</summary>
    public static NaiveDifferential Dense(Dense layer, IReadOnlyList<Approximations> parameters, Approximations input)
    {
        var (samples, inputs, units) = (input.Shape[0], input.Shape[1], layer.Units);
        return Differentiate(Products, [samples, units], layer.Activation, parameters, input);

        IEnumerable<(int Output, int Input, int Kernel)> Products()
        {
            for (var output = 0; output < samples * units; output++)
            {
                for (var i = 0; i < inputs; i++)
                {
                    yield return (output, (output / units * inputs) + i, (i * units) + (output % units));
                }
            }
        }
    }

    private static NaiveDifferential Differentiate(
        Func<IEnumerable<(int Output, int Input, int Kernel)>> products,
        Shape outputShape,
        Activation activation,
        IReadOnlyList<Approximations> parameters,
        Approximations input
    )
    {
        var (kernel, bias) = (parameters[0], parameters.Count > 1 ? parameters[1] : null);
        var responses = new Sums(outputShape);
        foreach (var (output, i, k) in products())
        {
            responses.Add(output, input, i, kernel, k);
        }

        for (var i = 0; bias is not null && i < outputShape.Size; i++)
        {
            responses.Add(i, bias.Values[i % bias.Shape.Size], bias.Errors[i % bias.Shape.Size], 1);
        }

        var activated = NaiveActivation.Differentiate(activation, responses.Total());
        return new(activated.Output, Pullback);

        (Approximations Input, IReadOnlyList<Approximations> Parameters) Pullback(Approximations outputGradient)
        {
            var gradient = activated.Pullback(outputGradient).Input;
            var (inputGradient, kernelGradient) = (new Sums(input.Shape), new Sums(kernel.Shape));
            foreach (var (output, i, k) in products())
            {
                inputGradient.Add(i, gradient, output, kernel, k);
                kernelGradient.Add(k, gradient, output, input, i);
            }

            var inputTotal = inputGradient.Total();
            return (
                inputTotal,
                bias is null ? [kernelGradient.Total()] : [kernelGradient.Total(), Columns(gradient, bias.Shape)]
            );
        }
    }

    private static Approximations Columns(Approximations gradient, Shape shape)
    {
        var sums = new Sums(shape);
        for (var i = 0; i < gradient.Shape.Size; i++)
        {
            sums.Add(i % shape.Size, gradient.Values[i], gradient.Errors[i], 1);
        }

        return sums.Total();
    }
}
