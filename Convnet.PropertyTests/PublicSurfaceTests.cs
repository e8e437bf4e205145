using System.Diagnostics;
using System.Reflection;
using PublicApiGenerator;
using Xunit;

namespace Convnet.PropertyTests;

public sealed class PublicSurfaceTests
{
    private const string Variable = "CONVNET_WRITE_GENERATED";

    [Theory]
    [InlineData("Convnet.Core", "PublicSurface.txt")]
    [InlineData("Convnet.FsCheck", "PublicSurface.FsCheck.txt")]
    public void The_public_surface_is_the_one_that_was_reviewed(string assembly, string file)
    {
        var path = Path.Combine(ReferenceFile.Repository, "Convnet.PropertyTests", file);
        var options = new ApiGeneratorOptions
        {
            IncludeAssemblyAttributes = false,
            // How a debugger and fsi show a property is no promise, and a line at each would hide what is.
            ExcludeAttributes = [typeof(DebuggerBrowsableAttribute).FullName!],
        };
        var surface = Assembly.Load(assembly).GeneratePublicApi(options).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            File.WriteAllText(path, surface);
        }

        var reviewed = File.ReadAllText(path);
        Assert.True(
            reviewed == surface,
            $"The public surface of {assembly} is no longer that of {file}: {Difference(reviewed, surface)}. "
                + $"If that is meant, write the file anew with {Variable}=1 dotnet test --project Convnet.PropertyTests, and review its diff."
        );
    }

    private static string Difference(string reviewed, string surface)
    {
        var (before, after) = (reviewed.Split('\n'), surface.Split('\n'));
        var (gone, added) = (before.Except(after).ToList(), after.Except(before).ToList());
        return $"{gone.Count} lines gone ({gone.FirstOrDefault()?.Trim()}), {added.Count} new ({added.FirstOrDefault()?.Trim()})";
    }
}
