using System.Runtime.InteropServices;

namespace Convnet;

/// <summary>Numbers as types, for the rows and vectors of a <see cref="Tile{TWidth, TVector, T}"/>: the size of each is its number.</summary>
internal static class Count
{
    [StructLayout(LayoutKind.Sequential, Size = 1)]
    internal readonly struct Of1;

    [StructLayout(LayoutKind.Sequential, Size = 2)]
    internal readonly struct Of2;

    [StructLayout(LayoutKind.Sequential, Size = 3)]
    internal readonly struct Of3;

    [StructLayout(LayoutKind.Sequential, Size = 4)]
    internal readonly struct Of4;

    [StructLayout(LayoutKind.Sequential, Size = 5)]
    internal readonly struct Of5;

    [StructLayout(LayoutKind.Sequential, Size = 6)]
    internal readonly struct Of6;

    [StructLayout(LayoutKind.Sequential, Size = 7)]
    internal readonly struct Of7;

    [StructLayout(LayoutKind.Sequential, Size = 8)]
    internal readonly struct Of8;

    [StructLayout(LayoutKind.Sequential, Size = 9)]
    internal readonly struct Of9;

    [StructLayout(LayoutKind.Sequential, Size = 10)]
    internal readonly struct Of10;

    [StructLayout(LayoutKind.Sequential, Size = 11)]
    internal readonly struct Of11;

    [StructLayout(LayoutKind.Sequential, Size = 12)]
    internal readonly struct Of12;
}
