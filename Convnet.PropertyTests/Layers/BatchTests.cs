using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>A batch is its slices one beside the other, with every provider.</summary>
[Collection(ProviderTheory.Collection)]
public sealed class BatchTests
{
    /// <summary>The layers that multiply matrices, or are made of such.</summary>
    private static readonly Type[] Products =
    [
        typeof(Conv2D),
        typeof(SeparableConv2D),
        typeof(Conv2DTranspose),
        typeof(Dense),
        typeof(Sequential),
    ];

    public static TheoryData<string> Providers => ProviderTheory.Names;

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_batch_is_the_concatenation_of_its_slices(string provider)
    {
        using var scope = ProviderTheory.Use(provider);

        // A BLAS may sum in another order for another number of rows; the SIMD provider promises that it does not.
        Prop.ForAll(
                Generators.Layers(),
                Arb.From(Gen.Frequency((1, Gen.Constant(-1)), (1, Gen.Choose(1, 7)))),
                (given, cuts) => Laws.BatchIsItsSlices(given, cuts, toTheBit: provider == "simd")
            )
            .Check(PropertyAttribute.Cases());
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Outputs_and_gradients_are_those_of_the_reference(string provider)
    {
        using var scope = ProviderTheory.Use(provider);

        Prop.ForAll(Generators.Of(Products), Laws.AgreesWithTheReference).Check(PropertyAttribute.Cases());
    }
}
