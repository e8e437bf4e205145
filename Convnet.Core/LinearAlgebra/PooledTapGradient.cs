using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>The gradient of the weights where patches are so small that a list of live entries would cost more than it saves.</summary>
/// <remarks>
/// A vector of filters at a time: each place of a pooling window is multiplied with the gradients of the filters that it won, and
/// with 0 for the others, which changes no sum of finite values: the bits are those of <see cref="PooledKernelGradient{TWidth, TVector}"/>.
/// </remarks>
internal static unsafe class PooledTapGradient<TWidth, TVector>
    where TWidth : struct, IVectorWidth<TVector, float>
    where TVector : struct
{
    /// <summary>Writes the gradient of the weights, for operands whose lengths the caller has checked, and filters of one vector at least.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run(
        PooledPatches patches,
        float* images,
        int* winners,
        float* gradient,
        int samples,
        float* kernelGradient
    )
    {
        int* places = stackalloc int[patches.Places];
        for (int place = 0; place < patches.Places; place++)
        {
            places[place] = patches.PlaceOffset(place);
        }

        for (int filter = 0; filter < patches.Filters; filter += TWidth.Lanes)
        {
            // The last vector ends with the last filter, and writes again what the one before it wrote.
            int first = Math.Min(filter, patches.Filters - TWidth.Lanes);
            for (int row = 0; row < patches.KernelHeight; row += TapSums<TWidth, TVector>.MostRows)
            {
                for (int column = 0; column < patches.Images.RunLength; column += TapSums<TWidth, TVector>.MostColumns)
                {
                    AddPiece(
                        patches,
                        row,
                        column,
                        places,
                        images,
                        winners + first,
                        gradient + first,
                        samples,
                        kernelGradient + first
                    );
                }
            }
        }
    }

    /// <summary>A few rows and columns of the patch for one vector of filters.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPiece(
        PooledPatches patches,
        int firstRow,
        int firstColumn,
        int* places,
        float* images,
        int* winners,
        float* gradient,
        int samples,
        float* kernelGradient
    )
    {
        const int mostRows = TapSums<TWidth, TVector>.MostRows,
            mostColumns = TapSums<TWidth, TVector>.MostColumns;
        float* sums = stackalloc float[mostRows * mostColumns * TWidth.Lanes];
        new Span<float>(sums, mostRows * mostColumns * TWidth.Lanes).Clear();
        int rows = Math.Min(mostRows, patches.KernelHeight - firstRow);
        int columns = Math.Min(mostColumns, patches.Images.RunLength - firstColumn);
        var add = TapSums<TWidth, TVector>.Choose(rows, columns);
        var (height, width, filters) = (patches.Pooling.OutputHeight, patches.Pooling.OutputWidth, patches.Filters);
        nint imageRow = patches.Images.RowLength;
        nint windowStep = patches.WindowStep;
        for (int sample = 0; sample < samples; sample++)
        {
            float* image = images + ((nint)sample * patches.Images.ImageSize) + (firstRow * imageRow) + firstColumn;
            for (int y = 0; y < height; y++)
            {
                float* from = image + patches.WindowOffset(y, 0);
                add(width, windowStep, from, imageRow, winners, gradient, filters, places, patches.Places, sums);
                winners += (nint)width * filters;
                gradient += (nint)width * filters;
            }
        }

        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                nint place = ((nint)(firstRow + row) * patches.Images.RunLength) + firstColumn + column;
                TWidth.Store(
                    TWidth.Load(sums + (((row * mostColumns) + column) * TWidth.Lanes)),
                    kernelGradient + (place * filters)
                );
            }
        }
    }
}
