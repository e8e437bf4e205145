using System.Buffers.Binary;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Installations of MKL that would end the process are recognised by their files.</summary>
public sealed class MklFilesTests : IDisposable
{
    private static readonly string[] Parts = ["rt", "intel_lp64", "sequential", "core", "def", "avx2", "avx512"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("convnet-mkl-");

    private string Runtime => Path.Combine(folder.FullName, "libmkl_rt.so.2");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_whole_installation_is_accepted()
    {
        Install();

        MklFiles.Check(Runtime);
    }

    [Theory]
    [InlineData("core")]
    [InlineData("sequential")]
    [InlineData("def")]
    public void A_missing_part_is_named(string part)
    {
        Install();
        File.Delete(PathOf(part));

        var exception = Assert.Throws<ProviderException>(() => MklFiles.Check(Runtime));

        Assert.Contains($"libmkl_{part}.so.2 beside it is missing", exception.Message);
    }

    [Theory]
    [InlineData("core", 0)]
    [InlineData("intel_lp64", 20)]
    [InlineData("core", 150)]
    public void A_part_that_was_cut_short_is_named(string part, int length)
    {
        Install();
        File.WriteAllBytes(PathOf(part), Elf()[..length]);

        var exception = Assert.Throws<ProviderException>(() => MklFiles.Check(Runtime));

        Assert.Contains($"{PathOf(part)} is damaged", exception.Message);
    }

    [Fact]
    public void A_part_that_is_no_library_is_named()
    {
        Install();
        File.WriteAllText(PathOf("core"), new string('x', 300));

        Assert.Contains("damaged", Assert.Throws<ProviderException>(() => MklFiles.Check(Runtime)).Message);
    }

    [Fact]
    public void A_library_of_the_system_is_whole()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.Is64BitProcess, "Libraries are ELF files on Linux.");

        Assert.True(
            MklFiles.IsWholeElf(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libcoreclr.so"))
        );
    }

    private string PathOf(string part) => Path.Combine(folder.FullName, $"libmkl_{part}.so.2");

    private void Install()
    {
        foreach (string part in Parts)
        {
            File.WriteAllBytes(PathOf(part), Elf());
        }
    }

    // A header, and a table of two sections of 64 bytes that ends with the file.
    private static byte[] Elf()
    {
        var file = new byte[200];
        "\u007fELF\u0002"u8.CopyTo(file);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(40), 72);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(58), 64);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(60), 2);
        return file;
    }
}
