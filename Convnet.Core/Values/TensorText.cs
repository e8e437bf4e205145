using System.Globalization;
using System.Text;

namespace Convnet;

/// <summary>How tensors print: <c>float32 (3, 3, 1, 32) ≈ 0.001 ± 0.11 [−0.20, 0.20]</c>, and flags only when true.</summary>
internal static class TensorText
{
    private const int FewValues = 10;

    public static string Describe(Tensor tensor)
    {
        var text = new StringBuilder($"float32 {tensor.Shape}");
        var values = tensor.Values;
        var (finite, zeros, nans, sum, squares, least, most) = Statistics(values);
        if (finite > 0)
        {
            var mean = sum / finite;
            var deviation = Math.Sqrt(Math.Max((squares / finite) - (mean * mean), 0));
            text.Append(" ≈ ")
                .Append(Number(mean))
                .Append(" ± ")
                .Append(Number(deviation))
                .Append(" [")
                .Append(Number(least))
                .Append(", ")
                .Append(Number(most))
                .Append(']');
        }

        Flag(text, values.Length > 0 && zeros == values.Length, "all zero");
        Flag(text, nans > 0, $"{nans:N0} NaN");
        var infinities = values.Length - finite - nans;
        Flag(text, infinities > 0, $"{infinities:N0} infinite");
        return values.Length is > 0 and <= FewValues
            ? text.Append(": ").Append(Listed(values)).ToString()
            : text.ToString();
    }

    private static (int Finite, int Zeros, int NaNs, double Sum, double Squares, double Least, double Most) Statistics(
        ReadOnlySpan<float> values
    )
    {
        var (finite, zeros, nans) = (0, 0, 0);
        var (sum, squares, least, most) = (0.0, 0.0, double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            nans += float.IsNaN(value) ? 1 : 0;
            zeros += value == 0 ? 1 : 0;
            if (float.IsFinite(value))
            {
                finite++;
                sum += value;
                squares += (double)value * value;
                least = Math.Min(least, value);
                most = Math.Max(most, value);
            }
        }

        return (finite, zeros, nans, sum, squares, least, most);
    }

    private static void Flag(StringBuilder text, bool isTrue, string flag)
    {
        if (isTrue)
        {
            text.Append(", ").Append(flag);
        }
    }

    private static string Listed(ReadOnlySpan<float> values)
    {
        var parts = new List<string>();
        foreach (var value in values)
        {
            parts.Add(value.ToString("G4", CultureInfo.InvariantCulture).Replace('-', '−'));
        }

        return $"[{string.Join(", ", parts)}]";
    }

    private static string Number(double value) => value.ToString("G2", CultureInfo.InvariantCulture).Replace('-', '−');
}
