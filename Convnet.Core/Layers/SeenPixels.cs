using System.Runtime.InteropServices;

namespace Convnet;

/// <summary>
/// The four pixels around a place: where the channels of each begin, negative for one outside that is a constant, and how much each weighs.
/// Between no two columns, or no two rows, both are the same pixel, so that none is looked at that weighs nothing.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct SeenPixels(int left, int right, int top, int below, double toRight, double toBelow)
{
    private readonly int topLeft = Math.Min(left, top) < 0 ? -1 : left + top;
    private readonly int topRight = Math.Min(right, top) < 0 ? -1 : right + top;
    private readonly int belowLeft = Math.Min(left, below) < 0 ? -1 : left + below;
    private readonly int belowRight = Math.Min(right, below) < 0 ? -1 : right + below;
    private readonly float ofTopLeft = (float)((1 - toRight) * (1 - toBelow));
    private readonly float ofTopRight = (float)(toRight * (1 - toBelow));
    private readonly float ofBelowLeft = (float)((1 - toRight) * toBelow);
    private readonly float ofBelowRight = (float)(toRight * toBelow);

    /// <summary>Writes their weighted sum, channel by channel; one pixel alone to the bit.</summary>
    public void Sum(ReadOnlySpan<float> image, float outside, Span<float> to)
    {
        if (topLeft == belowRight && topLeft >= 0)
        {
            image.Slice(topLeft, to.Length).CopyTo(to);
            return;
        }

        for (var c = 0; c < to.Length; c++)
        {
            to[c] =
                (Value(image, topLeft, c, outside) * ofTopLeft)
                + (Value(image, topRight, c, outside) * ofTopRight)
                + (Value(image, belowLeft, c, outside) * ofBelowLeft)
                + (Value(image, belowRight, c, outside) * ofBelowRight);
        }
    }

    /// <summary>Adds to the gradient of each what it weighs of a gradient of the sum.</summary>
    public void Spread(ReadOnlySpan<float> gradient, Span<float> imageGradient)
    {
        Add(gradient, ofTopLeft, imageGradient, topLeft);
        Add(gradient, ofTopRight, imageGradient, topRight);
        Add(gradient, ofBelowLeft, imageGradient, belowLeft);
        Add(gradient, ofBelowRight, imageGradient, belowRight);
    }

    private static float Value(ReadOnlySpan<float> image, int pixel, int channel, float outside) =>
        pixel < 0 ? outside : image[pixel + channel];

    private static void Add(ReadOnlySpan<float> gradient, float weight, Span<float> imageGradient, int pixel)
    {
        if (pixel < 0 || weight == 0)
        {
            return;
        }

        for (var c = 0; c < gradient.Length; c++)
        {
            imageGradient[pixel + c] += gradient[c] * weight;
        }
    }
}
