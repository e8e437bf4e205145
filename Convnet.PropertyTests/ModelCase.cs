namespace Convnet.PropertyTests;

/// <summary>A random model with weights and a batch: combinators within each other, one of a user's among them.</summary>
/// <param name="Given">Its layers, in a Sequential, and what they are given.</param>
public sealed record ModelCase(LayerCase Given)
{
    /// <summary>The model.</summary>
    public Model Model => new(Given.Sample, ((Sequential)Given.Layer).Layers);

    /// <summary>Weights, all values drawn.</summary>
    public Parameters Weights => Given.Parameters;

    /// <summary>A batch.</summary>
    public Tensor Input => Given.Input;
}
