using System.Collections.Immutable;
using System.Diagnostics;

namespace Convnet;

/// <summary>
/// Layers one after another; itself a layer. Without layers it is the identity.
/// <para>Shape: that of the last layer's output.</para>
/// <para>Parameters: its layers' trees in order.</para>
/// <para>Formula: the pullback of a composition is the composition of the pullbacks in reverse; that is all of back-propagation.</para>
/// </summary>
public sealed record Sequential : ILayer
{
    /// <summary>These layers one after another.</summary>
    public Sequential(params ILayer[] layers)
        : this((IEnumerable<ILayer>)layers) { }

    /// <summary>These layers one after another.</summary>
    public Sequential(IEnumerable<ILayer> layers) =>
        Layers = [.. Check.NotNull(layers).Select(layer => Check.NotNull(layer))];

    /// <summary>The layers in order.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public ImmutableArray<ILayer> Layers { get; }

    /// <summary>How many layers at the front need no way back.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal int ForwardOnlyCount => Layers.TakeWhile(layer => layer is ForwardOnly).Count();

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => Layers.Aggregate(input, (shape, layer) => layer.OutputShape(shape));

    /// <inheritdoc/>
    public IEnumerable<Part> Parts(Shape input)
    {
        foreach (var layer in Layers)
        {
            yield return new(layer, input);
            input = layer.OutputShape(input);
        }
    }

    /// <inheritdoc/>
    public ILayer WithParts(IReadOnlyList<ILayer> parts) => new Sequential(parts);

    /// <inheritdoc/>
    public bool CouplesSamples(Phase phase) => Layers.Any(layer => layer.CouplesSamples(phase));

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase)
    {
        for (var i = 0; i < Layers.Length; i++)
        {
            input = Layers[i].Forward(parameters[i], input, phase.Child(i));
        }

        return input;
    }

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var (pullbacks, states) = (new Pullback[Layers.Length], new Parameters?[Layers.Length]);
        for (var i = 0; i < Layers.Length; i++)
        {
            (input, pullbacks[i], states[i]) = Layers[i].ForwardWithPullback(parameters[i], input, phase.Child(i));
        }

        return new(input, Pullback, Parameters.OfStates(states));

        Gradients Pullback(Tensor gradient, Wanted wanted)
        {
            var (gradients, first) = (new Parameters[pullbacks.Length], ForwardOnlyCount);
            Array.Fill(gradients, Parameters.None, 0, first);
            for (var i = pullbacks.Length - 1; i >= first; i--)
            {
                (gradient, gradients[i]) = pullbacks[i](gradient, i == first ? wanted : wanted | Wanted.Input);
            }

            return new(gradient, Parameters.OwnChildren(gradients));
        }
    }

    /// <inheritdoc/>
    public bool Equals(Sequential? other) => other is not null && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var layer in Layers)
        {
            hash.Add(layer);
        }

        return hash.ToHashCode();
    }

    /// <summary>The constructor: <c>Sequential(Flatten(), Dense(4))</c>.</summary>
    public override string ToString() => Construction.Text(this);
}
