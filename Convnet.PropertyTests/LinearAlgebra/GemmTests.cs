using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Matrix products by every provider against the naive product in double precision.</summary>
public sealed class GemmTests
{
    private static readonly Config Cases = PropertyAttribute.Cases(150);

    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public void A_product_is_the_naive_product_whatever_its_layout_size_and_place(string provider)
    {
        var choice = Providers.Open(provider);

        Prop.ForAll(ProductCase.Arbitrary, example => AssertProduct(choice, example)).Check(Cases);
    }

    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public void All_layouts_of_all_sizes_up_to_five_are_the_naive_product(string provider)
    {
        var choice = Providers.Open(provider);
        foreach (int sizes in Enumerable.Range(0, 216))
        {
            foreach (int layout in Enumerable.Range(0, 4))
            {
                var product = new Product(layout % 2 == 1, layout / 2 == 1, sizes / 36, sizes / 6 % 6, sizes % 6);
                AssertProduct(choice, new ProductCase(product, sizes % 3 - 1, sizes % 5, sizes));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public void The_products_of_the_MNIST_convnet_are_the_naive_product(string provider)
    {
        var choice = Providers.Open(provider);

        AssertProduct(choice, new ProductCase(new(false, false, 968, 64, 288), 0f, 4, 1));
        AssertProduct(choice, new ProductCase(new(true, false, 9, 32, 5408), 1f, 0, 2));
        AssertProduct(choice, new ProductCase(new(false, true, 72, 576, 64), 0f, 1, 3));
    }

    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public void Operands_allocated_anew_give_the_same_bits(string provider)
    {
        var choice = Providers.Open(provider);
        Product[] products =
        [
            new(false, false, 9, 32, 541),
            new(true, false, 9, 32, 5408),
            new(false, false, 1, 64, 576),
            new(false, false, 7, 5, 33),
            new(false, true, 13, 70, 65),
        ];
        foreach (var product in products)
        {
            var results = Enumerable.Range(0, 8).Select(i => Allocated(choice, product, i)).ToList();
            Assert.All(results, result => Assert.Equal(results[0], result));
        }
    }

    [Theory]
    [InlineData("a", 5, 12, 8)]
    [InlineData("b", 6, 11, 8)]
    [InlineData("c", 6, 12, 7)]
    public void A_short_operand_is_refused_with_its_name_and_length(string name, int a, int b, int c)
    {
        var exception = Assert.Throws<ArgumentException>(() =>
            Gemm.Multiply(false, false, 2, 4, 3, new float[a], new float[b], 0f, new float[c])
        );

        Assert.Equal(name, exception.ParamName);
        Assert.Contains($"but was given {(name == "a" ? a : name == "b" ? b : c)}", exception.Message);
        Assert.Contains("m = 2, n = 4, k = 3", exception.Message);
    }

    [Theory]
    [MemberData(nameof(Providers.Widths), MemberType = typeof(Providers))]
    public void A_kernel_checks_the_lengths_itself(string provider)
    {
        var kernel = Providers.OpenWidth(provider);
        var product = new Product(false, false, 2, 4, 3);

        Assert.Throws<ArgumentException>(
            "a",
            () => kernel.Multiply(product, new float[5], new float[12], 0f, new float[8])
        );
        Assert.Throws<ArgumentException>(
            "b",
            () => kernel.Multiply(product, new double[6], new double[11], 0d, new double[8])
        );
        Assert.Throws<ArgumentException>(
            "c",
            () => kernel.Multiply(product, new float[6], new float[12], 0f, new float[7])
        );
    }

    [Fact]
    public void Sizes_past_the_range_of_int_are_refused()
    {
        var product = () =>
            Gemm.Multiply(false, false, 65536, 1, 65536, new float[8], new float[65536], 0f, new float[65536]);

        Assert.Throws<ArgumentException>("a", product);
    }

    [Fact]
    public void A_negative_size_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            "k",
            () => Gemm.Multiply(false, false, 1, 1, -1, new float[1], new float[1], 0f, new float[1])
        );

    [Fact]
    public void Operands_may_be_longer_than_the_product_reads()
    {
        float[] c = [float.NaN, 7f];

        Gemm.Multiply(false, false, 1, 1, 1, new float[] { 2f, 9f }, new float[] { 3f, 9f }, 0f, c);

        Assert.Equal([6f, 7f], c);
    }

    [Fact]
    public void No_products_leave_beta_times_C()
    {
        float[] kept = [3f, -4f];
        float[] overwritten = [float.NaN, 1f];

        Gemm.Multiply(false, false, 1, 2, 0, default, default, 0.5f, kept);
        Gemm.Multiply(false, false, 1, 2, 0, default, default, 0f, overwritten);

        Assert.Equal([1.5f, -2f], kept);
        Assert.Equal([0f, 0f], overwritten);
    }

    private static void AssertProduct(ProviderChoice choice, ProductCase example)
    {
        var (a, b, old, c) = (example.A(), example.B(), example.C(), example.C());
        Gemm.MultiplyWith(choice, example.Product, a, b, example.Beta, c);
        example.AssertProduct(a, b, old, c);
    }

    // .NET aligns arrays to 8 bytes, so that other arrays between them move them; an even offset moves them the rest of the way round a cache line.
    private static float[] Allocated(ProviderChoice choice, Product product, int time)
    {
        var example = new ProductCase(product, 0f, 2 * time, 4);
        var a = example.A();
        var between = new byte[8 * time];
        var b = example.B();
        var c = example.C();
        Gemm.MultiplyWith(choice, product, a, b, 0f, c);
        GC.KeepAlive(between);
        return [.. c];
    }
}
