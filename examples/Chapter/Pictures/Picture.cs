using System.Text;

namespace Convnet.Examples;

/// <summary>A picture that a page holds in itself.</summary>
/// <param name="Source">A data URI.</param>
/// <param name="Width">Pixels that it is shown with, where there is room.</param>
/// <param name="Height">Pixels that it is shown with.</param>
internal sealed record Picture(string Source, int Width, int Height)
{
    /// <summary>From the bytes of a PNG.</summary>
    public static Picture OfPng(byte[] png, int width, int height) =>
        new($"data:image/png;base64,{Convert.ToBase64String(png)}", width, height);

    /// <summary>From the text of an SVG.</summary>
    public static Picture OfSvg(string svg, int width, int height) =>
        new($"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}", width, height);
}
