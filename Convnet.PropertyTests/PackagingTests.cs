using System.Reflection;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What the core's assembly may lean on.</summary>
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
}
