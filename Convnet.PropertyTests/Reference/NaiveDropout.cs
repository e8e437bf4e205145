namespace Convnet.PropertyTests;

/// <summary>Values or channels dropped, each by its own draw.</summary>
internal static class NaiveDropout
{
    public static NaiveDifferential Differentiate(ILayer layer, Approximations input, Phase phase)
    {
        var (rate, size) = layer is Dropout dropout
            ? (dropout.Rate, input.Shape.Sample.Size)
            : (((SpatialDropout2D)layer).Rate, input.Shape[^1]);
        var terms =
            from i in Enumerable.Range(0, input.Values.Length)
            let sample = i / input.Shape.Sample.Size
            where IsKept(phase.Key.Fold((ulong)(phase.SampleOffset + sample)), i % input.Shape.Sample.Size % size, rate)
            select new NaiveTerm(i, i, 1 / (1 - rate));
        return NaiveTerm.Differentiate([.. terms], input.Shape, input);
    }

    /// <summary>A draw of 64 bits decides about two values: the low half about the first.</summary>
    private static bool IsKept(RandomKey key, int number, double rate)
    {
        var draw = key.Fold((ulong)(number / 2)).Seed;
        var half = number % 2 == 0 ? draw & uint.MaxValue : draw >> 32;
        return half >= Math.Floor(rate * Math.Pow(2, 32));
    }
}
