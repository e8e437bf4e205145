using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Convnet;

/// <summary>
/// A tree of tensors that mirrors a model: weights, gradients, optimizer slots and moving statistics alike. A layer reads its own tensors
/// by name, a combinator its parts' trees by number. Equal where structure, names and bits are equal; labels and marks play no part.
/// </summary>
public sealed record Parameters
{
    private readonly ImmutableArray<Node> own;
    private readonly ImmutableArray<Parameters> children;

    private Parameters(ImmutableArray<Node> own, ImmutableArray<Parameters> children, string? label = null) =>
        (this.own, this.children, Label) = (own, children, label);

    /// <summary>The tree without tensors.</summary>
    public static Parameters None { get; } = new([], []);

    /// <summary>What a model calls this branch: <c>conv2d_1</c>; null where no model has labelled the tree.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Label { get; }

    /// <summary>How many branches there are below this one.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public int ChildCount => children.Length;

    /// <summary>How many tensors the whole tree holds.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public int Count => own.Length + children.Sum(child => child.Count);

    /// <summary>How many values the whole tree holds.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public long Size => own.Sum(node => (long)node.Tensor.Shape.Size) + children.Sum(child => child.Size);

    /// <summary>All tensors with their paths, a layer's own before its parts', in the order of the model.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IEnumerable<ParameterLeaf> Leaves => LeavesBelow("");

    /// <summary>The layer's own tensor of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Tensor this[string name] =>
        Find(name)
        ?? throw new ArgumentException(
            $"There is no parameter '{name}' here, only {(own.IsEmpty ? "none" : string.Join(", ", own.Select(n => n.Name)))}."
        );

    /// <summary>The tree of part number <paramref name="child"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such part.</exception>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Parameters this[int child] =>
        (uint)child < (uint)children.Length
            ? children[child]
            : throw new ArgumentOutOfRangeException(
                nameof(child),
                child,
                $"There are {children.Length} branches here, none of number {child}."
            );

    /// <summary>The tree of one layer.</summary>
    public static Parameters Of(params (string Name, Tensor Tensor)[] tensors) =>
        Own(Array.ConvertAll(Check.NotNull(tensors), static t => new Node(t.Name, t.Tensor)), []);

    /// <summary>The tree of a combinator, from its parts' trees in order.</summary>
    public static Parameters OfChildren(params IEnumerable<Parameters> children) => new([], [.. children]);

    /// <summary>The state of a combinator from its parts' states in order; null, which is "unchanged", where all are null.</summary>
    public static Parameters? OfStates(IReadOnlyList<Parameters?> states) =>
        Check.NotNull(states) is Parameters?[] array && Array.TrueForAll(array, static state => state is null) ? null
        : states.All(static state => state is null) ? null
        : OfChildren(states.Select(static state => state ?? None));

    /// <summary>What two trees hold together; where both hold a tensor, the newer one's.</summary>
    internal static Parameters? Overlay(Parameters? older, Parameters? newer)
    {
        if (older is null || newer is null)
        {
            return newer ?? older;
        }

        var names = older.OwnNames.Union(newer.OwnNames);
        var own = names.Select(name => new Node(name, newer.Find(name) ?? older[name]));
        var count = Math.Max(older.ChildCount, newer.ChildCount);
        return new(
            [.. own],
            [.. Enumerable.Range(0, count).Select(i => Overlay(older.ChildOrNull(i), newer.ChildOrNull(i))!)]
        );
    }

    /// <summary>A tree of the same structure whose tensors are those of <paramref name="function"/>.</summary>
    public Parameters Map(Func<Tensor, Tensor> function) =>
        new(
            [.. own.Select(node => node with { Tensor = function(node.Tensor) })],
            [.. children.Select(child => child.Map(function))],
            Label
        );

    /// <summary>A tree of the same structure whose tensors are made of those of both trees, place by place.</summary>
    /// <exception cref="ArgumentException">The trees differ in structure or names; the message names the place.</exception>
    public Parameters Zip(Parameters other, Func<Tensor, Tensor, Tensor> function) =>
        Zip(Check.NotNull(other), function, "");

    /// <summary>The tree with only those tensors that <paramref name="keep"/> accepts; the branches stay, so that it still mirrors the model.</summary>
    public Parameters Only(Func<ParameterLeaf, bool> keep) => Only(Check.NotNull(keep), "");

    /// <summary>This tree with each tensor that <paramref name="newer"/> has replaced by the newer one; what only the newer has is ignored.</summary>
    /// <remarks>Law: <c>p.Merge(p.Only(keep)) == p</c>.</remarks>
    public Parameters Merge(Parameters? newer)
    {
        if (newer is null || (newer.own.IsEmpty && newer.children.IsEmpty))
        {
            return this;
        }

        return new(
            [.. own.Select(node => node with { Tensor = newer.Find(node.Name) ?? node.Tensor })],
            [.. children.Select((child, i) => i < newer.children.Length ? child.Merge(newer.children[i]) : child)],
            Label
        );
    }

    /// <inheritdoc/>
    public bool Equals(Parameters? other) =>
        other is not null
        && own.AsSpan().SequenceEqual(other.own.AsSpan())
        && children.AsSpan().SequenceEqual(other.children.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var leaf in Leaves)
        {
            hash.Add(leaf.Tensor);
        }

        return hash.ToHashCode();
    }

    /// <summary>One tensor a line, with its path, a summary and whether it is trained; then the totals.</summary>
    public override string ToString()
    {
        var leaves = Leaves.ToList();
        var width = leaves.Select(leaf => leaf.Path.Length).DefaultIfEmpty().Max();
        var lines = leaves.Select(leaf =>
            $"{leaf.Path.PadRight(width)}  {leaf.Tensor}{(leaf.IsTrainable ? "" : ", non-trainable")}"
        );
        return string.Join('\n', lines.Append($"{leaves.Count} tensors, {Size:N0} values"));
    }

    /// <summary>The tree of a combinator, from an array that the caller gives away.</summary>
    internal static Parameters OwnChildren(Parameters[] children) => Own([], children);

    /// <summary>The layer's own tensor of that name, or null.</summary>
    internal Tensor? Find(string name)
    {
        foreach (var node in own)
        {
            if (node.Name == name)
            {
                return node.Tensor;
            }
        }

        return null;
    }

    /// <summary>For each tensor of this tree, in the order of <see cref="Leaves"/>, that of another in the same place; null where it has none.</summary>
    internal IEnumerable<Tensor?> Counterparts(Parameters? other) =>
        own.Select(node => other?.Find(node.Name))
            .Concat(children.SelectMany((child, i) => child.Counterparts(other?.ChildOrNull(i))));

    /// <summary>This tree and one more tensor of the layer's own.</summary>
    internal Parameters With(string name, Tensor tensor) => new([.. own, new(name, tensor)], children, Label);

    /// <summary>The layer's own tensors alone.</summary>
    internal Parameters WithoutChildren() => new(own, [], Label);

    /// <summary>This tree with another in the place that these numbers lead to.</summary>
    internal Parameters Replace(ReadOnlySpan<int> place, Func<Parameters, Parameters> function) =>
        place.IsEmpty
            ? function(this)
            : new(own, children.SetItem(place[0], children[place[0]].Replace(place[1..], function)), Label);

    /// <summary>The tree of a part, or null where there is none.</summary>
    internal Parameters? ChildOrNull(int child) => child < children.Length ? children[child] : null;

    /// <summary>The names of the layer's own tensors.</summary>
    internal IEnumerable<string> OwnNames => own.Select(node => node.Name);

    /// <summary>A labelled tree, as a model makes it.</summary>
    internal static Parameters Labelled(
        string? label,
        IEnumerable<(ParameterSpec Spec, Tensor Tensor)> own,
        IEnumerable<Parameters> children
    ) => new([.. own.Select(leaf => new Node(leaf.Spec.Name, leaf.Tensor, leaf.Spec.Trainable))], [.. children], label);

    private static Parameters Own(Node[] own, Parameters[] children) =>
        new(ImmutableCollectionsMarshal.AsImmutableArray(own), ImmutableCollectionsMarshal.AsImmutableArray(children));

    private IEnumerable<ParameterLeaf> LeavesBelow(string prefix)
    {
        foreach (var node in own)
        {
            yield return new(prefix + node.Name, node.Tensor, node.IsTrainable);
        }

        for (var i = 0; i < children.Length; i++)
        {
            foreach (var leaf in children[i].LeavesBelow(ChildPrefix(prefix, i)))
            {
                yield return leaf;
            }
        }
    }

    private string ChildPrefix(string prefix, int child) => $"{prefix}{children[child].Label ?? $"{child}"}/";

    private Parameters Zip(Parameters other, Func<Tensor, Tensor, Tensor> function, string prefix)
    {
        if (!own.Select(node => node.Name).SequenceEqual(other.OwnNames) || children.Length != other.children.Length)
        {
            throw new ArgumentException(
                $"The trees do not mirror each other at '{prefix}': [{string.Join(", ", OwnNames)}] and {children.Length} branches here, "
                    + $"[{string.Join(", ", other.OwnNames)}] and {other.children.Length} branches there."
            );
        }

        return new(
            [.. own.Select((node, i) => node with { Tensor = function(node.Tensor, other.own[i].Tensor) })],
            [.. children.Select((child, i) => child.Zip(other.children[i], function, ChildPrefix(prefix, i)))],
            Label
        );
    }

    private Parameters Only(Func<ParameterLeaf, bool> keep, string prefix) =>
        new(
            [.. own.Where(node => keep(new(prefix + node.Name, node.Tensor, node.IsTrainable)))],
            [.. children.Select((child, i) => child.Only(keep, ChildPrefix(prefix, i)))],
            Label
        );

    /// <summary>A tensor of a layer's own; the mark plays no part in equality.</summary>
    private readonly record struct Node(string Name, Tensor Tensor, bool IsTrainable = true)
    {
        public bool Equals(Node other) => Name == other.Name && Tensor.Equals(other.Tensor);

        public override int GetHashCode() => HashCode.Combine(Name, Tensor);
    }
}
