namespace Convnet;

/// <summary>The memory that a thread packs panels of B into (at most half a megabyte of floats) and makes the lists and sums of <see cref="PooledGradients"/> in: grown when needed.</summary>
internal static unsafe class PackBuffer<T>
    where T : unmanaged
{
    private const int CacheLine = 64;

    [ThreadStatic]
    private static T[]? buffer;

    /// <summary>The thread's buffer with room for so many elements behind <see cref="Align"/>.</summary>
    internal static T[] Rent(int length)
    {
        int needed = length + (CacheLine / sizeof(T));
        if (buffer is null || buffer.Length < needed)
        {
            buffer = GC.AllocateUninitializedArray<T>(needed);
        }

        return buffer;
    }

    /// <summary>The first address from here on that begins a cache line.</summary>
    internal static T* Align(T* address) => (T*)(((nint)address + CacheLine - 1) & -CacheLine);
}
