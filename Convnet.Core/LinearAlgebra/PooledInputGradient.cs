using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>The gradient of the images from the entries that are live after pooling.</summary>
/// <remarks>
/// In a block of pooling windows the entries are sorted by window and place. Kernel row by kernel row, so that the weights stay in
/// the L1 cache, the run of each place that a filter won is summed in registers over the filters and added to the images once.
/// </remarks>
internal unsafe ref struct PooledInputGradient<TWidth, TVector>
    where TWidth : struct, IVectorWidth<TVector, float>
    where TVector : struct
{
    // Entries of a block at most, unless one row has more: 128 KB. The same for every width, since blocks order the sums.
    private const int BlockEntries = 16384;

    // Floats of a cache line.
    private const int Line = 16;

    private readonly PooledPatches patches;
    private readonly int runStep;
    private readonly int blockRows;
    private readonly int blockSamples;
    private readonly int capacity;
    private LiveEntry* entries;
    private LiveEntry* sorted;
    private LiveEntry** next;
    private WonPosition* positions;
    private int* places;
    private float* copy;

    private PooledInputGradient(PooledPatches patches, int samples)
    {
        this.patches = patches;
        runStep = PooledGradients.RunStep(patches.Images);
        var (height, width) = (patches.Pooling.OutputHeight, patches.Pooling.OutputWidth);

        // Whole images where they fit, so that a sample has the same bits alone and in a batch.
        int rows = Math.Max(1, BlockEntries / (width * patches.Filters));
        blockRows = Math.Min(height, rows);
        blockSamples = Math.Clamp(rows / height, 1, Math.Max(1, samples));
        capacity = blockSamples * blockRows * width;
    }

    /// <summary>Adds to the gradient of the images, for operands whose lengths the caller has checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run(
        PooledPatches patches,
        float* kernelRuns,
        int* winners,
        float* gradient,
        int samples,
        float* images
    )
    {
        var work = new PooledInputGradient<TWidth, TVector>(patches, samples);
        nint rowLength = (nint)patches.Pooling.OutputWidth * patches.Filters;
        fixed (float* buffer = PackBuffer<float>.Rent(work.BufferLength()))
        {
            work.Divide(PackBuffer<float>.Align(buffer));
            for (int sample = 0; sample < samples; sample += work.blockSamples)
            {
                int count = Math.Min(work.blockSamples, samples - sample);
                float* image = images + ((nint)sample * patches.Images.ImageSize);
                for (int row = 0; row < patches.Pooling.OutputHeight; row += work.blockRows)
                {
                    nint pooled = (((nint)sample * patches.Pooling.OutputHeight) + row) * rowLength;
                    nint won = work.Sort(count, row, winners + pooled, gradient + pooled);
                    work.AddRows(won, kernelRuns, image);
                }
            }
        }
    }

    private readonly int BufferLength()
    {
        int lists = (capacity + patches.Places + 1) * patches.Filters;
        int heads = patches.Places + 1 + (capacity * patches.Places);
        return (patches.Filters * runStep) + (2 * (lists + heads)) + patches.Places;
    }

    private void Divide(float* buffer)
    {
        copy = buffer;
        next = (LiveEntry**)(copy + (patches.Filters * runStep));
        entries = (LiveEntry*)(next + patches.Places + 1);
        sorted = entries + (capacity * patches.Filters);
        positions = (WonPosition*)(sorted + ((patches.Places + 1) * patches.Filters));
        places = (int*)(positions + (capacity * patches.Places));
        for (int place = 0; place < patches.Places; place++)
        {
            places[place] = patches.PlaceOffset(place);
        }
    }

    /// <summary>Sorts the entries of a block by window and place; says at how many positions there are any.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly nint Sort(int samples, int firstRow, int* winners, float* gradient)
    {
        LiveEntry* entry = entries;
        WonPosition* position = positions;
        int endRow = Math.Min(firstRow + blockRows, patches.Pooling.OutputHeight);
        var (width, step) = (patches.Pooling.OutputWidth, patches.WindowStep);
        var (filters, placeCount) = (patches.Filters, patches.Places);
        for (int sample = 0; sample < samples; sample++)
        {
            for (int y = firstRow; y < endRow; y++)
            {
                int window = (sample * patches.Images.ImageSize) + patches.WindowOffset(y, 0);
                for (int x = 0; x < width; x++)
                {
                    SortWindow(filters, placeCount, winners, gradient);
                    Append(window, filters, placeCount, ref entry, ref position);
                    window += step;
                    winners += filters;
                    gradient += filters;
                }
            }
        }

        return (nint)(position - positions);
    }

    /// <summary>A list for each place, and one for the entries without gradient: no branch to mispredict.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void SortWindow(int filters, int placeCount, int* winners, float* gradient)
    {
        LiveEntry** ends = next;
        for (int place = 0; place <= placeCount; place++)
        {
            ends[place] = sorted + (place * filters);
        }

        int step = runStep;
        int offset = 0;
        ends++;
        for (nint filter = 0; filter < filters; filter++)
        {
            LiveEntry** end = ends + winners[filter];
            LiveEntry* entry = *end;
            *end = entry + 1;
            entry->Offset = offset;
            entry->Value = gradient[filter];
            offset += step;
        }
    }

    /// <summary>Puts the lists of a window behind those of the windows before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Append(
        int window,
        int filters,
        int placeCount,
        ref LiveEntry* entry,
        ref WonPosition* position
    )
    {
        for (int place = 0; place < placeCount; place++)
        {
            LiveEntry* list = sorted + ((place + 1) * filters);
            int count = (int)(next[place + 1] - list);
            if (count > 0)
            {
                position->Offset = window + places[place];
                position->Count = count;
                position++;
                for (int i = 0; i < count; i++)
                {
                    entry[i] = list[i];
                }

                entry += count;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void AddRows(nint won, float* kernelRuns, float* images)
    {
        for (int row = 0; row < patches.KernelHeight; row++)
        {
            float* weights = kernelRuns + ((nint)row * patches.Filters * runStep);
            if ((nint)weights % (Line * sizeof(float)) != 0)
            {
                // Vectors that cross cache lines take twice as long.
                new Span<float>(weights, patches.Filters * runStep).CopyTo(
                    new Span<float>(copy, patches.Filters * runStep)
                );
                weights = copy;
            }

            AddRow(won, weights, images + ((nint)row * patches.Images.RowLength));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void AddRow(nint won, float* weights, float* images)
    {
        int length = patches.Images.RunLength;
        int runVectors = (length + TWidth.Lanes - 1) / TWidth.Lanes;
        int tail = length - ((runVectors - 1) * TWidth.Lanes);
        int most = RunSums<TWidth, TVector>.MostVectors;
        if (runVectors <= most)
        {
            RunSums<TWidth, TVector>.Choose(runVectors)(positions, won, entries, weights, images, tail);
            return;
        }

        // Position by position, because runs overlap: all pieces of one before the next, whatever the width.
        LiveEntry* entry = entries;
        for (WonPosition* position = positions; position < positions + won; position++)
        {
            for (int vector = 0; vector < runVectors; vector += most)
            {
                int count = Math.Min(most, runVectors - vector);
                int first = vector * TWidth.Lanes;
                int last = vector + count == runVectors ? tail : TWidth.Lanes;
                RunSums<TWidth, TVector>.Choose(count)(position, 1, entry, weights + first, images + first, last);
            }

            entry += position->Count;
        }
    }
}
