using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What the packages' assemblies may lean on.</summary>
public sealed class PackagingTests
{
    [Fact]
    public void The_core_references_MathNet_and_the_framework_alone()
    {
        var names = Assembly.Load("Convnet.Core").GetReferencedAssemblies().Select(assembly => assembly.Name!);

        Assert.All(
            names,
            name =>
                Assert.True(name is "MathNet.Numerics" || name.StartsWith("System.", StringComparison.Ordinal), name)
        );
    }

    [Fact]
    public void The_generators_reference_the_core_and_FsCheck_alone_and_see_what_is_public_there()
    {
        var names = Assembly.Load("Convnet.FsCheck").GetReferencedAssemblies().Select(assembly => assembly.Name!);
        var friends = typeof(ILayer)
            .Assembly.GetCustomAttributes<InternalsVisibleToAttribute>()
            .Select(friend => friend.AssemblyName);

        Assert.All(
            names,
            name =>
                Assert.True(
                    name is "Convnet.Core" or "FsCheck" or "FSharp.Core"
                        || name.StartsWith("System.", StringComparison.Ordinal),
                    name
                )
        );
        Assert.DoesNotContain("Convnet.FsCheck", friends);
    }
}
