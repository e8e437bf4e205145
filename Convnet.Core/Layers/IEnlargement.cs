namespace Convnet;

/// <summary>How the pixels of a larger image follow from those of one sample.</summary>
internal interface IEnlargement
{
    /// <summary>Writes the larger image whole.</summary>
    void Forward(ReadOnlySpan<float> image, Span<float> larger);

    /// <summary>Adds the gradient by the image to it.</summary>
    void Backward(ReadOnlySpan<float> largerGradient, Span<float> imageGradient);
}
