namespace Convnet;

/// <summary>Where in a model a layer stands.</summary>
/// <param name="Parent">The combinator that it is a part of; null for a layer of the model itself.</param>
/// <param name="Number">Its number among the parts there, from 0.</param>
/// <param name="Label">What the model calls it there: <c>conv2d_1</c>.</param>
/// <param name="Input">The shape of one sample that reaches it.</param>
public sealed record Place(Place? Parent, int Number, string Label, Shape Input)
{
    /// <summary>The labels from the model down, joined by '/': <c>residual/sequential/conv2d</c>.</summary>
    public string Path => Parent is null ? Label : $"{Parent.Path}/{Label}";

    /// <summary>How many combinators are around it; 0 for a layer of the model itself.</summary>
    public int Depth => Parent is null ? 0 : Parent.Depth + 1;

    /// <summary>The path, then the shape that arrives.</summary>
    public override string ToString() => $"{Path} {Input}";
}
