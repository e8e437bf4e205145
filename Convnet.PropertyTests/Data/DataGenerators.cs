using FsCheck;
using FsCheck.Fluent;

namespace Convnet.PropertyTests;

/// <summary>Data sets of every kind of storage, and IDX arrays of any number of axes.</summary>
public static class DataGenerators
{
    /// <summary>At most six axes and some hundred bytes; extents of zero and arrays without axes among them.</summary>
    public static Arbitrary<IdxArray> IdxArrays() =>
        Arb.From(
            from axes in Gen.Choose(0, 6)
            from extents in Gen.Frequency((1, Gen.Constant(0)), (9, Gen.Choose(1, 4))).ArrayOf(axes)
            from values in Bytes(new Shape(extents).Size)
            select new IdxArray(new Shape(extents), values)
        );

    /// <summary>One to twelve samples, stored as bytes or float32, with class indices, one-hot rows or rows, weighted or not.</summary>
    public static Arbitrary<DatasetCase> Datasets() =>
        Arb.From(
            from count in Gen.Choose(1, 12)
            from inputs in Gen.OneOf(OfBytes(count), OfFloats(count))
            from targets in Gen.OneOf(OfLabels(count), OfOneHot(count), OfRows(count))
            from weights in Gen.Elements(0f, 0.5f, 1f, 3f).ArrayOf(count)
            from weighted in Gen.Elements(true, false)
            select Case(inputs, targets, weights, weighted)
        );

    private static DatasetCase Case(
        (Func<Targets, Dataset> Make, float[][] Values) inputs,
        (Targets Given, float[][] Values) targets,
        float[] weights,
        bool weighted
    )
    {
        var data = inputs.Make(targets.Given);
        return new(weighted ? data.WithWeights(weights) : data, inputs.Values, targets.Values, weights);
    }

    // Long enough for some vectors and a rest.
    private static Gen<Shape> Samples() => Gen.Elements<Shape>([], [1], [5], [70], [2, 3], [4, 5, 3]);

    private static Gen<byte[]> Bytes(int count) => Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(count);

    private static Gen<float[]> Floats(int count) => Gen.Choose(-1000, 1000).Select(value => value / 7f).ArrayOf(count);

    private static Gen<(Func<Targets, Dataset> Make, float[][] Values)> OfBytes(int count) =>
        from sample in Samples()
        from bytes in Bytes(count * sample.Size)
        from scale in Gen.Elements(1 / 255.0, 1, -0.25, 1e-3, Math.PI)
        select (
            (Func<Targets, Dataset>)(targets => Dataset.OfBytes(sample, bytes, targets, scale)),
            bytes.Select(value => (float)(value * scale)).Chunk(sample.Size).ToArray()
        );

    private static Gen<(Func<Targets, Dataset> Make, float[][] Values)> OfFloats(int count) =>
        from sample in Samples()
        from values in Floats(count * sample.Size)
        select (
            (Func<Targets, Dataset>)(targets => Dataset.OfFlat(sample, values, targets)),
            values.Chunk(sample.Size).ToArray()
        );

    private static Gen<(Targets Given, float[][] Values)> OfLabels(int count) =>
        from labels in Gen.Choose(0, 20).ArrayOf(count)
        select (Targets.FromLabels(labels), labels.Select(label => new float[] { label }).ToArray());

    private static Gen<(Targets Given, float[][] Values)> OfOneHot(int count) =>
        from labels in Gen.Choose(0, 4).ArrayOf(count)
        select (
            Targets.OneHot(labels, 5),
            labels.Select(label => Enumerable.Range(0, 5).Select(place => place == label ? 1f : 0f).ToArray()).ToArray()
        );

    private static Gen<(Targets Given, float[][] Values)> OfRows(int count) =>
        from width in Gen.Choose(1, 4)
        from rows in Floats(width).ArrayOf(count)
        select (Targets.FromRows(rows), rows);
}
