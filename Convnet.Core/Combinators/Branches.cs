using System.Collections.Immutable;
using System.Diagnostics;

namespace Convnet;

/// <summary>
/// Layers side by side: each is given the input, and their outputs come together.
/// <para>Shape: that of one output, or with the channels of all, one after another.</para>
/// <para>Parameters: the branches' trees in order.</para>
/// <para>Formula: y = f₁(x) + f₂(x) + …, f₁(x)·f₂(x)·… value by value, or [f₁(x), f₂(x), …] along the last axis.</para>
/// <para>Errors: a ShapeException where the outputs do not go together.</para>
/// <para>Example: <c>new Branches(Merge.Concatenate, new Conv2D(8, (1, 1)), new Conv2D(8, (3, 3)) { Padding = Padding.Same })</c></para>
/// </summary>
public sealed record Branches : ILayer
{
    /// <summary>These layers side by side.</summary>
    /// <param name="merge">How the outputs come together.</param>
    /// <param name="layers">The branches, at least one.</param>
    public Branches(Merge merge, params ILayer[] layers)
        : this(merge, (IEnumerable<ILayer>)layers) { }

    /// <summary>These layers side by side.</summary>
    /// <param name="merge">How the outputs come together.</param>
    /// <param name="layers">The branches, at least one.</param>
    public Branches(Merge merge, IEnumerable<ILayer> layers)
    {
        Merge = Check.Defined(merge);
        Layers = [.. Check.NotNull(layers).Select(layer => Check.NotNull(layer))];
        if (Layers.IsEmpty)
        {
            throw new ArgumentException("Branches were given no layer, but need at least one.", nameof(layers));
        }
    }

    /// <summary>How the outputs come together.</summary>
    public Merge Merge { get; }

    /// <summary>The branches in order.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public ImmutableArray<ILayer> Layers { get; }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) =>
        Merging.OutputShape(Merge, [.. Layers.Select(layer => layer.OutputShape(input))]);

    /// <inheritdoc/>
    public IEnumerable<Part> Parts(Shape input) => Layers.Select(layer => new Part(layer, input));

    /// <inheritdoc/>
    public ILayer WithParts(IReadOnlyList<ILayer> parts) => new Branches(Merge, parts);

    /// <inheritdoc/>
    public bool CouplesSamples(Phase phase) => Layers.Any(layer => layer.CouplesSamples(phase));

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase)
    {
        var outputs = new Tensor[Layers.Length];
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = Layers[i].Forward(parameters[i], input, phase.Child(i));
        }

        return Merging.Forward(Merge, outputs);
    }

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var (outputs, pullbacks) = (new Tensor[Layers.Length], new Pullback[Layers.Length]);
        var states = new Parameters?[Layers.Length];
        for (var i = 0; i < outputs.Length; i++)
        {
            (outputs[i], pullbacks[i], states[i]) = Layers[i].ForwardWithPullback(parameters[i], input, phase.Child(i));
        }

        return new(Merging.Forward(Merge, outputs), Pullback, Parameters.OfStates(states));

        Gradients Pullback(Tensor outputGradient, Wanted wanted)
        {
            var (sum, gradients) = (default(Tensor), new Parameters[pullbacks.Length]);
            for (var i = 0; i < pullbacks.Length; i++)
            {
                var branch = pullbacks[i](Merging.Backward(Merge, outputs, i, outputGradient), wanted);
                gradients[i] = branch.Parameters;
                if (wanted.HasFlag(Wanted.Input))
                {
                    sum = sum is null ? branch.Input : TensorArithmetic.Add(sum, branch.Input);
                }
            }

            return new(sum ?? input, Parameters.OwnChildren(gradients));
        }
    }

    /// <inheritdoc/>
    public bool Equals(Branches? other) =>
        other is not null && Merge == other.Merge && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode() => Layers.Aggregate(Merge.GetHashCode(), HashCode.Combine);

    /// <summary>The constructor: <c>Branches(Merge.Add, Dense(4), Dense(4))</c>.</summary>
    public override string ToString() => Construction.Text(this);
}
