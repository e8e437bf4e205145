using Xunit;

namespace Convnet.PropertyTests;

public sealed class ReplayingTests
{
    [Fact]
    public void A_failed_property_names_the_command_that_replays_its_case()
    {
        const string Message = "Falsifiable.\nReplay directly at failing step with (27,63,49).\nOriginal:";

        Assert.EndsWith(
            "Replay: CONVNET_REPLAY=27,63,49 dotnet run -c Release --project Convnet.PropertyTests -- -method \"A.B of C\"",
            Replaying.WithCommand(Message, "Convnet.PropertyTests", "A.B of C"),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Assert.True() Failure",
            Replaying.WithCommand("Assert.True() Failure", "Convnet.PropertyTests", "A.B")
        );
    }

    [Fact]
    public void The_scale_multiplies_the_number_of_cases()
    {
        Assert.Equal(200, PropertyAttribute.Scaled(20, "10"));
        Assert.Equal(20, PropertyAttribute.Scaled(20, null));
        Assert.Equal(PropertyAttribute.Scaled(100), new PropertyAttribute().MaxTest);
        Assert.Equal(PropertyAttribute.Scaled(7), PropertyAttribute.Cases(7).MaxTest);
    }
}
