using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>The transforms of one choice of points, each as a map of its own.</summary>
internal static unsafe class WinogradMaps<TPoints>
    where TPoints : struct, IWinogradPoints
{
    /// <inheritdoc cref="IWinogradPoints.Input"/>
    internal readonly struct Input : IWinogradMap
    {
        public static int From => TPoints.Tile + 2;

        public static int To => TPoints.Tile + 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply(float* from, nint step, float* to, nint toStep) =>
            TPoints.Input(from, step, to, toStep);
    }

    /// <inheritdoc cref="IWinogradPoints.InputAdjoint"/>
    internal readonly struct InputAdjoint : IWinogradMap
    {
        public static int From => TPoints.Tile + 2;

        public static int To => TPoints.Tile + 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply(float* from, nint step, float* to, nint toStep) =>
            TPoints.InputAdjoint(from, step, to, toStep);
    }

    /// <inheritdoc cref="IWinogradPoints.Output"/>
    internal readonly struct Output : IWinogradMap
    {
        public static int From => TPoints.Tile + 2;

        public static int To => TPoints.Tile;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply(float* from, nint step, float* to, nint toStep) =>
            TPoints.Output(from, step, to, toStep);
    }

    /// <inheritdoc cref="IWinogradPoints.OutputAdjoint"/>
    internal readonly struct OutputAdjoint : IWinogradMap
    {
        public static int From => TPoints.Tile;

        public static int To => TPoints.Tile + 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply(float* from, nint step, float* to, nint toStep) =>
            TPoints.OutputAdjoint(from, step, to, toStep);
    }

    /// <inheritdoc cref="IWinogradPoints.Kernel"/>
    internal readonly struct Kernel : IWinogradMap
    {
        public static int From => 3;

        public static int To => TPoints.Tile + 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply(float* from, nint step, float* to, nint toStep) =>
            TPoints.Kernel(from, step, to, toStep);
    }

    /// <inheritdoc cref="IWinogradPoints.KernelAdjoint"/>
    internal readonly struct KernelAdjoint : IWinogradMap
    {
        public static int From => TPoints.Tile + 2;

        public static int To => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply(float* from, nint step, float* to, nint toStep) =>
            TPoints.KernelAdjoint(from, step, to, toStep);
    }
}
