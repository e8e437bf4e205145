using System.Runtime.InteropServices;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Floats that end where the process may not read: one element too far ends the test run. Linux only.</summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int ReadAndWrite = 3;
    private const int PrivateAndAnonymous = 0x22;

    private readonly nint start;
    private readonly nuint size;
    private readonly int length;

    internal GuardedMemory(ReadOnlySpan<float> values)
    {
        nuint page = (nuint)Environment.SystemPageSize;
        nuint readable = ((((nuint)values.Length * sizeof(float)) / page) + 1) * page;
        length = values.Length;
        size = readable + page;
        start = Map(0, size, ReadAndWrite, PrivateAndAnonymous, -1, 0);
        Assert.NotEqual(-1, start);
        Assert.Equal(0, Protect(start + (nint)readable, page, 0));
        First = (float*)(start + (nint)readable) - length;
        values.CopyTo(Span);
    }

    internal Span<float> Span => new(First, length);

    private float* First { get; }

    public void Dispose() => _ = Unmap(start, size);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nuint length);
}
