using FsCheck;
using FsCheck.Fluent;

namespace Convnet;

/// <summary>Random normalizations, with any of their options.</summary>
internal static class NormalizationGenerators
{
    /// <summary>A normalization by the batch, with any of its options.</summary>
    public static Gen<ILayer> BatchNormalization() =>
        from momentum in Gen.Elements(0, 0.5, 0.99, 1)
        from epsilon in Gen.Elements(1e-3, 0.1)
        from center in Gen.Elements(true, false)
        from scale in Gen.Elements(true, false)
        select (ILayer)
            new BatchNormalization
            {
                Momentum = momentum,
                Epsilon = epsilon,
                Center = center,
                Scale = scale,
            };

    /// <summary>A normalization along some axes of such samples.</summary>
    public static Gen<ILayer> LayerNormalization(Shape sample) =>
        from axes in Gen.Elements(
            Enumerable.Range(1, sample.Count),
            Enumerable.Range(1, 1),
            Enumerable.Range(-1, 1),
            Enumerable.Range(-sample.Count, (sample.Count + 1) / 2)
        )
        from epsilon in Gen.Elements(1e-3, 0.1)
        from center in Gen.Elements(true, false)
        from scale in Gen.Elements(true, false)
        select (ILayer)
            new LayerNormalization
            {
                Axis = new([.. axes]),
                Epsilon = epsilon,
                Center = center,
                Scale = scale,
            };
}
