using System.Collections.Immutable;

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
    private readonly ImmutableArray<ImmutableArray<int>> guests = [];

    /// <summary>The rewritten form of a model and a loss, with Winograd's algorithm or without.</summary>
    public static Objective Of(Model model, ILoss loss, bool winograd)
    {
        var body = Transparent.Rewrite(model.Body, model.Input);
        var (fusedLoss, withoutSoftmax) = (Fused(loss), WithoutSoftmax(body));
        return fusedLoss is null || withoutSoftmax is null
            ? new(Prepared(body, model.Input, winograd), Guarded(loss), false, model.Input)
            : new(Prepared(withoutSoftmax, model.Input, winograd), fusedLoss, true, model.Input);
    }

    private Objective(ILayer body, ILoss loss, bool isFused, Shape input)
        : this(body, loss, isFused) => guests = [.. Guard.Guests(body, input)];

    /// <summary>The rewritten form of a model alone.</summary>
    public static ILayer Prepared(Model model, bool winograd) =>
        Prepared(Transparent.Rewrite(model.Body, model.Input), model.Input, winograd);

    /// <summary>Weights that a step may be run with: layers that are not the library's own get copies, which nobody will change.</summary>
    public Parameters Snapshot(Parameters weights) =>
        guests.Aggregate(
            weights,
            (tree, guest) => tree.Replace(guest.AsSpan(), branch => branch.Map(tensor => tensor.Detach()))
        );

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
            Sequential { Layers: [.., var last] } sequence => WithoutSoftmax(last) is { } linear
                ? new Sequential(sequence.Layers.SetItem(sequence.Layers.Length - 1, linear))
                : null,
            Frozen frozen => WithoutSoftmax(frozen.Inner) is { } linear ? new Frozen(linear) : null,
            Dense dense when dense.Activation == Activation.Softmax => dense with { Activation = Activation.Linear },
            Conv2D convolution when convolution.Activation == Activation.Softmax => convolution with
            {
                Activation = Activation.Linear,
            },
            ActivationLayer alone when alone.Activation == Activation.Softmax => new ActivationLayer(Activation.Linear),
            _ => null,
        };

    private static ILayer Prepared(ILayer body, Shape input, bool winograd)
    {
        var fused = PoolingFusion.Rewrite(body, input);
        var tiled = winograd ? WinogradTiles.Rewrite(fused, input) : fused;
        return Guard.Rewrite(ForwardOnly.Rewrite(tiled, input), input);
    }

    private static ILoss Guarded(ILoss loss) => Guard.IsOwn(loss) ? loss : new GuardedLoss(loss);
}
