namespace Convnet.PropertyTests;

/// <summary>Sums of products, with the error that float32 may make of each: 2·√K·2⁻²⁴·Σ|aᵢbᵢ| for K products, in whatever order, and what the factors bring.</summary>
internal sealed class Sums(Shape shape)
{
    private readonly double[] sums = new double[shape.Size];
    private readonly double[] magnitudes = new double[shape.Size];
    private readonly double[] inherited = new double[shape.Size];
    private readonly int[] counts = new int[shape.Size];

    /// <summary>Adds a product.</summary>
    public void Add(int index, Approximations a, int i, Approximations b, int j) =>
        Add(index, a.Values[i], a.Errors[i], b.Values[j], b.Errors[j]);

    /// <summary>Adds a product.</summary>
    public void Add(int index, double a, double aError, double b, double bError = 0)
    {
        sums[index] += a * b;
        magnitudes[index] += (Math.Abs(a) + aError) * (Math.Abs(b) + bError);
        inherited[index] += (Math.Abs(a) * bError) + (Math.Abs(b) * aError) + (aError * bError);
        counts[index]++;
    }

    public Approximations Total()
    {
        var total = new Approximations(shape);
        for (var i = 0; i < sums.Length; i++)
        {
            total.Values[i] = sums[i];
            var rounding = 2 * Math.Sqrt(counts[i]) * Approximations.Rounding * magnitudes[i];
            total.Errors[i] =
                inherited[i] == 0 && magnitudes[i] == 0 ? 0 : rounding + inherited[i] + Approximations.Underflow;
        }

        return total;
    }
}
