using System.Runtime.Intrinsics;

namespace Convnet;

/// <summary>The transforms that there are: for tiles of 2, 3 and 4 outputs along an axis, in every vector width.</summary>
internal static class WinogradKernels
{
    /// <summary>The transforms in vectors of so many bits; all widths give the same bits where the hardware has fused multiply-add.</summary>
    public static IWinogradTransforms Choose(int tile, int width) =>
        tile switch
        {
            2 => Two(width),
            3 => Three(width),
            4 => Four(width),
            _ => throw new ArgumentOutOfRangeException(
                nameof(tile),
                tile,
                "Winograd's transforms are written out for tiles of 2, 3 and 4 outputs. Use one of these."
            ),
        };

    private static IWinogradTransforms Two(int width) =>
        width switch
        {
            512 => new WinogradTransforms<
                WinogradPoints2<Width512<float>, Vector512<float>>,
                WinogradPoints2<Width128<float>, Vector128<float>>,
                WinogradPoints2<Width32, float>
            >(),
            256 => new WinogradTransforms<
                WinogradPoints2<Width256<float>, Vector256<float>>,
                WinogradPoints2<Width128<float>, Vector128<float>>,
                WinogradPoints2<Width32, float>
            >(),
            _ => new WinogradTransforms<
                WinogradPoints2<Width128<float>, Vector128<float>>,
                WinogradPoints2<Width32, float>,
                WinogradPoints2<Width32, float>
            >(),
        };

    private static IWinogradTransforms Three(int width) =>
        width switch
        {
            512 => new WinogradTransforms<
                WinogradPoints3<Width512<float>, Vector512<float>>,
                WinogradPoints3<Width128<float>, Vector128<float>>,
                WinogradPoints3<Width32, float>
            >(),
            256 => new WinogradTransforms<
                WinogradPoints3<Width256<float>, Vector256<float>>,
                WinogradPoints3<Width128<float>, Vector128<float>>,
                WinogradPoints3<Width32, float>
            >(),
            _ => new WinogradTransforms<
                WinogradPoints3<Width128<float>, Vector128<float>>,
                WinogradPoints3<Width32, float>,
                WinogradPoints3<Width32, float>
            >(),
        };

    private static IWinogradTransforms Four(int width) =>
        width switch
        {
            512 => new WinogradTransforms<
                WinogradPoints4<Width512<float>, Vector512<float>>,
                WinogradPoints4<Width128<float>, Vector128<float>>,
                WinogradPoints4<Width32, float>
            >(),
            256 => new WinogradTransforms<
                WinogradPoints4<Width256<float>, Vector256<float>>,
                WinogradPoints4<Width128<float>, Vector128<float>>,
                WinogradPoints4<Width32, float>
            >(),
            _ => new WinogradTransforms<
                WinogradPoints4<Width128<float>, Vector128<float>>,
                WinogradPoints4<Width32, float>,
                WinogradPoints4<Width32, float>
            >(),
        };
}
