using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Bias, max pooling and relu in one pass, against one value after the other.</summary>
public sealed class PooledResponsesTests
{
    private static readonly Config Cases = PropertyAttribute.Cases(150);

    // Many ties; what is not a number is strewn among them.
    private static readonly float[] Few = [-1, -0.5f, 0, 0.5f, 1];

    [Fact]
    public void Values_and_winners_are_those_of_the_windows_one_by_one() =>
        Prop.ForAll(PooledCase.Arbitrary, ArbMap.Default.ArbFor<bool>(), AssertPooled).Check(Cases);

    private static void AssertPooled(PooledCase example, bool isRelu)
    {
        var (grid, random) = (example.Pooling, new Random(example.Seed));
        var responses = Draw(example.Samples * grid.ImageSize);
        var bias = random.Next(3) == 0 ? [] : Draw(example.Filters);
        var (values, winners) = (new float[example.Lengths.Pooled], new int[example.Lengths.Pooled]);
        PooledResponses.Pool(grid, responses, bias, isRelu, values, winners);

        foreach (var window in new PoolingWindows(grid, example.Samples))
        {
            for (var filter = 0; filter < example.Filters; filter++)
            {
                var (best, winner) = (float.NegativeInfinity, 0);
                foreach (var (start, place) in window.Pixels)
                {
                    var value = responses[start + filter] + (bias.Length == 0 ? 0 : bias[filter]);
                    (best, winner) = value > best || float.IsNaN(value) ? (value, place) : (best, winner);
                }

                (best, winner) = isRelu && best <= 0 ? (0, PooledResponses.Dead) : (best, winner);
                Assert.Equal((best, winner), (values[window.Output + filter], winners[window.Output + filter]));
            }
        }

        var alone = new float[values.Length];
        PooledResponses.Pool(grid, responses, bias, isRelu, alone, []);
        Assert.Equal(values, alone);

        float[] Draw(int length) =>
            [
                .. Enumerable
                    .Range(0, length)
                    .Select(_ => random.Next(40) == 0 ? float.NaN : Few[random.Next(Few.Length)]),
            ];
    }
}
