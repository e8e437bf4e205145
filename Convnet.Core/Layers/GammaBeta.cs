namespace Convnet;

/// <summary>What normalizations end with: values times γ plus β, each where the layer has it.</summary>
internal sealed class GammaBeta
{
    private readonly Tensor? gamma;
    private readonly Tensor? beta;

    /// <summary>Those of a layer's parameters that it was told to have.</summary>
    /// <param name="parameters">The layer's tensors.</param>
    /// <param name="scale">Whether there is γ.</param>
    /// <param name="center">Whether there is β.</param>
    /// <param name="length">How many values each has.</param>
    public GammaBeta(Parameters parameters, bool scale, bool center, int length)
    {
        (gamma, beta) = (scale ? parameters["gamma"] : null, center ? parameters["beta"] : null);
        Scales = gamma?.ToArray() ?? [.. Enumerable.Repeat(1f, length)];
        Shifts = beta?.ToArray() ?? new float[length];
    }

    /// <summary>The specs of those that a layer was told to have.</summary>
    /// <param name="gamma">That of γ; null where it is not multiplied.</param>
    /// <param name="beta">That of β; null where it is not added.</param>
    public static IEnumerable<ParameterSpec> Specs(ParameterSpec? gamma, ParameterSpec? beta) =>
        new[] { gamma, beta }.OfType<ParameterSpec>();

    /// <summary>γ, or ones.</summary>
    public float[] Scales { get; }

    /// <summary>β, or zeros.</summary>
    public float[] Shifts { get; }

    /// <summary>The gradients by those that there are.</summary>
    public Parameters Gradients(ReadOnlySpan<double> byGamma, ReadOnlySpan<double> byBeta) =>
        (gamma, beta) switch
        {
            (null, null) => Parameters.None,
            (_, null) => Parameters.Of(("gamma", Rounded(byGamma, gamma.Shape))),
            (null, _) => Parameters.Of(("beta", Rounded(byBeta, beta.Shape))),
            _ => Parameters.Of(("gamma", Rounded(byGamma, gamma.Shape)), ("beta", Rounded(byBeta, beta.Shape))),
        };

    private static Tensor Rounded(ReadOnlySpan<double> values, Shape shape)
    {
        var rounded = Tensor.Uninitialized(shape);
        for (var i = 0; i < values.Length; i++)
        {
            rounded.Writable[i] = (float)values[i];
        }

        return rounded;
    }
}
