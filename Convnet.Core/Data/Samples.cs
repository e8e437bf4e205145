namespace Convnet;

/// <summary>From a user's arrays to rows of the library's own: copied, and refused with the sample's number where they do not fit.</summary>
internal static class Samples
{
    /// <summary>The shape of one sample, which must hold a value.</summary>
    public static Shape Sample(Shape shape, string name) =>
        Check.NotNull(shape, name).Size > 0
            ? shape
            : throw new ArgumentException(
                $"A sample of {name} is {shape}, which holds no value. Every extent must be at least 1.",
                name
            );

    /// <summary>The length of a flat array, which must be a whole number of samples.</summary>
    public static void RefuseRemainder(Shape sample, int length, string name)
    {
        if (length % sample.Size != 0)
        {
            throw new ArgumentException(
                $"{name} holds {length:N0} values, which is no multiple of the {sample.Size:N0} of a sample {sample}.",
                name
            );
        }
    }

    /// <summary>Refuses rows that one array cannot hold.</summary>
    public static void RefuseTooLarge(int rows, int width, string name)
    {
        if ((long)rows * width > Array.MaxLength)
        {
            throw new ArgumentException(
                $"{name} holds {rows:N0} rows of {width:N0} values, more than one array can hold.",
                name
            );
        }
    }

    /// <summary>Copies rows into one array.</summary>
    public static float[] Flatten(float[][] rows, int width, string name)
    {
        RefuseTooLarge(rows.Length, width, name);
        var values = new float[rows.Length * width];
        for (var i = 0; i < rows.Length; i++)
        {
            if (Check.NotNull(rows[i], $"{name}[{i}]").Length != width)
            {
                throw new ArgumentException(
                    $"Row {i} of {name} holds {rows[i].Length:N0} values, but must hold {width:N0}.",
                    name
                );
            }

            rows[i].CopyTo(values, i * width);
        }

        return Finite(values, width, name);
    }

    /// <summary>The samples of a tensor along its first axis; tensors are immutable, so that nothing is copied.</summary>
    public static FloatRows Rows(Tensor tensor, string name)
    {
        if (Check.NotNull(tensor, name).Shape.Count == 0)
        {
            throw new ArgumentException(
                $"{name} is (), a single value, but must hold samples along its first axis.",
                name
            );
        }

        RefuseNotFinite(tensor.Values, tensor.Shape.SampleSize, name);
        return new(Sample(tensor.Shape.Sample, name), tensor.Storage);
    }

    /// <summary>The values, none of which is NaN or infinite.</summary>
    public static float[] Finite(float[] values, int width, string name)
    {
        RefuseNotFinite(values, width, name);
        return values;
    }

    private static void RefuseNotFinite(ReadOnlySpan<float> values, int width, string name)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                throw new ArgumentException(
                    $"Value {i % width} of sample {i / width} of {name} is {values[i]}, but all must be finite. Clean the data before.",
                    name
                );
            }
        }
    }
}
