namespace Convnet;

/// <summary>
/// What an optimizer made of the library's own does in one step, as a list of links that each go over pieces of values in place. A link that
/// needs norms begins a new stage: all pieces must have come as far before.
/// </summary>
internal sealed class UpdateProgram
{
    private readonly IReadOnlyList<string> paths;
    private readonly List<UpdateLink> links = [];
    private readonly List<int> starts = [0];
    private int slots;

    private UpdateProgram(IReadOnlyList<string> paths) => this.paths = paths;

    /// <summary>How many stages there are, at least 1.</summary>
    public int Stages => starts.Count;

    /// <summary>The program of the step after a state; null where there is an optimizer of a user's own in it, which takes trees.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="state">Its state before the step; the slots of pieces go by the order of <see cref="OptimizerState.AllSlots"/>.</param>
    /// <param name="paths">The paths of the tensors.</param>
    public static UpdateProgram? Of(IOptimizer optimizer, OptimizerState state, IReadOnlyList<string> paths)
    {
        var program = new UpdateProgram(paths);
        var all = new bool[paths.Count];
        Array.Fill(all, true);
        return program.Add(optimizer, state, all) ? program : null;
    }

    /// <summary>Makes a stage ready.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="squares">By tensor, the sum of the squares of its values after the stage before.</param>
    public void Begin(int stage, ReadOnlySpan<double> squares)
    {
        if (stage > 0)
        {
            links[starts[stage]].Measure(squares);
        }
    }

    /// <summary>Runs a stage over a piece of a tensor.</summary>
    public void Run(
        int stage,
        int leaf,
        Span<float> values,
        ReadOnlySpan<ArraySegment<float>> slots,
        ReadOnlySpan<float> weights
    )
    {
        var end = stage < Stages - 1 ? starts[stage + 1] : links.Count;
        for (var link = starts[stage]; link < end; link++)
        {
            links[link].Run(leaf, values, slots, weights);
        }
    }

    private bool Add(IOptimizer optimizer, OptimizerState state, bool[] isMember)
    {
        switch (optimizer)
        {
            case IElementwiseOptimizer elementwise:
                RefuseOther(elementwise, elementwise.SlotCount, state);
                links.Add(new(isMember, elementwise.At(state.Step), slots, elementwise.SlotCount));
                slots += elementwise.SlotCount;
                return true;
            case INormClipping clipping:
                RefuseOther(clipping, 0, state);
                starts.Add(links.Count);
                links.Add(new(isMember, clipping));
                return true;
            case Scheduled scheduled:
                return Add(scheduled.At(state.Step), state, isMember);
            case IComposedOptimizer composed:
                return Add(composed.Composition, state, isMember);
            case Chain chain:
                chain.RefuseOther(state);
                return chain.Optimizers.Zip(state.Parts).All(link => Add(link.First, link.Second, isMember));
            case ByParameter groups:
                ByParameter.RefuseOther(state);
                var group = groups.Group(paths, isMember);
                return Add(groups.Optimizer, state.Parts[0], group)
                    && Add(groups.Otherwise, state.Parts[1], [.. isMember.Zip(group, (any, mine) => any && !mine)]);
            default:
                return false;
        }
    }

    private static void RefuseOther(IOptimizer optimizer, int slotCount, OptimizerState state)
    {
        if (state.Slots.Length != slotCount)
        {
            throw new ArgumentException(
                $"{optimizer} keeps {slotCount} slots, but was given the state of another optimizer: {state}. Start from Initialize of the same one.",
                nameof(state)
            );
        }
    }
}
