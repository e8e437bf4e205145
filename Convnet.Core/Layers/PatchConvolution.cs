namespace Convnet;

/// <summary>Matrix products over patches (im2col), group by group: takes any windows and any provider.</summary>
internal sealed record PatchConvolution(WindowGrid Grid, int Filters, int Groups) : IConvolution
{
    /// <summary>Values of patch rows that are made at once: 256 KiB, a part of a core's second-level cache.</summary>
    private const int RowsAtOnce = 1 << 16;

    private int GroupChannels => Grid.Channels / Groups;

    private int GroupFilters => Filters / Groups;

    private int PatchLength => Grid.Rows.Kernel * Grid.Columns.Kernel * GroupChannels;

    /// <inheritdoc/>
    public IReadOnlyList<KernelForm> Forms => [];

    /// <summary>patches · kernel for each group; the patches are kept.</summary>
    public Tensor Responses(Tensor input, KernelForms kernel, out object kept)
    {
        var responses = Tensor.Uninitialized([input.Samples, Grid.OutputHeight, Grid.OutputWidth, Filters]);
        var windows = input.Samples * Grid.Count;
        var patches = Patches(input);
        kept = patches;
        for (var group = 0; group < Groups; group++)
        {
            var part = Groups == 1 ? responses : Tensor.Uninitialized([windows, GroupFilters]);
            Gemm.Multiply(
                false,
                false,
                windows,
                GroupFilters,
                PatchLength,
                patches[group].Storage,
                Columns(kernel.Kernel, group).Storage,
                0,
                part.Storage
            );
            Put(part, responses, group);
        }

        return responses;
    }

    /// <inheritdoc/>
    public object Keep(Tensor input, KernelForms kernel) => Patches(input);

    /// <inheritdoc/>
    public ConvolutionGradients Gradients(
        Tensor gradient,
        KernelForms kernel,
        object kept,
        Shape input,
        Wanted wanted
    ) =>
        new(
            wanted.HasFlag(Wanted.Input) ? InputGradient(gradient, kernel, input) : null,
            wanted.HasFlag(Wanted.Parameters) ? KernelGradient(gradient, (Tensor[])kept, kernel.Kernel.Shape) : null
        );

    /// <summary>The gradient by the kernel: patchesᵀ · gradient, group by group.</summary>
    private Tensor KernelGradient(Tensor gradient, Tensor[] patches, Shape shape)
    {
        var kernelGradient = Tensor.Uninitialized(shape);
        for (var group = 0; group < Groups; group++)
        {
            var part = Groups == 1 ? kernelGradient : Tensor.Uninitialized([PatchLength, GroupFilters]);
            Gemm.Multiply(
                true,
                false,
                PatchLength,
                GroupFilters,
                gradient.Samples * Grid.Count,
                patches[group].Storage,
                Columns(gradient, group).Storage,
                0,
                part.Storage
            );
            Put(part, kernelGradient, group);
        }

        return kernelGradient;
    }

    /// <summary>The gradient by the input: the rows of gradient · kernelᵀ, added to the pixels that their patches came from.</summary>
    public Tensor InputGradient(Tensor gradient, KernelForms kernel, Shape input)
    {
        var isWhole = Grid.IsPointwise && Groups == 1;
        var inputGradient = isWhole ? Tensor.Uninitialized(input) : Tensor.Cleared(input);
        for (var group = 0; group < Groups; group++)
        {
            var (columns, kernelColumns) = (Columns(gradient, group), Columns(kernel.Kernel, group));
            if (isWhole)
            {
                Rows(columns.Storage, kernelColumns, inputGradient.Storage);
            }
            else
            {
                AddRows(columns, kernelColumns, inputGradient, group);
            }
        }

        return inputGradient;
    }

    /// <summary>A few images at a time, so that the rows are still in the cache when they are added to the pixels.</summary>
    private void AddRows(Tensor gradient, Tensor kernel, Tensor inputGradient, int group)
    {
        var samples = Math.Clamp(RowsAtOnce / Grid.Count / PatchLength, 1, inputGradient.Samples);
        var rows = Tensor.Uninitialized([samples * Grid.Count, PatchLength]);
        for (var start = 0; start < inputGradient.Samples; start += samples)
        {
            var count = Math.Min(samples, inputGradient.Samples - start);
            var windows = count * Grid.Count;
            var pixels = inputGradient.Writable.Slice(start * Grid.ImageSize, count * Grid.ImageSize);
            var part = rows.Storage[..(windows * PatchLength)];
            Rows(gradient.Storage.Slice(start * Grid.Count * GroupFilters, windows * GroupFilters), kernel, part);
            Im2Col.ScatterAdd(Grid, part, pixels, group * GroupChannels, GroupChannels);
        }
    }

    /// <summary>gradient · kernelᵀ: a row for each window.</summary>
    private void Rows(ArraySegment<float> gradient, Tensor kernel, ArraySegment<float> rows) =>
        Gemm.Multiply(
            false,
            true,
            rows.Count / PatchLength,
            PatchLength,
            GroupFilters,
            gradient,
            kernel.Storage,
            0,
            rows
        );

    private Tensor[] Patches(Tensor input) => [.. Enumerable.Range(0, Groups).Select(group => Patches(input, group))];

    private Tensor Patches(Tensor input, int group)
    {
        if (Grid.IsPointwise && Groups == 1)
        {
            return input;
        }

        var patches = Tensor.Uninitialized([input.Samples * Grid.Count, PatchLength]);
        Im2Col.Gather(Grid, input.Values, patches.Writable, group * GroupChannels, GroupChannels);
        return patches;
    }

    /// <summary>The group's columns of a matrix whose rows have one column a filter.</summary>
    private Tensor Columns(Tensor matrix, int group)
    {
        if (Groups == 1)
        {
            return matrix;
        }

        var rows = matrix.Shape.Size / Filters;
        var columns = Tensor.Uninitialized([rows, GroupFilters]);
        for (var row = 0; row < rows; row++)
        {
            matrix
                .Values.Slice((row * Filters) + (group * GroupFilters), GroupFilters)
                .CopyTo(columns.Writable[(row * GroupFilters)..]);
        }

        return columns;
    }

    /// <summary>Puts the group's columns in their place in a matrix whose rows have one column a filter.</summary>
    private void Put(Tensor columns, Tensor matrix, int group)
    {
        if (Groups == 1)
        {
            return;
        }

        for (var row = 0; row < columns.Shape.Size / GroupFilters; row++)
        {
            columns
                .Values.Slice(row * GroupFilters, GroupFilters)
                .CopyTo(matrix.Writable[((row * Filters) + (group * GroupFilters))..]);
        }
    }
}
