using System.Diagnostics;

namespace Convnet;

/// <summary>An activation by its name and its number, compared by value; for use in a layer or alone as an <see cref="ActivationLayer"/>.</summary>
public sealed record Activation
{
    private readonly IActivationFunction function;

    private Activation(string name, IActivationFunction function, double? parameter = null) =>
        (Name, this.function, Parameter) = (name, function, parameter);

    /// <summary>Keras' name of it: <c>leaky_relu</c>.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Name { get; }

    /// <summary>Its number (the slope of <c>leaky_relu</c>, α of <c>elu</c>), or null.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public double? Parameter { get; }

    /// <summary>f(x) = x.</summary>
    public static Activation Linear { get; } = new("linear", new Linear());

    /// <summary>f(x) = max(x, 0), with derivative 0 at 0.</summary>
    public static Activation Relu { get; } = new("relu", new Relu());

    /// <summary>f(x) = 1/(1 + e⁻ˣ).</summary>
    public static Activation Sigmoid { get; } = new("sigmoid", new Sigmoid());

    /// <summary>f(x) = tanh x.</summary>
    public static Activation Tanh { get; } = new("tanh", new Tanh());

    /// <summary>f(x) = ln(1 + eˣ).</summary>
    public static Activation Softplus { get; } = new("softplus", new Softplus());

    /// <summary>f(x) = x/(1 + e⁻ˣ), also called silu.</summary>
    public static Activation Swish { get; } = new("swish", new Swish());

    /// <summary>Another name of <see cref="Swish"/>, and equal to it.</summary>
    public static Activation Silu => Swish;

    /// <summary>f(x) = x·tanh(ln(1 + eˣ)).</summary>
    public static Activation Mish { get; } = new("mish", new Mish());

    /// <summary>f(x) = x·Φ(x), Φ the normal distribution function: Keras' default, not the tanh approximation.</summary>
    public static Activation Gelu { get; } = new("gelu", new Gelu());

    /// <summary>f(x) = ½x(1 + tanh(√(2/π)(x + 0.044715x³))): Keras' gelu with approximate=True.</summary>
    public static Activation GeluApproximate { get; } = new("gelu_approximate", new GeluApproximate());

    /// <summary>f(x)ᵢ = eˣⁱ/Σeˣʲ over the last axis.</summary>
    public static Activation Softmax { get; } = new("softmax", new Softmax());

    /// <summary>f(x)ᵢ = xᵢ − ln Σeˣʲ over the last axis: the logarithm of <see cref="Softmax"/>, also where that is 0 in a float.</summary>
    public static Activation LogSoftmax { get; } = new("log_softmax", new LogSoftmax());

    /// <summary>f(x) = x/(1 + |x|).</summary>
    public static Activation Softsign { get; } = new("softsign", new Softsign());

    /// <summary>f(x) = 1.0507x above 0, 1.0507·1.6733(eˣ − 1) below: elu with the numbers that keep means of 0 and variances of 1.</summary>
    public static Activation Selu { get; } = new("selu", Convnet.Elu.SelfNormalizing);

    /// <summary>f(x) = min(max(x, 0), 6), with derivative 0 at 0 and 6.</summary>
    public static Activation Relu6 { get; } = new("relu6", Clipped.Relu6);

    /// <summary>f(x) = min(max(x + 3, 0), 6)/6: Keras 3's line of slope 1/6, not the older one of 1/5.</summary>
    public static Activation HardSigmoid { get; } = new("hard_sigmoid", Clipped.HardSigmoid);

    /// <summary>f(x) = eˣ, which is infinite above 88.7.</summary>
    public static Activation Exponential { get; } = new("exponential", new Exponential());

    /// <summary>True for the identity.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public bool IsLinear => function is Linear;

    /// <summary>f(x) = x above 0, slope·x below; Keras' slope is 0.2 as an activation, but 0.3 as a layer:
    /// <c>new ActivationLayer(Activation.LeakyRelu(0.3))</c> is its LeakyReLU().</summary>
    public static Activation LeakyRelu(double slope = 0.2) =>
        new("leaky_relu", new LeakyRelu((float)Check.Finite(slope)), slope);

    /// <summary>f(x) = x above 0, α(eˣ − 1) below.</summary>
    public static Activation Elu(double alpha = 1) => new("elu", new Elu(Check.NotNegative(alpha)), alpha);

    /// <inheritdoc/>
    public bool Equals(Activation? other) => other is not null && Name == other.Name && Parameter == other.Parameter;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Parameter);

    /// <summary>The name, with its number where there is one: <c>leaky_relu(0.2)</c>.</summary>
    public override string ToString() =>
        Parameter is { } number ? FormattableString.Invariant($"{Name}({number})") : Name;

    /// <summary>True where the gradient needs the input of the activation.</summary>
    internal bool NeedsInput => function.NeedsInput;

    /// <summary>The activated tensor.</summary>
    internal Tensor Forward(Tensor input)
    {
        var output = Tensor.Uninitialized(input.Shape);
        Forward(input, output);
        return output;
    }

    /// <summary>The activated tensor of an input that the caller just made; overwritten where nobody will need it again.</summary>
    internal Tensor ForwardOwned(Tensor input)
    {
        if (IsLinear)
        {
            return input;
        }

        var output = NeedsInput ? Tensor.Uninitialized(input.Shape) : input;
        Forward(input, output);
        return output;
    }

    /// <summary>The gradient by the input; <paramref name="input"/> matters only where <see cref="NeedsInput"/>.</summary>
    internal Tensor Backward(Tensor input, Tensor output, Tensor outputGradient)
    {
        if (IsLinear)
        {
            return outputGradient;
        }

        var inputGradient = Tensor.Uninitialized(output.Shape);
        var (length, channels) = (output.Shape.SampleSize, output.Shape[^1]);
        for (var start = 0; start < output.Values.Length; start += length)
        {
            function.Backward(
                input.Values.Slice(start, length),
                output.Values.Slice(start, length),
                outputGradient.Values.Slice(start, length),
                inputGradient.Writable.Slice(start, length),
                channels
            );
        }

        return inputGradient;
    }

    // Sample by sample: vectorised functions differ in the last bit with the length they are given, and a sample's bits must not
    // depend on how many samples stand beside it.
    private void Forward(Tensor input, Tensor output)
    {
        var (length, channels) = (input.Shape.SampleSize, input.Shape[^1]);
        for (var start = 0; start < input.Values.Length; start += length)
        {
            function.Forward(input.Values.Slice(start, length), output.Writable.Slice(start, length), channels);
        }
    }
}
