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
    // The bar of the library for all three directions: of the largest value of each array.
    private const double Bar = 3e-6;

    private static readonly Config Cases = PropertyAttribute.Cases(100);

    [Theory]
    [MemberData(nameof(Providers.Widths), MemberType = typeof(Providers))]
    public void Responses_and_gradients_are_direct_sums_in_every_vector_width(string name)
    {
        int width = Width(name);

        Prop.ForAll(WinogradCase.Arbitrary, given => AssertSums(given, WinogradResult.Of(given, width))).Check(Cases);
    }

    [Theory]
    [MemberData(nameof(ProviderTheory.Names), MemberType = typeof(ProviderTheory))]
    public void Responses_and_gradients_are_direct_sums_with_every_provider(string provider)
    {
        using var scope = ProviderTheory.Use(provider);

        Prop.ForAll(WinogradCase.Arbitrary, given => AssertSums(given, WinogradResult.Of(given, Widest)))
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

            var (actual, exact) = (WinogradResult.Of(given, Widest), new NaiveConvolution(given));
            AssertWithin(actual.Responses, exact.Responses, Bar * exact.Responses.Largest, "responses");
            AssertWithin(actual.KernelGradient, exact.KernelGradient, Bar * exact.KernelGradient.Largest, "dW");
            AssertWithin(actual.InputGradient, exact.InputGradient, Bar * exact.InputGradient.Largest, "dX");
        }
    }

    [Fact]
    public void Tiles_of_two_are_exact_on_small_whole_numbers()
    {
        Prop.ForAll(WinogradCase.Arbitrary, AssertExact).Check(Cases);
    }

    [Fact]
    public void Both_gradients_are_adjoint_to_the_responses()
    {
        Prop.ForAll(WinogradCase.Arbitrary, AssertAdjoint).Check(Cases);
    }

    [Fact]
    public void A_batch_is_its_samples_to_the_bit()
    {
        using var scope = ProviderTheory.Use("simd");

        Prop.ForAll(WinogradCase.Arbitrary, AssertSamples).Check(Cases);
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
        Prop.ForAll(WinogradCase.Arbitrary, AssertReuse).Check(Cases);
    }

    [Fact]
    public void Shares_of_a_kernel_are_the_whole_to_the_bit_and_touch_nothing_past_it()
    {
        Prop.ForAll(WinogradCase.Arbitrary, Gen.Choose(1, 6).ToArbitrary(), AssertShares).Check(Cases);
    }

    [Fact]
    public void Responses_have_the_same_bits_with_and_without_what_a_gradient_needs()
    {
        Prop.ForAll(
                WinogradCase.Arbitrary,
                given =>
                {
                    var prepared = Prepare(given.Winograd, given.Kernel);
                    var kept = given.Winograd.Forward(given.Padded, prepared, out _);
                    Assert.Equal(kept, given.Winograd.Forward(given.Padded, prepared));
                }
            )
            .Check(Cases);
    }

    [Fact]
    public void Sums_of_kernel_gradients_over_slices_are_those_of_the_batch()
    {
        Prop.ForAll(WinogradCase.Arbitrary, AssertSlices).Check(Cases);
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_what_was_given()
    {
        var given = new WinogradCase([5, 5, 4], Padding.Valid, 0, 6, 2, 2, 1);
        var (winograd, prepared) = (given.Winograd, Prepare(given.Winograd, given.Kernel));

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
            Assert.Throws<ArgumentOutOfRangeException>(() => WinogradKernels.Choose(5, Widest)).Message
        );
    }

    private static int Widest => SimdKernel.Widths[0];

    private static int Width(string name)
    {
        Providers.OpenWidth(name);
        return int.Parse(name.Split(' ')[1]);
    }

    private static WinogradPlanes Prepare(Winograd winograd, Tensor kernel)
    {
        var prepared = winograd.KernelPlanes(new float[winograd.PreparedLength]);
        winograd.Prepare(kernel.Values, prepared);
        return prepared;
    }

    // Rounding grows with the terms, so that where few of them cancel out the largest value says nothing.
    private static void AssertSums(WinogradCase given, WinogradResult actual)
    {
        var (exact, bar) = (new NaiveConvolution(given), BarOf(given));
        AssertWithin(actual.Responses, exact.Responses, bar * exact.Responses.LargestPossible, "responses");
        AssertWithin(actual.KernelGradient, exact.KernelGradient, bar * exact.KernelGradient.LargestPossible, "dW");
        AssertWithin(actual.InputGradient, exact.InputGradient, bar * exact.InputGradient.LargestPossible, "dX");
    }

    // A tile that sticks far out of a few responses, which the rule never takes, rounds a whole tile for a sum of a single term.
    private static double BarOf(WinogradCase given) =>
        WinogradRule.Choose(given.Images, given.Filters) == given.Tile ? Bar : 3 * Bar;

    private static void AssertWithin(Tensor actual, NaiveConvolution.Sums exact, double tolerance, string what) =>
        Closeness.Assert(actual.ToArray(), exact.Values, [.. exact.Values.Select(_ => tolerance)], what);

    private static void AssertExact(WinogradCase drawn)
    {
        var given = drawn with { Tile = 2 };
        static Tensor Whole(Tensor tensor) => tensor.Map(x => MathF.Round(4 * x));
        var (padded, kernel, gradient) = (Whole(given.Padded), Whole(given.Kernel), Whole(given.Gradient));
        var actual = WinogradResult.Of(given.Winograd, padded, kernel, gradient);
        var (direct, forms) = (
            new PatchConvolution(given.Grid, given.Filters, 1),
            new KernelForms(Parameters.Of(("kernel", kernel)))
        );
        var responses = direct.Responses(given.Images.Unpad(padded), forms, out var patches);
        var (input, kernelGradient) = direct.Gradients(gradient, forms, patches, given.Input.Shape, Wanted.Both);

        // By value, since a sum of nothing but zeros may have either sign.
        Assert.Equal(responses.ToArray(), actual.Responses.ToArray());
        Assert.Equal(kernelGradient!.ToArray(), actual.KernelGradient.ToArray());
        Assert.Equal(input!.ToArray(), given.Images.Unpad(actual.InputGradient).ToArray());
    }

    private static void AssertAdjoint(WinogradCase given)
    {
        var result = WinogradResult.Of(given, Widest);
        var (expected, size) = Dot(result.Responses, given.Gradient);
        var (byKernel, _) = Dot(given.Kernel, result.KernelGradient);
        var (byInput, _) = Dot(given.Padded, result.InputGradient);

        Assert.InRange(byKernel, expected - (Bar * size), expected + (Bar * size));
        Assert.InRange(byInput, expected - (Bar * size), expected + (Bar * size));
    }

    private static (double Sum, double Absolute) Dot(Tensor left, Tensor right)
    {
        var terms = left.ToArray().Zip(right.ToArray(), (x, y) => (double)x * y).ToList();
        return (terms.Sum(), terms.Sum(Math.Abs));
    }

    private static void AssertSamples(WinogradCase given)
    {
        var batch = WinogradResult.Of(given, Widest);
        for (var sample = 0; sample < given.Samples; sample++)
        {
            var alone = WinogradResult.Of(
                given.Winograd,
                WinogradCase.Sample(given.Padded, sample),
                given.Kernel,
                WinogradCase.Sample(given.Gradient, sample)
            );
            Assert.Equal(alone.Responses, WinogradCase.Sample(batch.Responses, sample));
            Assert.Equal(alone.InputGradient, WinogradCase.Sample(batch.InputGradient, sample));
        }
    }

    private static void AssertReuse(WinogradCase given)
    {
        var fresh = WinogradResult.Of(given, Widest);
        var arena = new Arena();
        using (arena.Use())
        {
            static Tensor Poison(Tensor tensor) => tensor.Map(_ => float.NaN);
            WinogradResult.Of(given.Winograd, Poison(given.Padded), Poison(given.Kernel), Poison(given.Gradient));
        }

        using (arena.Use())
        {
            Assert.Equal(fresh, WinogradResult.Of(given, Widest));
        }
    }

    private static void AssertShares(WinogradCase given, int shares)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Guarded memory is made by Linux.");
        var (winograd, whole) = (given.Winograd, Prepare(given.Winograd, given.Kernel));
        var prepared = winograd.KernelPlanes(new float[winograd.PreparedLength]);
        using var kernel = new GuardedMemory(given.Kernel.Values);
        using var gradient = new GuardedMemory(new float[given.KernelShape.Size]);
        var transposed = winograd.TransposedPlanes(new float[winograd.PreparedLength]);
        for (var share = shares - 1; share >= 0; share--)
        {
            winograd.Prepare(kernel.Span, prepared, share, shares);
            winograd.Transpose(prepared, transposed, share, shares);
            winograd.KernelGradient(prepared, gradient.Span, share, shares);
        }

        var expected = new float[given.KernelShape.Size];
        winograd.KernelGradient(whole, expected);
        Assert.Equal(expected, gradient.Span.ToArray());
        for (var plane = 0; plane < winograd.Planes; plane++)
        {
            var (rows, columns) = (whole.Rows, whole.Columns);
            Assert.Equal(whole[plane], prepared[plane]);
            Assert.Equal(
                whole[plane],
                Enumerable.Range(0, rows * columns).Select(i => transposed[plane][(i % columns * rows) + (i / columns)])
            );
        }
    }

    private static void AssertSlices(WinogradCase given)
    {
        var (winograd, prepared) = (given.Winograd, Prepare(given.Winograd, given.Kernel));
        var sum = winograd.KernelPlanes(new float[winograd.PreparedLength]);
        for (var sample = 0; sample < given.Samples; sample++)
        {
            winograd.Forward(WinogradCase.Sample(given.Padded, sample), prepared, out var transformed);
            var planes = winograd.TransformGradient(WinogradCase.Sample(given.Gradient, sample));
            winograd.AddKernelGradient(transformed, planes, sample == 0 ? 0 : 1, sum);
        }

        var kernelGradient = new float[given.KernelShape.Size];
        winograd.KernelGradient(sum, kernelGradient);
        var exact = new NaiveConvolution(given).KernelGradient;
        AssertWithin(Tensor.Own(given.KernelShape, kernelGradient), exact, BarOf(given) * exact.LargestPossible, "dW");
    }

    private static void Refuses(string message, Action action) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(action).Message);
}
