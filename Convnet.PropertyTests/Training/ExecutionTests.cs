using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Workers, slices, lanes and the arena.</summary>
public sealed class ExecutionTests
{
    [Property(MaxTest = 50)]
    public void Every_item_runs_once_whoever_takes_it(byte count, byte threads)
    {
        using var workers = new Workers((threads % 5) + 1);
        for (var round = 0; round < 20; round++)
        {
            var runs = new int[count];
            workers.Run(count, (worker, item) => Interlocked.Add(ref runs[item], worker < workers.Count ? 1 : 100));
            Assert.All(runs, run => Assert.Equal(1, run));
        }
    }

    [Fact]
    public void The_failure_of_the_least_item_is_thrown_and_the_team_works_on()
    {
        using var workers = new Workers(3);
        var exception = Assert.Throws<InvalidOperationException>(() => workers.Run(20, (_, item) => Fail(item)));
        Assert.Equal("4", exception.Message);
        var sum = 0;
        workers.Run(10, (_, item) => Interlocked.Add(ref sum, item));
        Assert.Equal(45, sum);

        static void Fail(int item)
        {
            if (item is 4 or 9 or 17)
            {
                throw new InvalidOperationException($"{item}");
            }
        }
    }

    [Fact]
    public void A_team_that_slept_wakes_up()
    {
        using var workers = new Workers(2);
        for (var round = 0; round < 3; round++)
        {
            Thread.Sleep(30);
            var items = 0;
            workers.Run(2, (_, _) => Interlocked.Increment(ref items));
            Assert.Equal(2, items);
        }
    }

    [Property]
    public void Slices_and_lanes_hold_each_sample_once(ushort samples, byte length)
    {
        var slices = new Slices(samples + 1, length + 1);
        Assert.Equal(samples + 1, Enumerable.Range(0, slices.Count).Sum(slices.SamplesOf));
        Assert.All(Enumerable.Range(0, slices.Count), slice => Assert.InRange(slices.SamplesOf(slice), 1, length + 1));
        var ofLanes = Enumerable
            .Range(0, slices.Lanes)
            .SelectMany(lane =>
                Enumerable.Range(slices.FirstOf(lane), slices.FirstOf(lane + 1) - slices.FirstOf(lane))
            );
        Assert.Equal(Enumerable.Range(0, slices.Count), ofLanes);
        Assert.InRange(slices.Lanes, 1, 8);
    }

    [Property]
    public void Lanes_add_up_to_the_sum_of_all_gradients(byte lanes, bool[] written)
    {
        var tree = Parameters.OfChildren(
            Parameters.Of(("kernel", Tensor.Zeros([5]))),
            Parameters.None,
            Parameters.Of(("bias", Tensor.Zeros([2])))
        );
        var (count, sums) = ((lanes % 8) + 1, new GradientLanes(tree));
        sums.Clear(count);
        var expected = 0;
        for (var i = 0; i < written.Length; i++)
        {
            if (written[i])
            {
                sums.Add(i % count, tree.Map(tensor => Tensor.Create(tensor.Shape, _ => i + 1)));
                expected += i + 1;
            }
        }

        Assert.Equal([expected, expected, expected], sums.Sum(0, 1, 3).ToArray());
        Assert.Equal([expected, expected], sums.Sum(1, 0, 2).ToArray());
    }

    [Fact]
    public void An_arena_gives_other_memory_until_all_goes_back()
    {
        var arena = new Arena();
        float[]? first;
        using (arena.Use())
        {
            var (a, b) = (Arena.Rent(16), Arena.Rent(16));
            Assert.NotSame(a.Array, b.Array);
            first = a.Array;
            using (Arena.Suspend())
            {
                Assert.NotSame(Arena.Rent(16).Array, Arena.Rent(16).Array);
            }
        }

        Assert.Equal(32, arena.Held);
        using (arena.Use())
        {
            Assert.Same(first, Arena.Rent(16).Array);
        }

        Assert.Equal(32, arena.Held);
        arena.Release();
        Assert.Equal(0, arena.Held);
        Assert.All(Arena.Rent(8), value => Assert.Equal(0, value));
    }

    [Fact]
    public void An_arena_has_a_bound()
    {
        var arena = new Arena(capacity: 100);
        using (arena.Use())
        {
            Arena.Rent(60);
            Assert.Equal(60, Arena.Rent(60).Count);
        }

        Assert.Equal(60, arena.Held);
    }
}
