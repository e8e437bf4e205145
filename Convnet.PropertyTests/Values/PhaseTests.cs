using FsCheck;
using Xunit;

namespace Convnet.PropertyTests;

public sealed class PhaseTests
{
    [Fact]
    public void The_default_is_inference()
    {
        Assert.Equal(Phase.Inference, default);
        Assert.False(Phase.Inference.IsTraining);
        Assert.False(Phase.Inference.UpdatesState);
        Assert.Equal(Phase.Inference, Phase.Inference.Child(3));
    }

    [Property]
    public void Training_gives_each_part_a_key_of_its_own(int seed, NonNegativeInt offset, NonNegativeInt part)
    {
        var phase = Phase.Training(RandomKey.FromSeed(seed), offset.Get);
        var child = phase.Child(part.Get);

        Assert.True(child.IsTraining);
        Assert.Equal(offset.Get, child.SampleOffset);
        Assert.NotEqual(phase.Key, child.Key);
        Assert.NotEqual(phase.Child(part.Get + 1).Key, child.Key);
    }

    [Property]
    public void A_sample_has_one_key_however_its_batch_is_cut_and_no_other_has_it(int seed, byte cut, byte sample)
    {
        var phase = Phase.Training(RandomKey.FromSeed(seed));
        Assert.Equal(phase.KeyOf(cut + sample), Phase.Training(RandomKey.FromSeed(seed), cut).KeyOf(sample));
        Assert.NotEqual(phase.KeyOf(sample), phase.KeyOf(sample + 1));
        Assert.NotEqual(phase.KeyOf(sample), phase.Child(cut).KeyOf(sample));
        Refusal.Of<ArgumentOutOfRangeException>(() => phase.KeyOf(-1), "sample is -1", "at least 0");
    }

    [Fact]
    public void A_frozen_phase_trains_and_keeps_its_state()
    {
        var phase = Phase.Training(RandomKey.FromSeed(1)).Freeze();
        Assert.True(phase is { IsTraining: true, IsFrozen: true, UpdatesState: false });
        Assert.True(phase.Child(2) is { IsTraining: true, IsFrozen: true, UpdatesState: false });
        Assert.True(Phase.Training(RandomKey.FromSeed(1)).UpdatesState);
    }

    [Fact]
    public void A_negative_offset_is_refused() =>
        Refusal.Of<ArgumentOutOfRangeException>(() => Phase.Training(default, -1), "sampleOffset is -1", "at least 0");
}
