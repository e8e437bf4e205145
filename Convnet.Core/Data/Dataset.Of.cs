using MathNet.Numerics.LinearAlgebra;

namespace Convnet;

/// <content>How a data set is made: of the user's arrays, which are copied.</content>
public sealed partial class Dataset
{
    /// <summary>One array a sample, in row-major order.</summary>
    /// <exception cref="ArgumentException">There is no sample, one does not fill the shape or is not finite, or there are more or fewer targets.</exception>
    public static Dataset OfArrays(Shape sample, float[][] inputs, Targets targets)
    {
        var size = Samples.Sample(sample, nameof(sample)).Size;
        return Of(new FloatRows(sample, Samples.Flatten(Check.NotNull(inputs), size, nameof(inputs))), targets);
    }

    /// <summary>All samples in one array, one after another, each in row-major order.</summary>
    /// <exception cref="ArgumentException">
    /// There is no sample, the length is no multiple of a sample's, a value is not finite, or there are more or fewer targets.
    /// </exception>
    public static Dataset OfFlat(Shape sample, float[] inputs, Targets targets) =>
        OwnFloats(sample, (float[])Check.NotNull(inputs).Clone(), targets);

    /// <summary>All samples in one array of bytes, which stay bytes in memory: a value is (float)(byte · scale).</summary>
    /// <exception cref="ArgumentException">
    /// There is no sample, the length is no multiple of a sample's, the scale is not finite, or there are more or fewer targets.
    /// </exception>
    public static Dataset OfBytes(Shape sample, byte[] inputs, Targets targets, double scale = 1 / 255.0) =>
        OwnBytes(sample, (byte[])Check.NotNull(inputs).Clone(), targets, scale);

    /// <summary>Images by (sample, row, column, channel).</summary>
    /// <exception cref="ArgumentException">There is no sample, a value is not finite, or there are more or fewer targets.</exception>
    public static Dataset OfArray4D(float[,,,] inputs, Targets targets)
    {
        Shape sample = [Check.NotNull(inputs).GetLength(1), inputs.GetLength(2), inputs.GetLength(3)];
        var (values, place) = (new float[inputs.Length], 0);
        foreach (var value in inputs)
        {
            values[place++] = value;
        }

        Samples.Sample(sample, nameof(inputs));
        return OwnFloats(sample, values, targets);
    }

    /// <summary>A matrix of one sample a row.</summary>
    /// <exception cref="ArgumentException">A value is not finite, or there are more or fewer targets than rows.</exception>
    public static Dataset OfMatrix(Matrix<float> inputs, Targets targets) =>
        OfMatrix([Check.NotNull(inputs).ColumnCount], inputs, targets);

    /// <summary>A matrix of one sample a row, each in row-major order.</summary>
    /// <exception cref="ArgumentException">The rows do not fill the shape, a value is not finite, or there are more or fewer targets than rows.</exception>
    public static Dataset OfMatrix(Shape sample, Matrix<float> inputs, Targets targets) =>
        Check.NotNull(inputs).ColumnCount == Samples.Sample(sample, nameof(sample)).Size
            ? OwnFloats(sample, inputs.ToRowMajorArray(), targets)
            : throw new ArgumentException(
                $"The matrix has {inputs.ColumnCount:N0} columns, but a sample {sample} takes {sample.Size:N0}: one sample a row.",
                nameof(inputs)
            );

    /// <summary>A tensor whose first axis counts the samples.</summary>
    /// <exception cref="ArgumentException">There is no sample, a value is not finite, or there are more or fewer targets.</exception>
    public static Dataset OfTensors(Tensor inputs, Targets targets) =>
        Of(Samples.Rows(inputs, nameof(inputs)), targets);

    /// <summary>Bytes that the caller owns and gives away; not copied.</summary>
    internal static Dataset OwnBytes(
        Shape sample,
        ReadOnlyMemory<byte> inputs,
        Targets targets,
        double scale = 1 / 255.0
    )
    {
        Samples.RefuseRemainder(Samples.Sample(sample, nameof(sample)), inputs.Length, nameof(inputs));
        return Of(new ByteRows(sample, inputs, new ByteScale(scale)), targets);
    }

    private static Dataset OwnFloats(Shape sample, float[] inputs, Targets targets)
    {
        var size = Samples.Sample(sample, nameof(sample)).Size;
        Samples.RefuseRemainder(sample, inputs.Length, nameof(inputs));
        return Of(new FloatRows(sample, Samples.Finite(inputs, size, nameof(inputs))), targets);
    }

    private static Dataset Of(IRows inputs, Targets targets)
    {
        var count = Check.NotNull(targets).Rows.Count;
        if (inputs.Count == 0)
        {
            throw new ArgumentException(
                "The data set is empty: the inputs hold no sample, but at least one is needed.",
                nameof(inputs)
            );
        }

        return inputs.Count == count
            ? new(inputs, targets.Rows)
            : throw new ArgumentException(
                $"There are {inputs.Count:N0} inputs but {count:N0} targets: each input needs one target.",
                nameof(targets)
            );
    }
}
