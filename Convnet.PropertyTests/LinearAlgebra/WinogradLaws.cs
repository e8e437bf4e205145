using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What convolution by Winograd's algorithm promises; each throws where it does not hold.</summary>
internal static class WinogradLaws
{
    /// <summary>The bar of the library for all three directions: of the largest value of each array.</summary>
    public const double Bar = 3e-6;

    /// <summary>The widest vectors there are.</summary>
    public static int Widest => SimdKernel.Widths[0];

    /// <summary>The planes of a kernel.</summary>
    public static WinogradPlanes Prepare(Winograd winograd, Tensor kernel)
    {
        var prepared = winograd.KernelPlanes(new float[winograd.PreparedLength]);
        winograd.Prepare(kernel.Values, prepared);
        return prepared;
    }

    /// <summary>All three directions are direct sums. Rounding grows with the terms: where they cancel, the largest value says nothing.</summary>
    public static void SumsAreDirect(WinogradCase given, WinogradResult actual)
    {
        var (exact, bar) = (new NaiveConvolution(given), BarOf(given));
        Within(actual.Responses, exact.Responses, bar * exact.Responses.LargestPossible, "responses");
        Within(actual.KernelGradient, exact.KernelGradient, bar * exact.KernelGradient.LargestPossible, "dW");
        Within(actual.InputGradient, exact.InputGradient, bar * exact.InputGradient.LargestPossible, "dX");
    }

    // A tile that sticks far out of a few responses, which the rule never takes, rounds a whole tile for a sum of a single term.
    private static double BarOf(WinogradCase given) =>
        WinogradRule.Choose(given.Images, given.Filters) == given.Tile ? Bar : 3 * Bar;

    /// <summary>Each value is as near to the exact sum as told.</summary>
    public static void Within(Tensor actual, NaiveConvolution.Sums exact, double tolerance, string what) =>
        Closeness.Assert(actual.ToArray(), exact.Values, [.. exact.Values.Select(_ => tolerance)], what);

    /// <summary>Tiles of two are exact on small whole numbers.</summary>
    public static void SmallNumbersAreExact(WinogradCase drawn)
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

    /// <summary>Both gradients are adjoint to the responses.</summary>
    public static void GradientsAreAdjoint(WinogradCase given)
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

    /// <summary>A batch is its samples to the bit.</summary>
    public static void BatchIsItsSamples(WinogradCase given)
    {
        var batch = WinogradResult.Of(given, Widest);
        for (var sample = 0; sample < given.Samples; sample++)
        {
            var alone = WinogradResult.Of(
                given.Winograd,
                BatchLaws.Slice(given.Padded, sample, 1),
                given.Kernel,
                BatchLaws.Slice(given.Gradient, sample, 1)
            );
            Assert.Equal(alone.Responses, BatchLaws.Slice(batch.Responses, sample, 1));
            Assert.Equal(alone.InputGradient, BatchLaws.Slice(batch.InputGradient, sample, 1));
        }
    }

    /// <summary>Old values in memory do not show.</summary>
    public static void MemoryLeavesNoTrace(WinogradCase given)
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

    /// <summary>A kernel prepared in shares is the whole.</summary>
    public static void SharesAreTheWhole(WinogradCase given, int shares)
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

    /// <summary>Gradients of slices add up to that of the batch.</summary>
    public static void SlicesAddUpToTheBatch(WinogradCase given)
    {
        var (winograd, prepared) = (given.Winograd, Prepare(given.Winograd, given.Kernel));
        var sum = winograd.KernelPlanes(new float[winograd.PreparedLength]);
        for (var sample = 0; sample < given.Samples; sample++)
        {
            winograd.Forward(BatchLaws.Slice(given.Padded, sample, 1), prepared, out var transformed);
            var planes = winograd.TransformGradient(BatchLaws.Slice(given.Gradient, sample, 1));
            winograd.AddKernelGradient(transformed, planes, sample == 0 ? 0 : 1, sum);
        }

        var kernelGradient = new float[given.KernelShape.Size];
        winograd.KernelGradient(sum, kernelGradient);
        var exact = new NaiveConvolution(given).KernelGradient;
        Within(Tensor.Own(given.KernelShape, kernelGradient), exact, BarOf(given) * exact.LargestPossible, "dW");
    }
}
