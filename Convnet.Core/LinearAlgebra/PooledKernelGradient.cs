using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>The gradient of the weights from the entries that are live after pooling.</summary>
/// <remarks>
/// Rows of pooling windows are taken block by block, so that their part of the images stays in the L1 cache. In a block each
/// filter gets the list of its entries, and its gradient is summed in registers over the list; between blocks it lies in a buffer
/// [filter][kernel row][run], which is transposed at the end.
/// </remarks>
internal unsafe ref struct PooledKernelGradient<TWidth, TVector>
    where TWidth : struct, IVectorWidth<TVector, float>
    where TVector : struct
{
    // Floats of the images that the windows of a block read: what remains of 32 KB is for the sums.
    private const int BlockFloats = 5120;

    // Pooled values of a block at most, unless one row has more: 32 KB with their winners.
    private const int BlockValues = 4096;

    // Sums of a group of filters: 256 KB.
    private const int GroupFloats = 65536;

    // Floats of a cache line, and of the longest vector.
    private const int Line = 16;

    private readonly PooledPatches patches;
    private readonly int samples;
    private readonly int group;
    private readonly int blockRows;
    private readonly int capacity;
    private readonly int runVectors;
    private readonly int sumPatch;
    private readonly int copyLength;
    private float* sums;
    private float* copy;
    private LiveEntry* lists;
    private int* windows;
    private int* counts;
    private int* places;

    private PooledKernelGradient(PooledPatches patches, int samples)
    {
        (this.patches, this.samples) = (patches, samples);
        var (images, pooling) = (patches.Images, patches.Pooling);
        runVectors = (images.RunLength + TWidth.Lanes - 1) / TWidth.Lanes;
        sumPatch = patches.KernelHeight * runVectors * TWidth.Lanes;
        group = Math.Min(patches.Filters, Math.Max(16, GroupFloats / sumPatch / 16 * 16));
        int rowFloats = pooling.Rows.Stride * images.Grid.Rows.Stride * images.RowLength;
        int rows = Math.Max(1, Math.Min(BlockFloats / rowFloats, BlockValues / (pooling.OutputWidth * group)));
        blockRows = rows > pooling.OutputHeight ? rows / pooling.OutputHeight * pooling.OutputHeight : rows;
        blockRows = Math.Min(blockRows, samples * pooling.OutputHeight);
        capacity = blockRows * pooling.OutputWidth;
        copyLength = CopyLength();
    }

    /// <summary>Writes the gradient of the weights, for operands whose lengths the caller has checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run(
        PooledPatches patches,
        float* images,
        int length,
        int* winners,
        float* gradient,
        int samples,
        float* kernelGradient
    )
    {
        var work = new PooledKernelGradient<TWidth, TVector>(patches, samples);
        fixed (float* buffer = PackBuffer<float>.Rent(work.BufferLength()))
        {
            work.Divide(PackBuffer<float>.Align(buffer));
            for (int first = 0; first < patches.Filters; first += work.group)
            {
                int filters = Math.Min(work.group, patches.Filters - first);
                new Span<float>(work.sums, filters * work.sumPatch).Clear();
                work.AddBlocks(first, filters, images, length, winners, gradient);
                work.Transpose(first, filters, kernelGradient);
            }
        }
    }

    private readonly int BufferLength() =>
        (group * sumPatch) + Line + copyLength + (2 * group * capacity) + capacity + group + patches.Places + 1;

    /// <summary>Room for what a block reads of the images, from a cache line's beginning on.</summary>
    private readonly int CopyLength()
    {
        int rows = samples * patches.Pooling.OutputHeight;
        nint longest = 0;
        for (int row = 0; row < rows; row += blockRows)
        {
            var (start, end) = Extent(row, Math.Min(rows, row + blockRows));
            longest = nint.Max(longest, end - start);
        }

        return ((int)longest + (2 * Line) - 1) / Line * Line;
    }

    private void Divide(float* buffer)
    {
        sums = buffer;
        copy = sums + (((group * sumPatch) + Line - 1) / Line * Line);
        lists = (LiveEntry*)(copy + copyLength);
        windows = (int*)(lists + (group * capacity));
        counts = windows + capacity;
        places = counts + group;
        places[0] = 0;
        for (int place = 0; place < patches.Places; place++)
        {
            places[place + 1] = patches.PlaceOffset(place);
        }
    }

    /// <summary>Where the patches of rows of pooling windows begin and end, the rows of all images counted one after another.</summary>
    private readonly (nint Start, nint End) Extent(int fromRow, int toRow)
    {
        var (first, y) = Math.DivRem(fromRow, patches.Pooling.OutputHeight);
        var (last, z) = Math.DivRem(toRow - 1, patches.Pooling.OutputHeight);
        nint size = patches.Images.ImageSize;
        return ((first * size) + patches.Extent(y).Start, (last * size) + patches.Extent(z).End);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void AddBlocks(int first, int filters, float* images, int length, int* winners, float* gradient)
    {
        int rows = samples * patches.Pooling.OutputHeight;
        for (int row = 0; row < rows; row += blockRows)
        {
            int end = Math.Min(rows, row + blockRows);
            var (from, to) = Extent(row, end);
            nint pooled = ((nint)row * patches.Pooling.OutputWidth * patches.Filters) + first;
            List(row, end, from, filters, winners + pooled, gradient + pooled);
            float* source = images + from;
            bool crosses = ((nint)source % (Line * sizeof(float))) != 0 && patches.Images.WindowStep % Line == 0;
            if (crosses || to + Line > length)
            {
                // Vectors that cross cache lines take twice as long, and the last vector of a run may reach behind the images.
                new Span<float>(source, (int)(to - from)).CopyTo(new Span<float>(copy, copyLength));
                new Span<float>(copy + (to - from), Line).Clear();
                source = copy;
            }

            AddPieces(filters, source);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void List(int fromRow, int toRow, nint start, int filters, int* winners, float* gradient)
    {
        int* window = windows;
        var (width, step) = (patches.Pooling.OutputWidth, patches.WindowStep);
        for (int row = fromRow; row < toRow; row++)
        {
            var (sample, y) = Math.DivRem(row, patches.Pooling.OutputHeight);
            int offset = (int)(((nint)sample * patches.Images.ImageSize) + patches.WindowOffset(y, 0) - start);
            for (int x = 0; x < width; x++)
            {
                *window++ = offset;
                offset += step;
            }
        }

        int pooled = patches.Filters;
        for (nint filter = 0; filter < filters; filter++)
        {
            LiveEntry* list = lists + (filter * capacity);
            LiveEntry* end = List(list, windows, window, places + 1, pooled, winners + filter, gradient + filter);
            counts[filter] = (int)(end - list);
        }
    }

    /// <summary>Makes the list of one filter. Written always, kept where the winner is no −1: no branch to mispredict.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static LiveEntry* List(
        LiveEntry* list,
        int* window,
        int* endWindow,
        int* places,
        nint step,
        int* winners,
        float* gradient
    )
    {
        for (; window < endWindow; window++)
        {
            int winner = *winners;
            list->Offset = *window + places[winner];
            list->Value = *gradient;
            list += 1 + (winner >> 31);
            winners += step;
            gradient += step;
        }

        return list;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void AddPieces(int filters, float* source)
    {
        nint imageRow = patches.Images.RowLength;
        nint sumRow = runVectors * TWidth.Lanes;
        int most = Math.Min(18, 2 * TWidth.MostRows);
        int pieces = (runVectors + 5) / 6;
        int vectors = (runVectors + pieces - 1) / pieces;
        int rows = Math.Min(3, most / vectors);
        for (int row = 0; row < patches.KernelHeight; row += rows)
        {
            for (int vector = 0; vector < runVectors; vector += vectors)
            {
                AddPiece(
                    filters,
                    Math.Min(rows, patches.KernelHeight - row),
                    Math.Min(vectors, runVectors - vector),
                    source + (row * imageRow) + (vector * TWidth.Lanes),
                    sums + (row * sumRow) + (vector * TWidth.Lanes)
                );
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void AddPiece(int filters, int rows, int vectors, float* from, float* to)
    {
        nint imageRow = patches.Images.RowLength;
        nint sumRow = runVectors * TWidth.Lanes;
        var add = PatchSums<TWidth, TVector>.Choose(rows, vectors);
        var addPair = PatchPairSums<TWidth, TVector>.Choose(rows, vectors);
        LiveEntry* list = lists;
        nint filter = 0;
        for (; vectors <= PatchPairSums<TWidth, TVector>.MostVectors && filter < filters - 1; filter += 2)
        {
            LiveEntry* next = list + capacity;
            nint shared = Math.Min(counts[filter], counts[filter + 1]);
            addPair(list, next, shared, from, imageRow, to, sumRow, sumPatch);
            add(list + shared, counts[filter] - shared, from, imageRow, to, sumRow);
            add(next + shared, counts[filter + 1] - shared, from, imageRow, to + sumPatch, sumRow);
            list = next + capacity;
            to += 2 * sumPatch;
        }

        for (; filter < filters; filter++)
        {
            add(list, counts[filter], from, imageRow, to, sumRow);
            list += capacity;
            to += sumPatch;
        }
    }

    private readonly void Transpose(int first, int filters, float* kernelGradient)
    {
        nint sumRow = runVectors * TWidth.Lanes;
        nint resultRow = (nint)patches.Images.RunLength * patches.Filters;
        for (int row = 0; row < patches.KernelHeight; row++)
        {
            float* from = sums + (row * sumRow);
            float* to = kernelGradient + (row * resultRow) + first;
            Packing<TWidth, TVector, float>.Transpose(
                from,
                sumPatch,
                filters,
                patches.Images.RunLength,
                to,
                patches.Filters
            );
        }
    }
}
