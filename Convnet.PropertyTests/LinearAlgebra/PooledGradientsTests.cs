using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>The gradients of convolution, relu and max pooling from the winners alone, against sums in double precision.</summary>
public sealed class PooledGradientsTests
{
    private static readonly Config Cases = PropertyAttribute.Cases(100);

    private static readonly PooledCase Mnist = new(
        new(13, 13, 32),
        new Window(3, 1, Padding.Valid),
        new Window(3, 1, Padding.Valid),
        64,
        new(2, 2, Padding.Valid),
        3,
        60,
        7
    );

    [Theory]
    [MemberData(nameof(Providers.Widths), MemberType = typeof(Providers))]
    public void Gradients_are_the_sums_over_the_winners(string provider)
    {
        var width = WidthOf(provider);

        Prop.ForAll(PooledCase.Arbitrary, example => AssertSums(example, width)).Check(Cases);
    }

    [Theory]
    [MemberData(nameof(Providers.Widths), MemberType = typeof(Providers))]
    public void Gradients_of_the_MNIST_convnet_are_the_sums_over_the_winners(string provider)
    {
        var width = WidthOf(provider);

        AssertSums(Mnist, width);
        AssertSums(Mnist with { Image = new(28, 28, 1), Filters = 32 }, width);
    }

    [Theory]
    [InlineData(1, 300)]
    [InlineData(700, 20)]
    public void Gradients_of_many_channels_are_summed_group_by_group(int channels, int filters)
    {
        foreach (var width in SimdKernel.Widths)
        {
            AssertSums(Mnist with { Image = new(9, 40, channels), Filters = filters }, width);
        }
    }

    [Fact]
    public void All_widths_give_the_same_bits_where_there_is_fused_multiply_add()
    {
        Assert.SkipUnless(Fma.IsSupported || AdvSimd.IsSupported, "This machine has no fused multiply-add.");

        Prop.ForAll(
                PooledCase.Arbitrary,
                example =>
                {
                    var expected = Gradients(example, SimdKernel.Widths[0]);
                    Assert.All(SimdKernel.Widths, width => Assert.Equal(expected, Gradients(example, width)));
                }
            )
            .Check(Cases);
    }

    [Theory]
    [MemberData(nameof(Providers.Widths), MemberType = typeof(Providers))]
    public void A_sample_alone_has_the_input_gradient_that_it_has_in_the_batch(string provider)
    {
        var width = WidthOf(provider);

        Prop.ForAll(PooledCase.Arbitrary, example => AssertSamples(example, width)).Check(Cases);
    }

    [Theory]
    [MemberData(nameof(Providers.Widths), MemberType = typeof(Providers))]
    public void Nothing_past_the_end_of_an_operand_is_read_or_written(string provider)
    {
        var width = WidthOf(provider);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Guarded memory is made by Linux.");

        Prop.ForAll(PooledCase.Arbitrary, example => AssertGuarded(example, width)).Check(Cases);
    }

    [Theory]
    [MemberData(nameof(Providers.Widths), MemberType = typeof(Providers))]
    public void Nothing_is_allocated_once_a_thread_has_made_gradients_as_large(string provider)
    {
        var width = WidthOf(provider);
        var (images, pooling) = (Mnist.Images, Mnist.Pooling);
        var (winners, gradient) = (Mnist.Winners(), Mnist.Gradient());
        var (padded, kernel) = (new float[Mnist.Lengths.Padded], new float[Mnist.Lengths.Kernel]);
        var runs = new float[PooledGradients.RunsLength(images, Mnist.Filters)];
        Run();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Run()
        {
            PooledGradients.PrepareRuns(images, Mnist.Filters, kernel, runs);
            PooledGradients.Input(width, images, pooling, runs, winners, gradient, Mnist.Samples, padded);
            PooledGradients.Kernel(width, images, pooling, padded, winners, gradient, Mnist.Samples, kernel);
            PooledGradients.Bias(winners, gradient, kernel.AsSpan(0, Mnist.Filters));
        }
    }

    [Fact]
    public void A_winner_that_is_no_place_of_the_window_is_refused()
    {
        var winners = Mnist.Winners();
        winners[5] = 4;

        var error = Assert.Throws<ArgumentException>(() => Kernel(winners, Mnist.Lengths.Padded));
        Assert.Contains(
            "Winners run from -1 to 4, but are −1 or one of the 4 places of a pooling window.",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Operands_that_are_too_short_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Kernel(Mnist.Winners(), Mnist.Lengths.Padded - 1));
        Assert.Contains("padded has 16223 values, but 16224 are needed.", error.Message, StringComparison.Ordinal);

        error = Assert.Throws<ArgumentException>(() => PooledGradients.Bias(new int[7], new float[7], new float[2]));
        Assert.Contains("7 winners are not whole rows of 2 filters.", error.Message, StringComparison.Ordinal);
    }

    private static void Kernel(int[] winners, int padded) =>
        PooledGradients.Kernel(
            Mnist.Images,
            Mnist.Pooling,
            new float[padded],
            winners,
            Mnist.Gradient(),
            Mnist.Samples,
            new float[Mnist.Lengths.Kernel]
        );

    private static int WidthOf(string provider)
    {
        Providers.OpenWidth(provider);
        return int.Parse(provider["simd ".Length..]);
    }

    private static void AssertSums(PooledCase example, int width)
    {
        var reference = new PooledReference(example);
        var (kernel, input, bias) = Compute(example, width);
        var (values, tolerances) = reference.Kernel(example.Values(example.Lengths.Padded, 0));
        Closeness.Assert(kernel, values, tolerances, "gradients of the weights");
        (values, tolerances) = reference.Input(example.Values(example.Lengths.Kernel, 1));
        Closeness.Assert(input, values, tolerances, "gradients of the images");
        (values, tolerances) = reference.Bias();
        Closeness.Assert(bias, values, tolerances, "gradients of the biases");
    }

    private static void AssertSamples(PooledCase example, int width)
    {
        var (images, pooling, samples) = (example.Images, example.Pooling, example.Samples);
        var runs = Runs(example);
        var (winners, gradient) = (example.Winners(), example.Gradient());
        var (pooled, size) = (winners.Length / samples, images.ImageSize);
        var batch = Compute(example, width).Input;
        for (var sample = 0; sample < samples; sample++)
        {
            var alone = new float[size];
            var own = (sample * pooled)..((sample + 1) * pooled);
            PooledGradients.Input(width, images, pooling, runs, winners[own], gradient[own], 1, alone);
            Assert.Equal(Bits(batch[(sample * size)..((sample + 1) * size)]), Bits(alone));
        }
    }

    private static void AssertGuarded(PooledCase example, int width)
    {
        var (images, pooling, samples) = (example.Images, example.Pooling, example.Samples);
        var winners = example.Winners().Select(BitConverter.Int32BitsToSingle).ToArray();
        using var padded = new GuardedMemory(example.Values(example.Lengths.Padded, 0));
        using var winner = new GuardedMemory(winners);
        using var gradient = new GuardedMemory(example.Gradient());
        using var weights = new GuardedMemory(example.Values(example.Lengths.Kernel, 1));
        using var runs = new GuardedMemory(new float[PooledGradients.RunsLength(images, example.Filters)]);
        using var bias = new GuardedMemory(new float[example.Filters]);
        using var kernel = new GuardedMemory(new float[example.Lengths.Kernel]);
        var places = System.Runtime.InteropServices.MemoryMarshal.Cast<float, int>(winner.Span);

        PooledGradients.PrepareRuns(images, example.Filters, weights.Span, runs.Span);
        PooledGradients.Kernel(width, images, pooling, padded.Span, places, gradient.Span, samples, kernel.Span);
        PooledGradients.Input(width, images, pooling, runs.Span, places, gradient.Span, samples, padded.Span);
        PooledGradients.Bias(places, gradient.Span, bias.Span);

        int[] actual = [.. Bits(kernel.Span.ToArray()), .. Bits(padded.Span.ToArray()), .. Bits(bias.Span.ToArray())];
        Assert.Equal(Gradients(example, width), actual);
    }

    private static int[] Gradients(PooledCase example, int width)
    {
        var (kernel, input, bias) = Compute(example, width);
        return [.. Bits(kernel), .. Bits(input), .. Bits(bias)];
    }

    /// <summary>All three gradients, over memory full of NaN.</summary>
    private static (float[] Kernel, float[] Input, float[] Bias) Compute(PooledCase example, int width)
    {
        var (images, pooling, samples) = (example.Images, example.Pooling, example.Samples);
        var (winners, gradient, lengths) = (example.Winners(), example.Gradient(), example.Lengths);
        var (kernel, input, bias) = (Unset(lengths.Kernel), Unset(lengths.Padded), Unset(example.Filters));
        var padded = example.Values(lengths.Padded, 0);
        PooledGradients.Kernel(width, images, pooling, padded, winners, gradient, samples, kernel);
        PooledGradients.Input(width, images, pooling, Runs(example), winners, gradient, samples, input);
        PooledGradients.Bias(winners, gradient, bias);
        return (kernel, input, bias);
    }

    private static float[] Runs(PooledCase example)
    {
        var runs = Unset((int)PooledGradients.RunsLength(example.Images, example.Filters));
        PooledGradients.PrepareRuns(example.Images, example.Filters, example.Values(example.Lengths.Kernel, 1), runs);
        return runs;
    }

    private static float[] Unset(int length)
    {
        var values = new float[length];
        Array.Fill(values, float.NaN);
        return values;
    }

    private static int[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToInt32Bits)];
}
