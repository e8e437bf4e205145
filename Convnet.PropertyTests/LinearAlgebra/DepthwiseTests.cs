using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What the depthwise kernels promise beyond the right sums: bits, and no memory but their own.</summary>
public sealed class DepthwiseTests
{
    private static readonly Config Cases = PropertyAttribute.Cases(100);

    [Fact]
    public void Few_and_many_channels_agree_with_the_reference() =>
        Prop.ForAll(Wide, Laws.AgreesWithTheReference).Check(Cases);

    [Fact]
    public void Few_and_many_channels_of_a_sample_have_the_bits_that_they_have_in_a_batch() =>
        Prop.ForAll(Wide, given => Laws.BatchIsItsSlices(given, cuts: 1, toTheBit: true)).Check(Cases);

    [Fact]
    public void All_widths_give_the_same_bits_where_there_is_fused_multiply_add()
    {
        Assert.SkipUnless(Fma.IsSupported || AdvSimd.IsSupported, "This machine has no fused multiply-add.");

        Prop.ForAll(
                Wide,
                given =>
                {
                    var expected = Compute(given, SimdKernel.Widths[0]);
                    Assert.All(SimdKernel.Widths, width => Assert.Equal(expected, Compute(given, width)));
                }
            )
            .Check(Cases);
    }

    [Theory]
    [MemberData(nameof(Providers.Widths), MemberType = typeof(Providers))]
    public void Nothing_past_the_end_of_an_operand_is_read_or_written(string provider)
    {
        _ = Providers.OpenWidth(provider);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Guarded memory is made by Linux.");
        var width = int.Parse(provider.Split(' ')[1]);

        Prop.ForAll(Wide, given => AssertGuarded(given, width)).Check(Cases);
    }

    [Fact]
    public void Operands_of_other_lengths_are_refused()
    {
        var pass = DepthwisePass.Forward(new DepthwiseConv2D(2).Method([3, 3, 2]).Grid, 128);
        var (image, kernel, bias, sums) = (new float[18], new float[8], new float[2], new float[8]);
        pass.Sum(image, kernel, bias, sums);

        Refusal.Of<ArgumentException>(() => pass.Sum(new float[17], kernel, bias, sums), "17", "18");
        Refusal.Of<ArgumentException>(() => pass.Sum(image, new float[9], bias, sums), "9", "8");
        Refusal.Of<ArgumentException>(() => pass.Sum(image, kernel, new float[1], sums), "1", "2");
        Refusal.Of<ArgumentException>(() => pass.Sum(image, kernel, bias, new float[7]), "7", "8");
        Refusal.Of<ArgumentException>(() => pass.AddKernelGradient(image, new float[7], kernel), "7", "8");
        Refusal.Of<ArgumentException>(() => pass.AddKernelGradient(new float[19], sums, kernel), "19", "18");
        Refusal.Of<ArgumentException>(() => pass.AddKernelGradient(image, sums, new float[7]), "7", "8");
    }

    /// <summary>Channels from one to more than eight of the widest vectors.</summary>
    private static Arbitrary<LayerCase> Wide { get; } =
        Arb.From(
            from height in Gen.Choose(1, 6)
            from width in Gen.Choose(1, 11)
            from channels in Gen.OneOf(Gen.Choose(1, 40), Gen.Elements(64, 67, 72, 128, 141))
            from layer in WindowGenerators.DepthwiseConv2D([height, width, channels])
            from samples in Gen.Choose(1, 2)
            from seed in Gen.Choose(0, 1_000_000)
            select new LayerCase(layer, [height, width, channels], samples, Draws.Fine, seed),
            CaseShrinker.Shrink
        );

    /// <summary>Responses and both gradients.</summary>
    private static Tensor[] Compute(LayerCase given, int width)
    {
        var (method, kernel) = (Method(given) with { Width = width }, given.Parameters["kernel"]);
        var responses = method.Responses(given.Input, kernel, null);
        var gradients = method.Gradients(given.OutputGradient(), given.Input, kernel, Wanted.Both);
        return [responses, gradients.Input!, gradients.Kernel!];
    }

    private static DepthwiseConvolution Method(LayerCase given) => ((DepthwiseConv2D)given.Layer).Method(given.Sample);

    private static void AssertGuarded(LayerCase given, int width)
    {
        var one = given with { Layer = (DepthwiseConv2D)given.Layer with { DepthMultiplier = 1 }, Samples = 1 };
        var expected = Compute(one, width);
        var grid = Method(one).Grid;
        var (forward, backward) = (DepthwisePass.Forward(grid, width), DepthwisePass.Backward(grid, width));
        using var image = new GuardedMemory(one.Input.Values);
        using var kernel = new GuardedMemory(one.Parameters["kernel"].Values);
        using var slopes = new GuardedMemory(one.OutputGradient().Values);
        using var bias = new GuardedMemory(new float[grid.Channels]);
        using var responses = new GuardedMemory(new float[forward.TargetSize]);
        using var byImage = new GuardedMemory(new float[forward.SourceSize]);
        using var byKernel = new GuardedMemory(new float[kernel.Span.Length]);

        forward.Sum(image.Span, kernel.Span, bias.Span, responses.Span);
        backward.Sum(slopes.Span, kernel.Span, [], byImage.Span);
        forward.AddKernelGradient(image.Span, slopes.Span, byKernel.Span);

        Assert.Equal(expected[0].ToArray(), responses.Span.ToArray());
        Assert.Equal(expected[1].ToArray(), byImage.Span.ToArray());
        Assert.Equal(expected[2].ToArray(), byKernel.Span.ToArray());
    }
}
