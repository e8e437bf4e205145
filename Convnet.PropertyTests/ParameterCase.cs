namespace Convnet.PropertyTests;

/// <summary>A parameter tree and the case that it was made for.</summary>
/// <param name="Given">A layer and what it is given.</param>
public sealed record ParameterCase(LayerCase Given)
{
    /// <summary>The labelled tree, all values drawn.</summary>
    public Parameters Tree => Given.Parameters;
}
