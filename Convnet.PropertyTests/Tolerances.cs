namespace Convnet.PropertyTests;

/// <summary>How far rounding may take float32 results of a case: from the reference where there is one, else from the size of the results.</summary>
internal static class Tolerances
{
    /// <summary>For each value of the outputs of these inputs, or of the case's own: the sum of what each may be off.</summary>
    public static double[] OfOutput(LayerCase given, Phase phase, params Tensor[] inputs)
    {
        var outputs = inputs.DefaultIfEmpty(given.Input).Select(input => Of(given, phase, input)).ToList();
        return [.. Enumerable.Range(0, outputs[0].Length).Select(i => outputs.Sum(output => output[i]))];
    }

    /// <summary>For each value of the gradients, input first: the sum of what those of all these output gradients may be off.</summary>
    public static double[] OfGradients(LayerCase given, Phase phase, params Tensor[] sent)
    {
        var gradients = sent.Select(gradient => OfGradient(given, phase, gradient)).ToList();
        return [.. Enumerable.Range(0, gradients[0].Length).Select(i => gradients.Sum(gradient => gradient[i]))];
    }

    private static double[] Of(LayerCase given, Phase phase, Tensor input)
    {
        if (Reference.Knows(given.Layer))
        {
            var parameters = given.Parameters.Leaves.Select(leaf => Approximations.Exactly(leaf.Tensor));
            var expected = Reference.Differentiate(given.Layer, [.. parameters], Approximations.Exactly(input), phase);
            return expected.Output.Errors;
        }

        var output = given.Layer.Forward(given.Parameters, input, phase);
        return OfSize([.. output.ToArray().Select(x => (double)x)], input.Shape.Sample.Size);
    }

    private static double[] OfGradient(LayerCase given, Phase phase, Tensor sent)
    {
        if (Reference.Knows(given.Layer))
        {
            var (input, parameters) = Reference.Differentiate(given, phase).Pullback(Approximations.Exactly(sent));
            return [.. input.Errors, .. parameters.SelectMany(parameter => parameter.Errors)];
        }

        var pullback = given.Layer.ForwardWithPullback(given.Parameters, given.Input, phase).Pullback;
        return OfSize(Laws.Flat(pullback(sent)), sent.Shape.Size);
    }

    /// <summary>2·√K·2⁻²⁴ of the largest value, for sums of K products that are not much larger than what comes out.</summary>
    private static double[] OfSize(double[] values, int products)
    {
        var tolerance =
            8 * Math.Sqrt(products) * Approximations.Rounding * values.Select(Math.Abs).DefaultIfEmpty().Max();
        return [.. values.Select(_ => tolerance)];
    }
}
