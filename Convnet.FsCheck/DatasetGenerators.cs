using FsCheck;
using FsCheck.Fluent;

namespace Convnet;

/// <summary>Random data sets of every kind of storage, with class indices, one-hot rows or rows, weighted or not.</summary>
internal static class DatasetGenerators
{
    private const int Classes = 5;

    /// <summary>One to twelve samples of a shape.</summary>
    public static Gen<Dataset> Of(Shape sample) =>
        from count in Gen.Choose(1, 12)
        from targets in Gen.OneOf(Labels(count), OneHot(count), Rows(count))
        from data in Gen.OneOf(OfBytes(sample, count, targets), OfFloats(sample, count, targets))
        from weights in Gen.Elements(0.5f, 1f, 3f).ArrayOf(count)
        from weighted in Gen.Elements(true, false)
        select weighted ? data.WithWeights(weights) : data;

    /// <summary>The first or the second half of the samples, all but the first.</summary>
    public static IEnumerable<Dataset> Shrink(Dataset data) =>
        data.Count < 2 ? [] : [data.Take(data.Count / 2), data.Skip(data.Count / 2), data.Skip(1)];

    private static Gen<Dataset> OfBytes(Shape sample, int count, Targets targets) =>
        Gen.Choose(0, 255)
            .Select(value => (byte)value)
            .ArrayOf(count * sample.Size)
            .Select(bytes => Dataset.OfBytes(sample, bytes, targets));

    private static Gen<Dataset> OfFloats(Shape sample, int count, Targets targets) =>
        TensorGenerators
            .Of(sample.Batch(count), ValueKind.Uniform)
            .Select(inputs => Dataset.OfTensors(inputs, targets));

    private static Gen<Targets> Labels(int count) =>
        Gen.Choose(0, Classes - 1).ArrayOf(count).Select(labels => Targets.FromLabels(labels));

    private static Gen<Targets> OneHot(int count) =>
        Gen.Choose(0, Classes - 1).ArrayOf(count).Select(labels => Targets.OneHot(labels, Classes));

    private static Gen<Targets> Rows(int count) =>
        from width in Gen.Choose(1, 4)
        from rows in TensorGenerators.Of([count, width], ValueKind.Uniform)
        select Targets.FromTensor(rows);
}
