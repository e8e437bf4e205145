using System.Buffers.Binary;
using System.Runtime.Intrinsics.X86;

namespace Convnet;

/// <summary>The libraries that mkl_rt loads at its first call. Where one is missing or damaged, that call would end the process with no exception.</summary>
internal static class MklFiles
{
    private const int HeaderLength = 64;

    /// <summary>Refuses an installation with a missing or damaged file. Linux only; elsewhere nothing is known, and nothing refused.</summary>
    /// <exception cref="ProviderException">A file is missing or damaged.</exception>
    internal static void Check()
    {
        if (OperatingSystem.IsLinux() && LoadedFile("libmkl_rt") is { } path)
        {
            Check(path);
        }
    }

    /// <summary>Refuses an installation by the path of its libmkl_rt.</summary>
    internal static void Check(string runtime)
    {
        string folder = Path.GetDirectoryName(runtime)!;
        string suffix = Path.GetFileName(runtime)["libmkl_rt".Length..];
        foreach (string part in Parts())
        {
            string path = Path.Combine(folder, $"libmkl_{part}{suffix}");
            if (!File.Exists(path))
            {
                throw new ProviderException($"{runtime} is there, but {Path.GetFileName(path)} beside it is missing");
            }

            if (!IsWholeElf(path))
            {
                throw new ProviderException($"{path} is damaged: it is no whole ELF file");
            }
        }
    }

    /// <summary>True if the file begins with a 64-bit ELF header and reaches as far as that says.</summary>
    internal static bool IsWholeElf(string path)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        using var file = File.OpenRead(path);
        if (
            file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength
            || !header.StartsWith("\u007fELF\u0002"u8)
        )
        {
            return false;
        }

        // The table of sections, which stands at the end: a file that was cut short does not reach it.
        ulong offset = BinaryPrimitives.ReadUInt64LittleEndian(header[40..]);
        uint entry = BinaryPrimitives.ReadUInt16LittleEndian(header[58..]);
        uint entries = BinaryPrimitives.ReadUInt16LittleEndian(header[60..]);
        return offset <= (ulong)file.Length && offset + (entry * entries) <= (ulong)file.Length;
    }

    // The interface, the layer, the core, and the kernels that MKL may choose on this processor.
    private static IEnumerable<string> Parts() =>
        [
            "intel_lp64",
            "sequential",
            "core",
            "def",
            .. Avx2.IsSupported ? (string[])["avx2"] : [],
            .. Avx512F.IsSupported ? (string[])["avx512"] : [],
        ];

    // The loader knows where it found the library, and the kernel tells: a line of this file ends with a mapped file's path.
    private static string? LoadedFile(string name) =>
        File.ReadLines("/proc/self/maps")
            .Select(line => line.IndexOf('/', StringComparison.Ordinal) is var start and >= 0 ? line[start..] : "")
            .FirstOrDefault(path => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal));
}
