using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What the SIMD provider promises beyond the right product: bits.</summary>
public sealed class SimdKernelTests
{
    private static readonly Config Cases = PropertyAttribute.Cases(150);

    [Theory]
    [MemberData(nameof(Providers.Widths), MemberType = typeof(Providers))]
    public void A_row_alone_has_the_bits_that_it_has_in_the_batch(string width)
    {
        var kernel = Providers.OpenWidth(width);

        Prop.ForAll(ProductCase.Arbitrary, example => AssertRows(kernel, example)).Check(Cases);
    }

    [Fact]
    public void All_widths_give_the_same_bits_where_there_is_fused_multiply_add()
    {
        Assert.SkipUnless(Fma.IsSupported || AdvSimd.IsSupported, "This machine has no fused multiply-add.");

        Prop.ForAll(ProductCase.Arbitrary, AssertWidths).Check(Cases);
    }

    [Theory]
    [MemberData(nameof(Providers.Widths), MemberType = typeof(Providers))]
    public void A_product_allocates_nothing_once_its_thread_has_made_one_as_large(string width)
    {
        var kernel = Providers.OpenWidth(width);
        var example = new ProductCase(new(false, true, 30, 300, 600), 0f, 0, 1);
        var (a, b, c) = (example.A(), example.B(), example.C());
        kernel.Multiply(example.Product, a, b, 0f, c);

        long before = GC.GetAllocatedBytesForCurrentThread();
        kernel.Multiply(example.Product, a, b, 0f, c);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [MemberData(nameof(Providers.Widths), MemberType = typeof(Providers))]
    public void Nothing_past_the_end_of_an_operand_is_read_or_written(string width)
    {
        var kernel = Providers.OpenWidth(width);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Guarded memory is made by Linux.");

        Prop.ForAll(ProductCase.Arbitrary, example => AssertGuarded(kernel, example)).Check(Cases);
    }

    [Fact]
    public void Widths_are_those_of_the_machine_widest_first_and_128_bits_always_run()
    {
        Assert.Equal(SimdKernel.Widths.OrderDescending(), SimdKernel.Widths);
        Assert.Equal(128, SimdKernel.Widths[^1]);
        Assert.Equal($"C#, vectors of {SimdKernel.Widths[0]} bits", new SimdKernel().ToString());
    }

    private static void AssertRows(SimdKernel kernel, ProductCase example)
    {
        if (example.Product is { N: 0 } or { K: 0 })
        {
            return;
        }

        var (_, _, m, n, k) = example.Product;
        var (a, b, c) = (example.A(), example.B(), example.C());
        var old = c.ToArray();
        kernel.Multiply(example.Product, a, b, example.Beta, c);
        for (int i = 0; i < m; i++)
        {
            var row = Enumerable
                .Range(0, k)
                .Select(p => a[example.Product.TransposeA ? (p * m) + i : (i * k) + p])
                .ToArray();
            var alone = old[(i * n)..((i + 1) * n)];
            kernel.Multiply(example.Product with { M = 1 }, row, b, example.Beta, alone);
            Assert.Equal(Bits(c[(i * n)..((i + 1) * n)]), Bits(alone));
        }
    }

    private static void AssertGuarded(SimdKernel kernel, ProductCase example)
    {
        if (example.Product is { M: 0 } or { N: 0 } or { K: 0 })
        {
            return;
        }

        using var a = new GuardedMemory(example.A());
        using var b = new GuardedMemory(example.B());
        using var c = new GuardedMemory(example.C());
        kernel.Multiply(example.Product, a.Span, b.Span, example.Beta, c.Span);

        var expected = example.C();
        kernel.Multiply(example.Product, example.A(), example.B(), example.Beta, expected);
        Assert.Equal(Bits(expected), Bits(c.Span.ToArray()));
    }

    private static void AssertWidths(ProductCase example)
    {
        if (example.Product is { M: 0 } or { N: 0 } or { K: 0 })
        {
            return;
        }

        var results = SimdKernel
            .Widths.Select(width =>
            {
                var c = example.C();
                new SimdKernel(width).Multiply(example.Product, example.A(), example.B(), example.Beta, c);
                return Bits(c);
            })
            .ToList();
        Assert.All(results, result => Assert.Equal(results[0], result));
    }

    private static int[] Bits(IEnumerable<float> values) => [.. values.Select(BitConverter.SingleToInt32Bits)];
}
