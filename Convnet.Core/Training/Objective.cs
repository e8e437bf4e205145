using System.Collections.Immutable;

namespace Convnet;

/// <summary>
/// What training runs in place of model and loss: equal ones, rewritten as data. A softmax or sigmoid before its cross-entropy goes into the
/// loss, convolutions do less where a pooling follows, and what is not the library's own is kept away from memory that is used again.
/// </summary>
/// <param name="Body">The layers.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Fused">The activation that went from the end of the body into the loss, so that the output is logits; null where none did.</param>
internal sealed record Objective(ILayer Body, ILoss Loss, Activation? Fused)
{
    private readonly ImmutableArray<ImmutableArray<int>> guests = [];

    /// <summary>The rewritten form of a model and a loss, with Winograd's algorithm or without.</summary>
    public static Objective Of(Model model, ILoss loss, bool winograd)
    {
        var body = Transparent.Rewrite(model.Body, model.Input);
        return Fuse(loss) is var (activation, fused) && Without(activation, body) is { } linear
            ? new(Prepared(linear, model.Input, winograd), fused, activation, model.Input)
            : new(Prepared(body, model.Input, winograd), Guarded(loss), null, model.Input);
    }

    private Objective(ILayer body, ILoss loss, Activation? fused, Shape input)
        : this(body, loss, fused) => guests = [.. Guard.Guests(body, input)];

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
    public Tensor Prediction(Tensor output) => Fused?.Forward(output) ?? output;

    /// <summary>The activation that a loss takes in, and the loss that then takes its input; null where there is none.</summary>
    private static (Activation Activation, ILoss Loss)? Fuse(ILoss loss) =>
        loss switch
        {
            CategoricalCrossentropy { FromLogits: false } categorical => (
                Activation.Softmax,
                categorical with
                {
                    IsFused = true,
                }
            ),
            SparseCategoricalCrossentropy { FromLogits: false } sparse => (
                Activation.Softmax,
                sparse with
                {
                    IsFused = true,
                }
            ),
            BinaryCrossentropy { FromLogits: false } binary => (Activation.Sigmoid, binary with { IsFused = true }),
            _ => null,
        };

    /// <summary>The layer without the activation that it ends in; null where it does not.</summary>
    private static ILayer? Without(Activation activation, ILayer layer) =>
        layer switch
        {
            Sequential { Layers: [.., var last] } sequence => Without(activation, last) is { } linear
                ? new Sequential(sequence.Layers.SetItem(sequence.Layers.Length - 1, linear))
                : null,
            Frozen frozen => Without(activation, frozen.Inner) is { } linear ? new Frozen(linear) : null,
            IActivated last when last.Activation == activation => last.With(Activation.Linear),
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
