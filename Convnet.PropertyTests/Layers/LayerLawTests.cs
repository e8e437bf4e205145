using Xunit;

namespace Convnet.PropertyTests;

/// <summary>The laws of layers for every layer of the library.</summary>
public sealed class LayerLawTests
{
    // Some thirty of each kind of layer.
    private const int Cases = 1000;

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

    [Property(MaxTest = Cases)]
    public void The_output_has_the_shape_that_was_told(LayerCase given) => Laws.Verified(given, Law.OutputShape);

    [Property(MaxTest = Cases)]
    public void Forward_with_pullback_outputs_what_forward_does_to_the_bit(LayerCase given) =>
        Laws.Verified(given, Law.Agreement);

    [Property(MaxTest = Cases)]
    public void A_layer_is_pure_and_repeatable(LayerCase given) => Laws.Verified(given, Law.Purity);

    [Property(MaxTest = Cases)]
    public void Gradients_mirror_what_they_belong_to(LayerCase given) => Laws.Verified(given, Law.GradientShapes);

    [Property(MaxTest = Cases)]
    public void State_is_of_what_is_not_trained(LayerCase given) => Laws.Verified(given, Law.State);

    [Property(MaxTest = 300)]
    public void The_pullback_is_linear(LayerCase given) => Laws.PullbackIsLinear(given);

    [Property(MaxTest = Cases)]
    public void Wanted_is_a_hint(LayerCase given) => Laws.Verified(given, Law.Wanted);

    [Property(MaxTest = Cases)]
    public void Reused_buffers_do_not_show(LayerCase given) => Laws.ReusedBuffersDoNotShow(given);

    [Property(MaxTest = Cases)]
    public void Equal_descriptors_are_equal(LayerCase given) => Laws.EqualDescriptorsAreEqual(given);

    [Fact]
    public void Every_option_has_another_value_that_its_layer_takes()
    {
        var options =
            from type in LayerGenerators.All.Keys
            from option in type.GetProperties()
            where option.SetMethod is { IsPublic: true }
            select $"{type.Name}.{option.Name}";
        var tried =
            from layers in LayerGenerators.All.Values
            from drawn in layers.Seeded(100)
            from other in LayerOptions.Others(drawn.Layer)
            select $"{drawn.Layer.GetType().Name}.{other.Option}";

        Assert.Equal(options.Order(), tried.Distinct().Order());
    }

    [Property(MaxTest = Cases)]
    public void A_layer_with_another_option_is_another_layer(LayerCase given) => Laws.OptionsTellLayersApart(given);

    [Property(MaxTest = Cases)]
    public void Specs_tell_the_parameters(LayerCase given) => Laws.SpecsTellTheParameters(given);
}
