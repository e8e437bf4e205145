using System.Numerics;

namespace Convnet;

/// <summary>The micro-kernel of each size; the JIT compiles one when it is first called.</summary>
internal static unsafe class Tiles<TWidth, TVector, T>
    where TWidth : struct, IVectorWidth<TVector, T>
    where TVector : struct
    where T : unmanaged, INumber<T>
{
    /// <summary>The kernel of 1 to 12 rows and 1, 2 or 4 vectors; see <see cref="Tile{TWidth, TVector, T}.Multiply"/>.</summary>
    internal static delegate* <nint, nint, T*, nint, nint, nint, T*, nint, T, T*, nint, void> Choose(
        int rows,
        int vectors
    ) =>
        vectors switch
        {
            1 => Choose<Count.Of1>(rows),
            2 => Choose<Count.Of2>(rows),
            _ => Choose<Count.Of4>(rows),
        };

    private static delegate* <nint, nint, T*, nint, nint, nint, T*, nint, T, T*, nint, void> Choose<TVectors>(int rows)
        where TVectors : unmanaged =>
        rows switch
        {
            1 => &Tile<TWidth, TVector, T>.Multiply<Count.Of1, TVectors>,
            2 => &Tile<TWidth, TVector, T>.Multiply<Count.Of2, TVectors>,
            3 => &Tile<TWidth, TVector, T>.Multiply<Count.Of3, TVectors>,
            4 => &Tile<TWidth, TVector, T>.Multiply<Count.Of4, TVectors>,
            5 => &Tile<TWidth, TVector, T>.Multiply<Count.Of5, TVectors>,
            6 => &Tile<TWidth, TVector, T>.Multiply<Count.Of6, TVectors>,
            7 => &Tile<TWidth, TVector, T>.Multiply<Count.Of7, TVectors>,
            8 => &Tile<TWidth, TVector, T>.Multiply<Count.Of8, TVectors>,
            9 => &Tile<TWidth, TVector, T>.Multiply<Count.Of9, TVectors>,
            10 => &Tile<TWidth, TVector, T>.Multiply<Count.Of10, TVectors>,
            11 => &Tile<TWidth, TVector, T>.Multiply<Count.Of11, TVectors>,
            _ => &Tile<TWidth, TVector, T>.Multiply<Count.Of12, TVectors>,
        };
}
