namespace Convnet;

/// <summary>Where an initializer's values come from; compared by value.</summary>
internal interface IDistribution
{
    /// <summary>The values of a shape, a pure function of shape and key.</summary>
    Tensor Fill(Shape shape, RandomKey key);

    /// <summary>The numbers that its factory takes, if any.</summary>
    IReadOnlyList<double> Numbers => [];
}
