using System.Numerics.Tensors;

namespace Convnet;

/// <summary>Class indices as rows, and rows as class indices.</summary>
public static class Categorical
{
    /// <summary>Rows that are 1 at the class and 0 elsewhere; Keras' <c>to_categorical</c>.</summary>
    /// <remarks>
    /// Shape: (samples, classes). Deviation: Keras counts a negative label from the end (−1 is the last class); here it is an error.
    /// </remarks>
    /// <exception cref="ArgumentException">A label is outside 0 … classes−1.</exception>
    public static Tensor ToCategorical(int[] labels, int classes)
    {
        Refuse(Check.NotNull(labels), Check.Positive(classes));
        var shape = new Shape(labels.Length, classes);
        var rows = Tensor.Zeros(shape);
        for (var i = 0; i < labels.Length; i++)
        {
            rows.Writable[(i * classes) + labels[i]] = 1;
        }

        return rows;
    }

    /// <summary>The same with as many classes as the largest label needs.</summary>
    /// <exception cref="ArgumentException">A label is negative, or there is none.</exception>
    public static Tensor ToCategorical(int[] labels) =>
        Check.NotNull(labels).Length > 0
            ? ToCategorical(labels, Math.Max(labels.Max(), 0) + 1)
            : throw new ArgumentException(
                "There is no label to count the classes by. Say their number: ToCategorical(labels, 10).",
                nameof(labels)
            );

    /// <summary>The class of each row: where its largest value stands, the first of equal ones; of a single value 1 above ½, else 0.</summary>
    /// <remarks>Shape: (samples, classes). Formula: that of <see cref="Accuracy"/>. Law: it takes <see cref="ToCategorical(int[], int)"/> to two or more classes back.</remarks>
    /// <exception cref="ShapeException">The tensor is not (samples, classes).</exception>
    public static int[] Classes(Tensor predictions)
    {
        if (Check.NotNull(predictions).Shape is not [var samples, var classes and > 0])
        {
            throw new ShapeException(
                $"Classes are read from rows (samples, classes), but the predictions are {predictions.Shape}. End the model in a Dense of as many units as classes."
            );
        }

        var indices = new int[samples];
        for (var i = 0; i < samples; i++)
        {
            var row = predictions.Values.Slice(i * classes, classes);
            indices[i] =
                classes > 1 ? TensorPrimitives.IndexOfMax(row)
                : row[0] > 0.5f ? 1
                : 0;
        }

        return indices;
    }

    /// <summary>The class that a target stands for: of a row where its largest value is, of a single number that number, rounded.</summary>
    /// <exception cref="ShapeException">The target has more than one axis.</exception>
    internal static int Class(ReadOnlySpan<float> target, Shape shape) =>
        shape.Count > 1
            ? throw new ShapeException($"The targets {shape} are no classes, which are numbers () or rows (classes).")
        : target.Length == 1 ? (int)MathF.Round(target[0])
        : TensorPrimitives.IndexOfMax(target);

    internal static void Refuse(ReadOnlySpan<int> labels, int classes)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
            {
                throw new ArgumentException(
                    $"The label of sample {i} is {labels[i]}, but with {classes} classes labels run from 0 to {classes - 1}.",
                    nameof(labels)
                );
            }
        }
    }
}
