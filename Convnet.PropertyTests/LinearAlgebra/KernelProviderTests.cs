using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Providers.LinearAlgebra;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Our kernels as MathNet sees them.</summary>
public sealed class KernelProviderTests
{
    private static readonly ILinearAlgebraProvider[] All =
    [
        .. SimdKernel.Widths.Select(width => new KernelProvider(new SimdKernel(width))),
    ];

    public static TheoryData<Transpose, Transpose, double, double> Updates =>
        new MatrixTheoryData<(Transpose, Transpose), (double, double)>(
            [
                (Transpose.DontTranspose, Transpose.DontTranspose),
                (Transpose.DontTranspose, Transpose.Transpose),
                (Transpose.Transpose, Transpose.DontTranspose),
                (Transpose.ConjugateTranspose, Transpose.ConjugateTranspose),
            ],
            [(1, 0), (1, 1), (-2.5, 0), (0.5, -1)]
        ).Aggregate(
            new TheoryData<Transpose, Transpose, double, double>(),
            (data, row) =>
            {
                var ((a, b), (alpha, beta)) = row.Data;
                data.Add(a, b, alpha, beta);
                return data;
            }
        );

    [Theory]
    [MemberData(nameof(Updates))]
    public void An_update_is_that_of_MathNets_managed_provider(
        Transpose transposeA,
        Transpose transposeB,
        double alpha,
        double beta
    )
    {
        const int m = 37;
        const int n = 21;
        const int k = 530;
        var (rowsA, columnsA) = transposeA == Transpose.DontTranspose ? (m, k) : (k, m);
        var (rowsB, columnsB) = transposeB == Transpose.DontTranspose ? (k, n) : (n, k);
        var (a, b, old) = (Numbers(m * k, 1), Numbers(k * n, 2), Numbers(m * n, 3));
        var expected = (double[])old.Clone();
        ManagedLinearAlgebraProvider.Instance.MatrixMultiplyWithUpdate(
            transposeA,
            transposeB,
            alpha,
            a,
            rowsA,
            columnsA,
            b,
            rowsB,
            columnsB,
            beta,
            expected
        );
        foreach (var provider in All)
        {
            var twice = (double[])old.Clone();
            var single = Single(old);
            provider.MatrixMultiplyWithUpdate(
                transposeA,
                transposeB,
                alpha,
                a,
                rowsA,
                columnsA,
                b,
                rowsB,
                columnsB,
                beta,
                twice
            );
            provider.MatrixMultiplyWithUpdate(
                transposeA,
                transposeB,
                (float)alpha,
                Single(a),
                rowsA,
                columnsA,
                Single(b),
                rowsB,
                columnsB,
                (float)beta,
                single
            );

            // Both arguments and sums of float32 are rounded: 2^-24 of the sum of absolute products, at most k·|alpha|, for each.
            AssertNear(expected, twice, 2 * Math.Sqrt(k) * Math.Pow(2, -53) * k * Math.Abs(alpha));
            AssertNear(
                expected,
                [.. single.Select(value => (double)value)],
                4 * Math.Sqrt(k) * Math.Pow(2, -24) * k * Math.Abs(alpha)
            );
        }
    }

    [Fact]
    public void A_product_is_an_update_that_overwrites()
    {
        foreach (var provider in All)
        {
            float[] single = [float.NaN];
            double[] twice = [double.NaN];
            provider.MatrixMultiply([2f, 3f], 1, 2, [5f, 7f], 2, 1, single);
            provider.MatrixMultiply([2d, 3d], 1, 2, [5d, 7d], 2, 1, twice);
            Assert.Equal([31f], single);
            Assert.Equal([31d], twice);
        }
    }

    [Fact]
    public void Matrices_that_do_not_fit_are_refused_with_their_sizes()
    {
        var exception = Assert.Throws<ArgumentException>(() =>
            All[0].MatrixMultiply(new float[6], 2, 3, new float[8], 4, 2, new float[4])
        );

        Assert.Contains("op(A) is 2 × 3 and op(B) is 4 × 2", exception.Message);
    }

    [Fact]
    public void What_is_not_a_product_is_MathNets_managed_provider()
    {
        var matrix = Matrix<double>.Build.DenseOfRowMajor(2, 2, [4d, 1d, 1d, 3d]);
        double[] rightSide = [1d, 2d];
        All[0].LUSolve(1, matrix.ToColumnMajorArray(), 2, rightSide);

        Assert.Equal(matrix.Solve(Vector<double>.Build.Dense([1d, 2d])).ToArray(), rightSide);
        Assert.True(All[0].IsAvailable());
    }

    [Fact]
    public void The_forwards_are_those_of_MathNets_interface()
    {
        string path = Path.Combine(ReferenceFile.Repository, "Convnet.Core/LinearAlgebra/KernelProvider.g.cs");
        if (Environment.GetEnvironmentVariable("CONVNET_WRITE_GENERATED") == "1")
        {
            File.WriteAllText(path, Forwards.Source());
        }

        Assert.Equal(111, Forwards.Methods().Count());
        Assert.Equal(Forwards.Source(), File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    private static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (double)((2f * random.NextSingle()) - 1f))];
    }

    private static float[] Single(double[] values) => [.. values.Select(value => (float)value)];

    private static void AssertNear(double[] expected, double[] actual, double tolerance) =>
        Assert.All(
            expected.Zip(actual),
            pair =>
                Assert.True(Math.Abs(pair.First - pair.Second) <= tolerance, $"{pair} differ by more than {tolerance}")
        );
}
