namespace Convnet;

/// <summary>Where tensors differ.</summary>
internal static class Difference
{
    /// <summary>Equal to the bit.</summary>
    public static Finding Exact(string what, Tensor expected, Tensor actual)
    {
        if (expected.Equals(actual))
        {
            return Finding.Passed;
        }

        if (expected.Shape != actual.Shape)
        {
            return Shapes(what, expected.Shape, actual.Shape);
        }

        var at = 0;
        while (BitConverter.SingleToInt32Bits(expected.Values[at]) == BitConverter.SingleToInt32Bits(actual.Values[at]))
        {
            at++;
        }

        return Finding.Failed(At(what, expected.Shape, at), expected.Values[at], actual.Values[at]);
    }

    /// <summary>Trees whose tensors are equal to the bit.</summary>
    public static Finding Exact(string what, Parameters expected, Parameters actual)
    {
        var (left, right) = (expected.Leaves.ToList(), actual.Leaves.ToList());
        return left.Count != right.Count
            ? Finding.Failed(what, $"{left.Count} tensors", $"{right.Count} tensors")
            : Finding.All(
                left.Zip(right, (a, b) => Exact($"{what} {a.Path}", a.Tensor, b.Tensor)).Prepend(Finding.Passed)
            );
    }

    /// <summary>Gradients that are equal to the bit.</summary>
    public static Finding Exact(string what, Gradients expected, Gradients actual) =>
        Finding.All([
            Exact($"{what} by input", expected.Input, actual.Input),
            Exact($"{what} by", expected.Parameters, actual.Parameters),
        ]);

    /// <summary>Equal but for an error of each value; equal infinities are equal.</summary>
    public static Finding Within(string what, Tensor expected, Tensor actual, double tolerance)
    {
        if (expected.Shape != actual.Shape)
        {
            return Shapes(what, expected.Shape, actual.Shape);
        }

        for (var i = 0; i < expected.Shape.Size; i++)
        {
            var (left, right) = ((double)expected.Values[i], (double)actual.Values[i]);
            if (!left.Equals(right) && !(Math.Abs(left - right) <= tolerance))
            {
                return Finding.Failed(At(what, expected.Shape, i), left, right);
            }
        }

        return Finding.Passed;
    }

    /// <summary>Equal shapes.</summary>
    public static Finding Shapes(string what, Shape expected, Shape actual) =>
        expected == actual ? Finding.Passed : Finding.Failed($"shape of the {what}", $"{expected}", $"{actual}");

    /// <summary>The largest magnitude of finite values.</summary>
    public static double Largest(Tensor tensor)
    {
        var largest = 0.0;
        foreach (var value in tensor.Values)
        {
            largest = float.IsFinite(value) ? Math.Max(largest, Math.Abs(value)) : largest;
        }

        return largest;
    }

    /// <summary>What, and at which index: <c>output at [0, 2]</c>.</summary>
    public static string At(string what, Shape shape, int place)
    {
        var index = new int[shape.Count];
        for (var axis = shape.Count - 1; axis >= 0; axis--)
        {
            (place, index[axis]) = Math.DivRem(place, shape[axis]);
        }

        return $"{what} at [{string.Join(", ", index)}]";
    }
}
