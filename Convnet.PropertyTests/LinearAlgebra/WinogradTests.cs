using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Convolution by Winograd's algorithm against direct sums in double, and what it promises about bits.</summary>
[Collection(ProviderTheory.Collection)]
public sealed class WinogradTests
{
    private static readonly Config Cases = PropertyAttribute.Cases(100);

    [Theory]
    [MemberData(nameof(Providers.Widths), MemberType = typeof(Providers))]
    public void Responses_and_gradients_are_direct_sums_in_every_vector_width(string name)
    {
        int width = Width(name);

        Prop.ForAll(WinogradCase.Arbitrary, given => WinogradLaws.SumsAreDirect(given, WinogradResult.Of(given, width)))
            .Check(Cases);
    }

    [Theory]
    [MemberData(nameof(ProviderTheory.Names), MemberType = typeof(ProviderTheory))]
    public void Responses_and_gradients_are_direct_sums_with_every_provider(string provider)
    {
        using var scope = ProviderTheory.Use(provider);

        Prop.ForAll(
                WinogradCase.Arbitrary,
                given => WinogradLaws.SumsAreDirect(given, WinogradResult.Of(given, WinogradLaws.Widest))
            )
            .Check(PropertyAttribute.Cases(30));
    }

    [Theory]
    [InlineData(13, 32, 64, Padding.Valid, 10)]
    [InlineData(5, 64, 64, Padding.Valid, 0)]
    [InlineData(16, 32, 64, Padding.Same, 0)]
    [InlineData(16, 128, 128, Padding.Same, 0)]
    [InlineData(7, 128, 192, Padding.Same, 0)]
    [InlineData(8, 512, 64, Padding.Same, 0)]
    [InlineData(4, 64, 768, Padding.Same, 0)]
    public void Errors_of_the_layers_of_known_models_stay_below_three_millionths_of_the_largest_value(
        int size,
        int channels,
        int filters,
        Padding padding,
        int crop
    )
    {
        foreach (int tile in (int[])[2, 3, 4])
        {
            var given = new WinogradCase([size, size, channels], padding, crop, filters, 2, tile, size + tile);
            if (!WinogradRule.IsAccurate(given.Winograd))
            {
                continue;
            }

            var (actual, exact) = (WinogradResult.Of(given, WinogradLaws.Widest), new NaiveConvolution(given));
            WinogradLaws.Within(
                actual.Responses,
                exact.Responses,
                WinogradLaws.Bar * exact.Responses.Largest,
                "responses"
            );
            WinogradLaws.Within(
                actual.KernelGradient,
                exact.KernelGradient,
                WinogradLaws.Bar * exact.KernelGradient.Largest,
                "dW"
            );
            WinogradLaws.Within(
                actual.InputGradient,
                exact.InputGradient,
                WinogradLaws.Bar * exact.InputGradient.Largest,
                "dX"
            );
        }
    }

    [Fact]
    public void Tiles_of_two_are_exact_on_small_whole_numbers()
    {
        Prop.ForAll(WinogradCase.Arbitrary, WinogradLaws.SmallNumbersAreExact).Check(Cases);
    }

    [Fact]
    public void Both_gradients_are_adjoint_to_the_responses()
    {
        Prop.ForAll(WinogradCase.Arbitrary, WinogradLaws.GradientsAreAdjoint).Check(Cases);
    }

    [Fact]
    public void A_batch_is_its_samples_to_the_bit()
    {
        using var scope = ProviderTheory.Use("simd");

        Prop.ForAll(WinogradCase.Arbitrary, WinogradLaws.BatchIsItsSamples).Check(Cases);
    }

    [Fact]
    public void All_widths_give_the_same_bits_where_there_is_fused_multiply_add()
    {
        Assert.SkipUnless(Fma.IsSupported || AdvSimd.IsSupported, "This machine has no fused multiply-add.");

        Prop.ForAll(
                WinogradCase.Arbitrary,
                given =>
                {
                    var results = SimdKernel.Widths.Select(width => WinogradResult.Of(given, width)).ToList();
                    Assert.All(results, result => Assert.Equal(results[0], result));
                }
            )
            .Check(Cases);
    }

    [Fact]
    public void Memory_that_was_used_before_leaves_no_trace()
    {
        Prop.ForAll(WinogradCase.Arbitrary, WinogradLaws.MemoryLeavesNoTrace).Check(Cases);
    }

    [Fact]
    public void Shares_of_a_kernel_are_the_whole_to_the_bit_and_touch_nothing_past_it()
    {
        Prop.ForAll(WinogradCase.Arbitrary, Gen.Choose(1, 6).ToArbitrary(), WinogradLaws.SharesAreTheWhole)
            .Check(Cases);
    }

    [Fact]
    public void Responses_have_the_same_bits_with_and_without_what_a_gradient_needs()
    {
        Prop.ForAll(
                WinogradCase.Arbitrary,
                given =>
                {
                    var prepared = WinogradLaws.Prepare(given.Winograd, given.Kernel);
                    var kept = given.Winograd.Forward(given.Padded, prepared, out _);
                    Assert.Equal(kept, given.Winograd.Forward(given.Padded, prepared));
                }
            )
            .Check(Cases);
    }

    [Fact]
    public void Sums_of_kernel_gradients_over_slices_are_those_of_the_batch()
    {
        Prop.ForAll(WinogradCase.Arbitrary, WinogradLaws.SlicesAddUpToTheBatch).Check(Cases);
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_what_was_given()
    {
        var given = new WinogradCase([5, 5, 4], Padding.Valid, 0, 6, 2, 2, 1);
        var (winograd, prepared) = (given.Winograd, WinogradLaws.Prepare(given.Winograd, given.Kernel));

        Refuses(
            "kernel takes 216 values, but was given 215. Pass it whole.",
            () => winograd.Prepare(new float[215], prepared)
        );
        Refuses(
            "gradient takes 108 values, but was given 4. Pass it whole.",
            () => winograd.TransformGradient(Tensor.Zeros([2, 2]))
        );
        Refuses("16 planes of 6 × 4, but was given 16 of 4 × 6", () => winograd.Transpose(prepared, prepared));
        Refuses(
            "25 planes of 4 × 6, but was given 16 of 4 × 6",
            () => (winograd with { Tile = 3 }).KernelGradient(prepared, new float[216])
        );
        Refuses("take 783 values, but were given 782", () => winograd.KernelPlanes(new float[782]));
        Assert.Contains(
            "tiles of 2, 3 and 4",
            Assert.Throws<ArgumentOutOfRangeException>(() => WinogradKernels.Choose(5, WinogradLaws.Widest)).Message
        );
    }

    private static int Width(string name)
    {
        Providers.OpenWidth(name);
        return int.Parse(name.Split(' ')[1]);
    }

    private static void Refuses(string message, Action action) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(action).Message);
}
