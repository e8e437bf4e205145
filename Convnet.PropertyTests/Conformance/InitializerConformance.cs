namespace Convnet.PropertyTests;

/// <summary>Initializers against the distributions of Keras, whose draws have other bits.</summary>
internal static class InitializerConformance
{
    /// <summary>The limit of a uniform distribution; the deviation and the cut of a truncated normal one.</summary>
    public static void Run(ReferenceCase given)
    {
        var initializer = given.Name switch
        {
            "glorot_uniform" => Initializer.GlorotUniform,
            "glorot_normal" => Initializer.GlorotNormal,
            "he_uniform" => Initializer.HeUniform,
            "he_normal" => Initializer.HeNormal,
            "lecun_uniform" => Initializer.LecunUniform,
            "lecun_normal" => Initializer.LecunNormal,
            var unknown => throw new ArgumentException($"There is no initializer {unknown}."),
        };
        Shape shape = [.. given["shape"].EnumerateArray().Select(extent => extent.GetInt32())];
        if (given["distribution"].GetString() == "uniform")
        {
            Near(InitializerTests.Limit(initializer, shape), given["limit"].GetDouble(), "limit");
        }
        else
        {
            var (deviation, cut) = (given["stddev"].GetDouble(), given["cut"].GetDouble());
            Near(InitializerTests.Deviation(initializer, shape), deviation, "stddev");
            var draws = initializer.Fill(shape, RandomKey.FromSeed(1)).ToArray();
            Xunit.Assert.All(draws, draw => Xunit.Assert.InRange(Math.Abs(draw), 0, cut * (1 + 1e-6)));
        }
    }

    // To 1e-7 as the file's README asks: of 1, which no number is much above.
    private static void Near(double actual, double expected, string what) =>
        Closeness.Assert([actual], [expected], [1e-7 * Math.Max(1, expected)], what);
}
