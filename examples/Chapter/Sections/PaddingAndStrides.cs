namespace Convnet.Examples;

/// <summary>How many windows fit: by formula and by run, with and without padding, for every stride.</summary>
internal static class PaddingAndStrides
{
    private const int LargestKernel = 5;
    private static readonly int[] Sizes = [5, 28];
    private static readonly int[] Strides = [1, 2, 3];

    /// <summary>Fills the page of padding.</summary>
    public static void WritePadding(Page page)
    {
        page.Say(
            "valid takes the places where the whole window lies in the image: n − k + 1 of them. "
                + "same pads the border, so that the output is as large as the input."
        );
        page.Table(
            ["input and kernel", "valid, formula", "valid, run", "same, formula", "same, run", "padded before, after"],
            from size in Sizes
            from kernel in Enumerable.Range(1, LargestKernel)
            let same = Placement.Of(size, (kernel, 1, Padding.Same))
            select (IReadOnlyList<string>)
                [
                    $"{size}×{size}, {kernel}×{kernel}",
                    $"{size} − {kernel} + 1 = {size - kernel + 1}",
                    $"{Run(size, kernel, 1, Padding.Valid)}",
                    $"{size}",
                    $"{Run(size, kernel, 1, Padding.Same)}",
                    $"{same.Before}, {same.After}",
                ]
        );
        foreach (var size in Sizes)
        {
            foreach (var padding in new[] { Padding.Valid, Padding.Same })
            {
                Draw(page, size, (3, 1, padding));
            }
        }
    }

    /// <summary>Fills the page of strides.</summary>
    public static void WriteStrides(Page page)
    {
        page.Say(
            "The stride is how far a window moves. Without padding ⌊(n − k)/s⌋ + 1 windows of k pixels fit into n, with padding ⌈n/s⌉."
        );
        page.Table(
            ["input, 3×3 kernel", "stride", "valid, formula", "valid, run", "same, formula", "same, run"],
            from size in Sizes
            from stride in Strides
            select (IReadOnlyList<string>)
                [
                    $"{size}×{size}",
                    $"{stride}",
                    $"⌊({size} − 3)/{stride}⌋ + 1 = {((size - 3) / stride) + 1}",
                    $"{Run(size, 3, stride, Padding.Valid)}",
                    $"⌈{size}/{stride}⌉ = {(size + stride - 1) / stride}",
                    $"{Run(size, 3, stride, Padding.Same)}",
                ]
        );
        foreach (var size in Sizes)
        {
            foreach (var stride in Strides)
            {
                foreach (var padding in new[] { Padding.Valid, Padding.Same })
                {
                    Draw(page, size, (3, stride, padding));
                }
            }
        }
    }

    /// <summary>The side of what a convolution really makes.</summary>
    private static int Run(int size, int kernel, int stride, Padding padding)
    {
        var model = new Model([size, size, 1], new Conv2D(1, kernel) { Strides = stride, Padding = padding });
        return model.Forward(model.Initialize(1), Tensor.Zeros([1, size, size, 1])).Shape[1];
    }

    private static void Draw(Page page, int size, (int Kernel, int Stride, Padding Padding) window)
    {
        var placement = Placement.Of(size, window);
        var padding = window.Padding == Padding.Valid ? "valid" : "same";
        page.Figure(
            WindowDrawing.Draw(size, window),
            $"A grid of {size} by {size} pixels with {placement.Before} padded places before and {placement.After} after, and frames of {window.Kernel} "
                + $"by {window.Kernel} in the first row, {window.Stride} apart.",
            $"{size}×{size}, {padding}, stride {window.Stride}: {placement.Windows} windows in a row, {placement.Windows}×{placement.Windows} outputs. "
                + $"Dashed places are padding; frames are the windows of the first row{(placement.Windows > WindowDrawing.Shown ? $", {WindowDrawing.Shown} of {placement.Windows}" : "")}."
        );
    }
}
