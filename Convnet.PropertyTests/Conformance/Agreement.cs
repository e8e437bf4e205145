namespace Convnet.PropertyTests;

/// <summary>How near a float32 result must be, as a share of the largest value of each array.</summary>
/// <param name="Values">For outputs, losses and parameters.</param>
/// <param name="Gradients">For gradients.</param>
internal readonly record struct Agreement(double Values, double Gradients)
{
    /// <summary>What libtorch's cases ask for.</summary>
    public static Agreement Libtorch => new(1e-4, 1e-4);

    /// <summary>What Keras' cases ask for.</summary>
    public static Agreement Keras => new(1e-5, 1e-4);
}
