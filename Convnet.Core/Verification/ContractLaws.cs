namespace Convnet;

/// <summary>What the contract of <see cref="ILayer"/> says without a word on numbers.</summary>
internal static class ContractLaws
{
    /// <summary><see cref="Law.OutputShape"/></summary>
    public static Finding OutputShape(Trial trial, Phase phase) =>
        Difference.Shapes(
            "output",
            trial.Layer.OutputShape(trial.Sample).Batch(trial.Samples),
            trial.Forward(phase).Shape
        );

    /// <summary><see cref="Law.Agreement"/></summary>
    public static Finding Agreement(Trial trial, Phase phase) =>
        Difference.Exact("output of ForwardWithPullback", trial.Forward(phase), trial.Run(phase).Output);

    /// <summary><see cref="Law.Purity"/></summary>
    public static Finding Purity(Trial trial, Phase phase)
    {
        var (parameters, input, sent) = (trial.Parameters, trial.Input, trial.OutputGradient());
        var (output, pullback, state) = trial.Layer.ForwardWithPullback(parameters, input, phase);
        var kept = Tensor.Of(output.Shape, output.Values);
        var first = Copied(pullback(sent));
        pullback(trial.OutputGradient("another"));
        var again = trial.Layer.ForwardWithPullback(trial.Parameters, trial.Input, phase);
        return Finding.All([
            Difference.Exact("gradient of a second call", first, pullback(sent)),
            Difference.Exact("output after the pullback", kept, output),
            Difference.Exact("output of a second run", kept, again.Output),
            Difference.Exact("gradient of a second run", first, again.Pullback(sent)),
            Difference.Exact("state of a second run", state ?? Parameters.None, again.State ?? Parameters.None),
            Difference.Exact("argument", trial.Parameters, parameters),
            Difference.Exact("argument input", trial.Input, input),
            Difference.Exact("argument outputGradient", trial.OutputGradient(), sent),
        ]);
    }

    /// <summary><see cref="Law.Finite"/></summary>
    public static Finding Finite(Trial trial, Phase phase)
    {
        // Large, but so that exponentials of it are finite.
        var input = trial.Input.Map(value => 16 * value);
        var (output, pullback, _) = trial.Layer.ForwardWithPullback(trial.Parameters, input, phase);
        var (byInput, byParameters) = pullback(trial.OutputGradient());
        return Finding.All([
            HasNoNaN("output", output),
            HasNoNaN("gradient by input", byInput),
            .. byParameters.Leaves.Select(leaf => HasNoNaN($"gradient by {leaf.Path}", leaf.Tensor)),
        ]);
    }

    /// <summary><see cref="Law.GradientShapes"/></summary>
    public static Finding GradientShapes(Trial trial, Phase phase)
    {
        var gradients = trial.Run(phase).Pullback(trial.OutputGradient());
        var parameters = trial.Parameters.Only(leaf => leaf.IsTrainable);
        var (leaves, found) = (parameters.Leaves.ToList(), gradients.Parameters.Count);
        return Finding.All([
            Difference.Shapes("gradient by input", trial.Input.Shape, gradients.Input.Shape),
            .. leaves.Zip(
                parameters.Counterparts(gradients.Parameters),
                (leaf, gradient) =>
                    gradient is null
                        ? Finding.Failed($"gradient by {leaf.Path}", $"a tensor {leaf.Tensor.Shape}", "none")
                        : Difference.Shapes($"gradient by {leaf.Path}", leaf.Tensor.Shape, gradient.Shape)
            ),
            found == leaves.Count
                ? Finding.Passed
                : Finding.Failed("gradients by parameters", $"{leaves.Count}, of what is trained", $"{found}"),
        ]);
    }

    /// <summary><see cref="Law.Wanted"/></summary>
    public static Finding Wanted(Trial trial, Phase phase)
    {
        var (pullback, sent) = (trial.Run(phase).Pullback, trial.OutputGradient());
        var both = Copied(pullback(sent));
        pullback(sent, Convnet.Wanted.None);
        var (input, parameters) = (pullback(sent, Convnet.Wanted.Input), pullback(sent, Convnet.Wanted.Parameters));
        return Finding.All([
            Difference.Exact("gradient by input, alone wanted,", both.Input, input.Input),
            Difference.Exact("gradient, alone wanted, by", both.Parameters, parameters.Parameters),
        ]);
    }

    /// <summary><see cref="Law.State"/></summary>
    public static Finding State(Trial trial, Phase phase)
    {
        var (state, parameters) = (trial.Run(phase).State, trial.Parameters);
        // What is no parameter of the layer, as a Tap's output, is state for whoever asks; training passes it over.
        var changed = parameters.Leaves.Zip(parameters.Counterparts(state)).Where(pair => pair.Second is not null);
        return Finding.All([
            Finding.Passed,
            .. changed.SelectMany(pair =>
                (Finding[])
                    [
                        Difference.Shapes($"state {pair.First.Path}", pair.First.Tensor.Shape, pair.Second!.Shape),
                        pair.First.IsTrainable
                            ? Finding.Failed($"state {pair.First.Path}", "none of what is trained", "a tensor")
                            : Finding.Passed,
                        trial.Layer.CouplesSamples(phase)
                            ? Finding.Passed
                            : Finding.Failed($"CouplesSamples, with state {pair.First.Path}", "true", "false"),
                    ]
            ),
        ]);
    }

    /// <summary><see cref="Law.Frozen"/></summary>
    public static Finding Frozen(Trial trial)
    {
        var frozen = new Frozen(trial.Layer);
        var phase = Phases.Training(trial);
        var (output, pullback, state) = frozen.ForwardWithPullback(trial.Parameters, trial.Input, phase);
        var (byInput, byParameters) = pullback(trial.OutputGradient());
        var inner = trial.Run(phase.Freeze());
        var changed = trial.Parameters.Counterparts(state).Count(tensor => tensor is not null);
        return Finding.All([
            Difference.Exact("output of the frozen layer", inner.Output, output),
            Difference.Exact("gradient by input", inner.Pullback(trial.OutputGradient()).Input, byInput),
            byParameters.Count == 0
                ? Finding.Passed
                : Finding.Failed("gradients by frozen parameters", "none", $"{byParameters.Count}"),
            changed == 0 ? Finding.Passed : Finding.Failed("new state of frozen parameters", "none", $"{changed}"),
        ]);
    }

    private static Gradients Copied(Gradients gradients) => new(Copy(gradients.Input), gradients.Parameters.Map(Copy));

    private static Tensor Copy(Tensor tensor) => tensor.Detach();

    private static Finding HasNoNaN(string what, Tensor tensor)
    {
        var at = tensor.Values.IndexOf(float.NaN);
        return at < 0 ? Finding.Passed : Finding.Failed(Difference.At(what, tensor.Shape, at), "a number", "NaN");
    }
}
