using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Kernels that are brought into another order before a step.</summary>
[Collection(ProviderTheory.Collection)]
public sealed class KernelFormTests
{
    [Fact]
    public void Forms_that_were_made_beforehand_change_no_bit()
    {
        // A BLAS may sum in another order where an operand is stored the other way; the SIMD provider promises that it does not.
        using var scope = ProviderTheory.Use("simd");

        Prop.ForAll(Generators.Of(Layers), AssertSame).Check(PropertyAttribute.Cases());
    }

    private static Type[] Layers { get; } = [.. LayerGenerators.All.Keys.Where(IsPrepared)];

    private static bool IsPrepared(Type layer) => layer.IsAssignableTo(typeof(IKernelForms));

    private static void AssertSame(LayerCase given)
    {
        using var workers = new Workers(1);
        var (layer, sent) = (given.Layer, given.OutputGradient());
        var expected = layer.ForwardWithPullback(given.Parameters, given.Input, Phase.Inference);
        foreach (var withGradients in new[] { true, false })
        {
            var prepared = new PreparedKernels(layer, given.Sample, given.Parameters, withGradients);
            prepared.Fill(workers);
            var actual = layer.ForwardWithPullback(prepared.Weights, given.Input, Phase.Inference);

            Assert.Equal(expected.Output, layer.Forward(prepared.Weights, given.Input, Phase.Inference));
            Assert.Equal(expected.Output, actual.Output);
            Assert.Equal(expected.Pullback(sent), actual.Pullback(sent));
        }
    }
}
