namespace Convnet.PropertyTests;

/// <summary>Layers made of layers, and runs of channels, in double.</summary>
internal static class NaiveCombinators
{
    /// <summary>A separable convolution: one of each channel on its own, then one of 1×1.</summary>
    public static NaiveDifferential Separable(
        SeparableConv2D layer,
        IReadOnlyList<Approximations> parameters,
        Approximations input
    ) =>
        Compose(
            [
                new DepthwiseConv2D(layer.Kernel)
                {
                    Strides = layer.Strides,
                    Padding = layer.Padding,
                    Dilation = layer.Dilation,
                    DepthMultiplier = layer.DepthMultiplier,
                    UseBias = false,
                },
                new Conv2D(layer.Filters, 1) { UseBias = layer.UseBias, Activation = layer.Activation },
            ],
            parameters,
            input,
            Phase.Inference
        );

    /// <summary>One after another; each layer takes its own parameters from the front.</summary>
    public static NaiveDifferential Compose(
        IEnumerable<ILayer> layers,
        IReadOnlyList<Approximations> parameters,
        Approximations input,
        Phase phase
    )
    {
        var steps = new List<NaiveDifferential>();
        foreach (var layer in layers)
        {
            var own = Reference.LeafCount(layer);
            steps.Add(Reference.Differentiate(layer, [.. parameters.Take(own)], input, phase.Child(steps.Count)));
            (input, parameters) = (steps[^1].Output, [.. parameters.Skip(own)]);
        }

        return new(
            input,
            gradient =>
            {
                List<Approximations> gradients = [];
                foreach (var step in Enumerable.Reverse(steps))
                {
                    (gradient, var own) = step.Pullback(gradient);
                    gradients.InsertRange(0, own);
                }

                return (gradient, gradients);
            }
        );
    }

    /// <summary>One layer several times with the same parameters: gradients by them are sums over the uses.</summary>
    public static NaiveDifferential Repeat(
        ILayer body,
        int times,
        IReadOnlyList<Approximations> parameters,
        Approximations input,
        Phase phase
    )
    {
        List<Approximations> copies = [.. Enumerable.Repeat(parameters, times).SelectMany(own => own)];
        var (output, pullback) = Compose(Enumerable.Repeat(body, times), copies, input, phase);
        return new(
            output,
            gradient =>
            {
                var (inputGradient, gradients) = pullback(gradient);
                var own = gradients.Count / times;
                var sums = Enumerable
                    .Range(0, own)
                    .Select(i => Add([.. Enumerable.Range(0, times).Select(use => gradients[(use * own) + i])]));
                return (inputGradient, [.. sums]);
            }
        );
    }

    /// <summary>Side by side.</summary>
    public static NaiveDifferential Merged(
        Merge merge,
        IReadOnlyList<ILayer> layers,
        IReadOnlyList<Approximations> parameters,
        Approximations input,
        Phase phase
    )
    {
        var branches = new List<NaiveDifferential>();
        foreach (var layer in layers)
        {
            var own = Reference.LeafCount(layer);
            branches.Add(Reference.Differentiate(layer, [.. parameters.Take(own)], input, phase.Child(branches.Count)));
            parameters = [.. parameters.Skip(own)];
        }

        Approximations[] outputs = [.. branches.Select(branch => branch.Output)];
        return new(
            Together(merge, outputs),
            gradient =>
            {
                var backs = branches
                    .Select((branch, i) => branch.Pullback(OfBranch(merge, outputs, i, gradient)))
                    .ToList();
                return (Add([.. backs.Select(back => back.Input)]), [.. backs.SelectMany(back => back.Parameters)]);
            }
        );
    }

    /// <summary>Some channels.</summary>
    public static NaiveDifferential Slice(Slice layer, Approximations input) =>
        new(
            Take(input, layer.Start, layer.Count),
            gradient =>
            {
                var whole = new Approximations(input.Shape);
                for (var i = 0; i < gradient.Values.Length; i++)
                {
                    var place = (i / layer.Count * input.Shape[^1]) + layer.Start + (i % layer.Count);
                    (whole.Values[place], whole.Errors[place]) = (gradient.Values[i], gradient.Errors[i]);
                }

                return (whole, []);
            }
        );

    private static Approximations Together(Merge merge, Approximations[] outputs) =>
        merge switch
        {
            Merge.Add => Add(outputs),
            Merge.Multiply => outputs.Aggregate(Multiply),
            _ => Concatenate(outputs),
        };

    private static Approximations OfBranch(
        Merge merge,
        Approximations[] outputs,
        int branch,
        Approximations gradient
    ) =>
        merge switch
        {
            Merge.Add => gradient,
            Merge.Multiply => outputs.Where((_, i) => i != branch).Aggregate(gradient, Multiply),
            _ => Take(gradient, outputs.Take(branch).Sum(output => output.Shape[^1]), outputs[branch].Shape[^1]),
        };

    private static Approximations Add(Approximations[] terms)
    {
        if (terms.Length == 1)
        {
            return terms[0];
        }

        var sums = new Sums(terms[0].Shape);
        foreach (var term in terms)
        {
            for (var i = 0; i < term.Values.Length; i++)
            {
                sums.Add(i, term.Values[i], term.Errors[i], 1);
            }
        }

        return sums.Total();
    }

    private static Approximations Multiply(Approximations a, Approximations b)
    {
        var products = new Sums(a.Shape);
        for (var i = 0; i < a.Values.Length; i++)
        {
            products.Add(i, a, i, b, i);
        }

        return products.Total();
    }

    private static Approximations Concatenate(Approximations[] outputs)
    {
        var channels = outputs.Sum(output => output.Shape[^1]);
        var joined = new Approximations([.. outputs[0].Shape.Extents.SkipLast(1), channels]);
        for (var i = 0; i < joined.Values.Length; i++)
        {
            var (row, channel, branch) = (i / channels, i % channels, 0);
            for (; channel >= outputs[branch].Shape[^1]; branch++)
            {
                channel -= outputs[branch].Shape[^1];
            }

            var place = (row * outputs[branch].Shape[^1]) + channel;
            (joined.Values[i], joined.Errors[i]) = (outputs[branch].Values[place], outputs[branch].Errors[place]);
        }

        return joined;
    }

    private static Approximations Take(Approximations from, int start, int count)
    {
        var taken = new Approximations([.. from.Shape.Extents.SkipLast(1), count]);
        for (var i = 0; i < taken.Values.Length; i++)
        {
            var place = (i / count * from.Shape[^1]) + start + (i % count);
            (taken.Values[i], taken.Errors[i]) = (from.Values[place], from.Errors[place]);
        }

        return taken;
    }
}
