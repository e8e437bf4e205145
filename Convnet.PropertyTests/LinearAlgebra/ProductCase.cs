using FsCheck;
using FsCheck.Fluent;

namespace Convnet.PropertyTests;

/// <summary>A matrix product to try: its shape, and where in their arrays the operands lie.</summary>
internal sealed record ProductCase(Product Product, float Beta, int Offset, int Seed)
{
    private const float Outside = 12345f;

    /// <summary>Products of all layouts: no rows, one, a few, and enough to need several blocks in one direction.</summary>
    internal static Arbitrary<ProductCase> Arbitrary { get; } = Arb.From(Generator(), Shrink);

    /// <summary>An operand with numbers in [−1, 1], some of them 0, in the middle of an array.</summary>
    internal ArraySegment<float> Operand(int length, int salt)
    {
        var random = new Random((Seed * 3) + salt);
        var array = new float[Offset + length + (Offset % 3)];
        Array.Fill(array, Outside);
        for (int i = 0; i < length; i++)
        {
            array[Offset + i] = random.Next(8) == 0 ? 0f : (2f * random.NextSingle()) - 1f;
        }

        return new(array, Offset, length);
    }

    internal ArraySegment<float> A() => Operand(Product.M * Product.K, 0);

    internal ArraySegment<float> B() => Operand(Product.K * Product.N, 1);

    /// <summary>The old C: NaN where it must not matter.</summary>
    internal ArraySegment<float> C()
    {
        var c = Operand(Product.M * Product.N, 2);
        if (Beta == 0f)
        {
            c.AsSpan().Fill(float.NaN);
        }

        return c;
    }

    /// <summary>Asserts that a result is the product within the rounding of sums of float32, and that nothing around it was written.</summary>
    internal void AssertProduct(
        ArraySegment<float> a,
        ArraySegment<float> b,
        ArraySegment<float> old,
        ArraySegment<float> c
    )
    {
        var (_, _, m, n, k) = Product;
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                var (sum, absolute) = Reference(a, b, i, j);
                if (Beta != 0f)
                {
                    sum += (double)Beta * old[(i * n) + j];
                    absolute += Math.Abs((double)Beta * old[(i * n) + j]);
                }

                // Every product and the old value is rounded like one term of a sum; below float32's normal numbers the error is absolute.
                double tolerance =
                    (2 * Math.Sqrt(k + 1) * Math.Pow(2, -24) * absolute) + ((k + 1) * (double)float.Epsilon);
                double error = Math.Abs(sum - c[(i * n) + j]);
                Xunit.Assert.True(
                    error <= tolerance,
                    $"{this}: C[{i},{j}] is {c[(i * n) + j]}, not {sum}: off by {error}, allowed {tolerance}."
                );
            }
        }

        var around = c.Array!.Take(c.Offset).Concat(c.Array!.Skip(c.Offset + c.Count));
        Xunit.Assert.All(around, value => Xunit.Assert.Equal(Outside, value));
    }

    private (double Sum, double Absolute) Reference(ArraySegment<float> a, ArraySegment<float> b, int i, int j)
    {
        var (transposeA, transposeB, m, n, k) = Product;
        double sum = 0;
        double absolute = 0;
        for (int p = 0; p < k; p++)
        {
            double term = (double)a[transposeA ? (p * m) + i : (i * k) + p] * b[transposeB ? (j * k) + p : (p * n) + j];
            sum += term;
            absolute += Math.Abs(term);
        }

        return (sum, absolute);
    }

    private static Gen<ProductCase> Generator() =>
        from m in Size(60, 140)
        from n in Size(250, 300)
        from k in Size(500, 1100)
        from large in Gen.Choose(0, 3)
        from transposeA in Gen.Elements(true, false)
        from transposeB in Gen.Elements(true, false)
        from beta in Gen.Elements(0f, 1f, -0.5f)
        from offset in Gen.Choose(0, 17)
        from seed in Gen.Choose(0, 1_000_000)
        select new ProductCase(
            new(
                transposeA,
                transposeB,
                large == 1 ? m.Large : m.Small,
                large == 2 ? n.Large : n.Small,
                large == 3 ? k.Large : k.Small
            ),
            beta,
            offset,
            seed
        );

    private static Gen<(int Small, int Large)> Size(int least, int most) =>
        from small in Gen.Frequency((1, Gen.Constant(0)), (2, Gen.Constant(1)), (9, Gen.Choose(2, 40)))
        from large in Gen.Choose(least, most)
        select (small, large);

    private static IEnumerable<ProductCase> Shrink(ProductCase wrong)
    {
        var (_, _, m, n, k) = wrong.Product;
        return Smaller(m)
            .Select(size => wrong with { Product = wrong.Product with { M = size } })
            .Concat(Smaller(n).Select(size => wrong with { Product = wrong.Product with { N = size } }))
            .Concat(Smaller(k).Select(size => wrong with { Product = wrong.Product with { K = size } }))
            .Concat(wrong.Offset > 0 ? [wrong with { Offset = 0 }] : []);
    }

    private static IEnumerable<int> Smaller(int size) =>
        size switch
        {
            0 => [],
            1 => [0],
            _ => [size / 2, size - 1],
        };
}
