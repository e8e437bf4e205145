namespace Convnet;

/// <summary>
/// What training runs in place of model and loss: equal ones, rewritten as data. A softmax before a cross-entropy goes into the loss,
/// convolutions do less where a pooling follows, and what is not the library's own is kept away from memory that is used again.
/// </summary>
/// <param name="Body">The layers.</param>
/// <param name="Loss">The loss.</param>
/// <param name="IsFused">True where the body ends before the softmax, so that its output is logits.</param>
internal sealed record Objective(ILayer Body, ILoss Loss, bool IsFused)
{
    /// <summary>The rewritten form of a model and a loss.</summary>
    public static Objective Of(Model model, ILoss loss)
    {
        var body = model.Body;
        var (fusedLoss, last) = (Fused(loss), body.Layers.IsEmpty ? null : WithoutSoftmax(body.Layers[^1]));
        return fusedLoss is null || last is null
            ? new(Prepared(body, model.Input), Guarded(loss), false)
            : new(
                Prepared(new Sequential(body.Layers.SetItem(body.Layers.Length - 1, last)), model.Input),
                fusedLoss,
                true
            );
    }

    /// <summary>The rewritten form of a model alone.</summary>
    public static ILayer Prepared(Model model) => Prepared(model.Body, model.Input);

    /// <summary>What the model itself would predict.</summary>
    public Tensor Prediction(Tensor output) => IsFused ? Activation.Softmax.Forward(output) : output;

    private static ILoss? Fused(ILoss loss) =>
        loss switch
        {
            CategoricalCrossentropy { FromLogits: false } categorical => categorical with { IsFused = true },
            SparseCategoricalCrossentropy { FromLogits: false } sparse => sparse with { IsFused = true },
            _ => null,
        };

    private static ILayer? WithoutSoftmax(ILayer layer) =>
        layer switch
        {
            Dense dense when dense.Activation == Activation.Softmax => dense with { Activation = Activation.Linear },
            Conv2D convolution when convolution.Activation == Activation.Softmax => convolution with
            {
                Activation = Activation.Linear,
            },
            ActivationLayer alone when alone.Activation == Activation.Softmax => new ActivationLayer(Activation.Linear),
            _ => null,
        };

    private static ILayer Prepared(ILayer layer, Shape input) => Guarded(PoolingFusion.Rewrite(layer, input), input);

    private static ILoss Guarded(ILoss loss) => Guard.IsOwn(loss) ? loss : new GuardedLoss(loss);

    private static ILayer Guarded(ILayer layer, Shape input)
    {
        if (!Guard.IsOwn(layer))
        {
            return new GuardedLayer(layer);
        }

        var parts = layer.Parts(input).ToList();
        var guarded = parts.Select(part => Guarded(part.Layer, part.Input)).ToList();
        return parts.Zip(guarded).All(pair => ReferenceEquals(pair.First.Layer, pair.Second))
            ? layer
            : layer.WithParts(guarded);
    }
}
