using System.Numerics.Tensors;

namespace Convnet;

/// <summary>The arithmetic of <see cref="Merge"/>: shapes, values, and the gradient of each branch.</summary>
internal static class Merging
{
    /// <summary>The shape of what becomes of outputs of these shapes.</summary>
    /// <exception cref="ShapeException">They do not go together.</exception>
    public static Shape OutputShape(Merge merge, Shape[] outputs)
    {
        var first = outputs[0];
        for (var i = 1; i < outputs.Length; i++)
        {
            if (!GoTogether(merge, first, outputs[i]))
            {
                throw new ShapeException(
                    $"Branches {Verb(merge)}, but branch {i + 1} of {outputs.Length} gives {outputs[i]} and the first gives {first}. {WayOut(merge)}"
                );
            }
        }

        return merge == Merge.Concatenate && outputs.Length > 1
            ? [.. first.Extents.SkipLast(1), outputs.Sum(output => output[^1])]
            : first;
    }

    /// <summary>The value.</summary>
    public static Tensor Forward(Merge merge, Tensor[] outputs) =>
        outputs.Length == 1 ? outputs[0]
        : merge == Merge.Concatenate ? Concatenate(outputs)
        : outputs.Skip(1).Aggregate(outputs[0], merge == Merge.Add ? TensorArithmetic.Add : TensorArithmetic.Multiply);

    /// <summary>The gradient by the output of one branch.</summary>
    public static Tensor Backward(Merge merge, Tensor[] outputs, int branch, Tensor outputGradient)
    {
        switch (merge)
        {
            case Merge.Add:
                return outputGradient;
            case Merge.Multiply:
                // The product of the others, rather than the whole divided by this one, which may be 0.
                return outputs.Where((_, i) => i != branch).Aggregate(outputGradient, TensorArithmetic.Multiply);
            default:
                var start = outputs.Take(branch).Sum(output => output.Shape[^1]);
                return Slice.Take(outputGradient, start, outputs[branch].Shape[^1]);
        }
    }

    private static Tensor Concatenate(Tensor[] outputs)
    {
        var rows = outputs[0].Values.Length / outputs[0].Shape[^1];
        var width = outputs.Sum(output => output.Shape[^1]);
        var joined = Tensor.Uninitialized([.. outputs[0].Shape.Extents.SkipLast(1), width]);
        var start = 0;
        foreach (var output in outputs)
        {
            var channels = output.Shape[^1];
            Runs.Copy(output.Values, channels, joined.Writable[start..], width, rows, channels);
            start += channels;
        }

        return joined;
    }

    private static bool GoTogether(Merge merge, Shape first, Shape other) =>
        merge != Merge.Concatenate
            ? first == other
            : first.Count > 0
                && first.Count == other.Count
                && first.Extents.SkipLast(1).SequenceEqual(other.Extents.SkipLast(1));

    private static string Verb(Merge merge) =>
        merge switch
        {
            Merge.Add => "add outputs of one shape",
            Merge.Multiply => "multiply outputs of one shape",
            _ => "concatenate outputs that differ in their channels alone",
        };

    private static string WayOut(Merge merge) =>
        merge == Merge.Concatenate
            ? "Let all branches have the same strides, and Padding.Same."
            : "Let all branches have the same strides, Padding.Same, and as many filters as the first.";
}
