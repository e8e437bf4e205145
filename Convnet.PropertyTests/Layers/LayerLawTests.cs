using Xunit;

namespace Convnet.PropertyTests;

/// <summary>The laws of layers for every layer of the library.</summary>
public sealed class LayerLawTests
{
    [Fact]
    public void Every_public_layer_of_the_core_has_a_generator()
    {
        var layers = typeof(ILayer)
            .Assembly.GetExportedTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(ILayer)));

        Assert.Equal(
            layers.Select(type => type.Name).Order(),
            LayerGenerators.All.Keys.Select(type => type.Name).Order()
        );
    }

    [Fact]
    public void Every_activation_of_the_core_is_drawn()
    {
        var properties = typeof(Activation)
            .GetProperties()
            .Where(property => property.PropertyType == typeof(Activation))
            .Select(property => (Activation)property.GetValue(null)!);

        Assert.Subset(LayerGenerators.Activations.ToHashSet(), properties.ToHashSet());
    }

    [Property]
    public void The_output_has_the_shape_that_was_told(LayerCase given) => Laws.OutputShapeIsTold(given);

    [Property]
    public void Forward_with_pullback_outputs_what_forward_does_to_the_bit(LayerCase given) =>
        Laws.ForwardAgreesWithItself(given);

    [Property]
    public void A_layer_is_pure_and_repeatable(LayerCase given) => Laws.IsPureAndRepeatable(given);

    [Property]
    public void Gradients_mirror_what_they_belong_to(LayerCase given) => Laws.GradientsMirrorWhatTheyBelongTo(given);

    [Property]
    public void The_pullback_is_linear(LayerCase given) => Laws.PullbackIsLinear(given);

    [Property]
    public void Wanted_is_a_hint(LayerCase given) => Laws.WantedIsAHint(given);

    [Property]
    public void Reused_buffers_do_not_show(LayerCase given) => Laws.ReusedBuffersDoNotShow(given);

    [Property]
    public void Equal_descriptors_are_equal(LayerCase given) => Laws.EqualDescriptorsAreEqual(given);

    [Property]
    public void A_layer_with_another_option_is_another_layer(LayerCase given) => Laws.OptionsTellLayersApart(given);

    [Property]
    public void Specs_tell_the_parameters(LayerCase given) => Laws.SpecsTellTheParameters(given);
}
