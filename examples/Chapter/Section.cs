namespace Convnet.Examples;

/// <summary>A section of the chapter.</summary>
/// <param name="Id">How it is called on the command line and in the page.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Write">What fills its page.</param>
internal sealed record Section(string Id, string Title, Action<Lab, Page> Write)
{
    /// <summary>All of them, in the order of the chapter.</summary>
    public static IReadOnlyList<Section> All { get; } =
    [
        new("dense", "Dense against convnet", DenseAgainstConvnet.Write),
        new("convolution", "Convolution", Convolution.Write),
        new("invariance", "Patterns are translation invariant", Invariance.Write),
        new("hierarchy", "Patterns form a hierarchy", Hierarchy.Write),
        new("padding", "Padding", (_, page) => PaddingAndStrides.WritePadding(page)),
        new("strides", "Strides", (_, page) => PaddingAndStrides.WriteStrides(page)),
        new("pooling", "Pooling", Pooling.Write),
        new("no-pooling", "Without max pooling", WithoutPooling.Write),
        new("mistakes", "Mistakes", Mistakes.Write),
    ];
}
