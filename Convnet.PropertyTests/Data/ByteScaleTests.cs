using Xunit;

namespace Convnet.PropertyTests;

public sealed class ByteScaleTests
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

    [Fact]
    public void The_scale_of_MNIST_divides_by_255_to_the_bit_and_uses_vectors()
    {
        var scale = new ByteScale(1 / 255.0);
        Assert.Equal(Bytes.Select(value => Bits(value / 255f)), Convert(scale).Select(Bits));
        Assert.True(scale.UsesVectors);
    }

    [Property]
    public void Any_scale_gives_the_rounded_product(int numerator, byte digits)
    {
        var scale = numerator / Math.Pow(10, digits % 30);
        Assert.Equal(Bytes.Select(value => Bits((float)(value * scale))), Convert(new ByteScale(scale)).Select(Bits));
    }

    private static float[] Convert(ByteScale scale)
    {
        var values = new float[256];
        scale.Convert(Bytes, values);
        return values;
    }

    private static int Bits(float value) => BitConverter.SingleToInt32Bits(value);
}
