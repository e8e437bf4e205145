namespace Convnet;

/// <summary>Takes a body apart into stages over numbered registers; register 0 is the input.</summary>
internal sealed class StagePlan
{
    private readonly List<Stage> stages = [];

    // By register: whether there is a parameter to train before it.
    private readonly List<bool> isTrained = [false];

    private StagePlan(ILayer body, Shape input) => Output = Add(body, input, StageAddress.Root, 0);

    /// <summary>The stages in the order of the way there.</summary>
    public IReadOnlyList<Stage> Stages => stages;

    /// <summary>How many registers there are.</summary>
    public int Registers => isTrained.Count;

    /// <summary>The register of the body's output.</summary>
    public int Output { get; }

    /// <summary>Whether there is a parameter to train before the output: else no stage takes a gradient by it.</summary>
    public bool IsOutputTrained => isTrained[Output];

    /// <summary>The plan of a body.</summary>
    public static StagePlan Of(ILayer body, Shape input) => new(body, input);

    /// <summary>Adds the stages of a layer; gives the register that it writes.</summary>
    private int Add(ILayer layer, Shape input, StageAddress address, int from)
    {
        if (!layer.CouplesSamples(Phase.Training(default)))
        {
            return Add(layer, input, from, (to, isTrained) => Apart(layer, address, from, to, isTrained));
        }

        switch (layer)
        {
            case Sequential or Stack:
                return layer
                    .Parts(input)
                    .Index()
                    .Aggregate(from, (at, part) => Add(part.Item, address.Child(part.Index), at));
            case Residual { Shortcut: null }:
                return AddMerging(Merge.Add, [.. Branches(layer, input, address, from), from]);
            case Residual:
                return AddMerging(Merge.Add, [.. Branches(layer, input, address, from)]);
            case Branches branches:
                return AddMerging(branches.Merge, [.. Branches(layer, input, address, from)]);
            case Repeat repeat:
                return Enumerable
                    .Range(0, repeat.Times)
                    .Aggregate(from, (at, use) => Add(repeat.Body, input, address.Use(0, use), at));
            case ISummed summed:
                return Add(
                    layer,
                    input,
                    from,
                    (to, isTrained) =>
                        new SummedStage(summed, input, address, from)
                        {
                            To = to,
                            HasWayBack = isTrained,
                            GoesOn = this.isTrained[from],
                        }
                );
            default:
                return Add(
                    layer,
                    input,
                    from,
                    (to, isTrained) =>
                        new WholeStage(layer, address, from)
                        {
                            To = to,
                            HasWayBack = isTrained,
                            GoesOn = this.isTrained[from],
                        }
                );
        }
    }

    private int Add(Part part, StageAddress address, int from) => Add(part.Layer, part.Input, address, from);

    private IEnumerable<int> Branches(ILayer layer, Shape input, StageAddress address, int from) =>
        layer.Parts(input).Select((part, i) => Add(part, address.Child(i), from));

    private int AddMerging(Merge merge, int[] branches)
    {
        var from = branches.Select(register => (register, isTrained[register])).ToList();
        stages.Add(new MergingStage(merge, from) { To = Registers, HasWayBack = from.Any(branch => branch.Item2) });
        isTrained.Add(stages[^1].HasWayBack);
        return Registers - 1;
    }

    private int Add(ILayer layer, Shape input, int from, Func<int, bool, Stage> stage)
    {
        var trained = isTrained[from] || ParameterTree.Specs(layer, input).Any(leaf => leaf.Spec.Trainable);
        stages.Add(stage(Registers, trained));
        isTrained.Add(trained);
        return Registers - 1;
    }

    private LayerStage Apart(ILayer layer, StageAddress address, int from, int to, bool hasWayBack) =>
        new(layer, address, from)
        {
            To = to,
            HasWayBack = hasWayBack,
            GoesOn = isTrained[from],
        };
}
