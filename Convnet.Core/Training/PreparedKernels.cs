namespace Convnet;

/// <summary>
/// The forms of all kernels of a body, beside the kernels in the tree of weights: made by all workers at once before a step, so that no
/// slice makes them again.
/// </summary>
internal sealed class PreparedKernels
{
    private readonly List<(KernelForms Kernel, List<(KernelForm Form, Tensor Made)> Forms)> layers = [];

    private readonly bool withGradients;

    /// <summary>Room for the forms of these weights, with or without those that gradients want.</summary>
    public PreparedKernels(ILayer body, Shape input, Parameters weights, bool withGradients)
    {
        this.withGradients = withGradients;
        Weights = Attach(body, input, weights);
    }

    /// <summary>The weights, and beside each kernel its forms.</summary>
    public Parameters Weights { get; }

    /// <summary>Makes all forms of what the weights are now.</summary>
    public void Fill(Workers workers) =>
        workers.Run(
            layers.Count,
            (worker, i) =>
            {
                using var scope = workers.Arena(worker).Use();
                // In order: a form may be made of those before it.
                foreach (var (form, made) in layers[i].Forms)
                {
                    form.Fill(layers[i].Kernel, made);
                }
            }
        );

    private Parameters Attach(ILayer layer, Shape input, Parameters weights)
    {
        switch (layer)
        {
            case Frozen frozen:
                return Attach(frozen.Inner, input, weights);
            case ForwardOnly prefix:
                return Attach(prefix.Inner, input, weights);
            case IKernelForms wanted:
                return Attach(wanted, input, weights);
            case GuardedLayer:
                return weights;
        }

        var number = 0;
        foreach (var part in layer.Parts(input))
        {
            weights = weights.Replace([number++], branch => Attach(part.Layer, part.Input, branch));
        }

        return weights;
    }

    private Parameters Attach(IKernelForms layer, Shape input, Parameters weights)
    {
        var forms = layer.Forms(input).Where(form => withGradients || !form.IsForGradients);
        var made = forms.Select(form => (form, form.Make())).ToList();
        var attached = made.Aggregate(weights, (tree, pair) => tree.With(pair.form.Name, pair.Item2));
        layers.Add((new(attached, layer.KernelName), made));
        return attached;
    }
}
