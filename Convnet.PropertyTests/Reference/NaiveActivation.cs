namespace Convnet.PropertyTests;

/// <summary>Activations and their derivatives in double, straight from the formulas.</summary>
internal static class NaiveActivation
{
    /// <summary>Vectorised float32 functions are right to a few units in the last place of 1 + |x|.</summary>
    private const double FunctionRounding = 8 * Approximations.Rounding;

    private const double SeluScale = 1.0507009873554805;
    private const double SeluAlpha = 1.6732632423543772;

    /// <summary>Where an activation may have a kink.</summary>
    private static readonly double[] Kinks = [-3, 0, 3, 6];

    /// <summary>The value of an activation that looks at one number; softmax and its logarithm have rows of their own.</summary>
    public static double Value(Activation activation, double x) =>
        activation.Name switch
        {
            "linear" => x,
            "relu" => x > 0 ? x : 0,
            "leaky_relu" => x > 0 ? x : activation.Parameter!.Value * x,
            "elu" => x > 0 ? x : activation.Parameter!.Value * (Math.Exp(x) - 1),
            "gelu" => x * Normal(x),
            "gelu_approximate" => x / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
            "sigmoid" => 1 / (1 + Math.Exp(-x)),
            "tanh" => Math.Tanh(x),
            // Beyond 40, ln(1 + eˣ) is x to the last bit, and beyond 709 eˣ is infinite.
            "softplus" => x > 40 ? x : Math.Log(1 + Math.Exp(x)),
            "swish" => x / (1 + Math.Exp(-x)),
            "mish" => x * Math.Tanh(Value(Activation.Softplus, x)),
            "softsign" => x / (1 + Math.Abs(x)),
            "selu" => SeluScale * (x > 0 ? x : SeluAlpha * (Math.Exp(x) - 1)),
            "relu6" => Math.Clamp(x, 0, 6),
            "hard_sigmoid" => Math.Clamp(x + 3, 0, 6) / 6,
            "exponential" => Math.Exp(x),
            var name => throw new ArgumentException($"The reference has no activation {name}."),
        };

    /// <summary>The derivative; of a kinked function at 0 the one from the left, as Keras' comparisons with 0 have it.</summary>
    public static double Slope(Activation activation, double x) =>
        activation.Name switch
        {
            "linear" => 1,
            "relu" => x > 0 ? 1 : 0,
            "leaky_relu" => x > 0 ? 1 : activation.Parameter!.Value,
            "elu" => x > 0 ? 1 : activation.Parameter!.Value * Math.Exp(x),
            "gelu" => Normal(x) + (x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI)),
            "gelu_approximate" => ApproximateSlope(x),
            "sigmoid" => Sigmoid(x) * (1 - Sigmoid(x)),
            "tanh" => 1 - (Math.Tanh(x) * Math.Tanh(x)),
            "softplus" => Sigmoid(x),
            "swish" => Sigmoid(x) + (x * Sigmoid(x) * (1 - Sigmoid(x))),
            "mish" => MishSlope(x),
            "softsign" => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x))),
            "selu" => SeluScale * (x > 0 ? 1 : SeluAlpha * Math.Exp(x)),
            "relu6" => x is > 0 and < 6 ? 1 : 0,
            "hard_sigmoid" => x is > -3 and < 3 ? 1.0 / 6 : 0,
            "exponential" => Math.Exp(x),
            var name => throw new ArgumentException($"The reference has no activation {name}."),
        };

    /// <summary>The activation of a batch; what rounding of the input may do is found by moving it.</summary>
    public static NaiveDifferential Differentiate(Activation activation, Approximations input)
    {
        if (activation.Name is "softmax" or "log_softmax")
        {
            return activation == Activation.Softmax
                ? NaiveSoftmax.Differentiate(input)
                : NaiveLogSoftmax.Differentiate(input);
        }

        var rounding = activation.IsLinear ? 0 : FunctionRounding;
        var output = new Approximations(input.Shape);
        for (var i = 0; i < output.Values.Length; i++)
        {
            var (x, error) = (input.Values[i], input.Errors[i]);
            output.Values[i] = Value(activation, x);
            output.Errors[i] = Spread(y => Value(activation, y), x, error) + (rounding * Size(activation, x));
        }

        return new(output, gradient => (InputGradient(activation, input, gradient, rounding), []));
    }

    private static Approximations InputGradient(
        Activation activation,
        Approximations input,
        Approximations gradient,
        double rounding
    )
    {
        var sums = new Sums(input.Shape);
        for (var i = 0; i < input.Values.Length; i++)
        {
            var (x, error) = (input.Values[i], input.Errors[i]);
            var doubt = Spread(y => Slope(activation, y), x, error) + (rounding * Size(activation, x));
            sums.Add(i, gradient.Values[i], gradient.Errors[i], Slope(activation, x), doubt);
        }

        return sums.Total();
    }

    /// <summary>What values and slopes near x are at most about: 1 + |x|, but for the exponential, which is larger.</summary>
    private static double Size(Activation activation, double x) =>
        activation == Activation.Exponential ? 1 + Math.Exp(x) : 1 + Math.Abs(x);

    /// <summary>How far the function may be from its value at x, anywhere within the error; on both sides of a kink if one lies within.</summary>
    private static double Spread(Func<double, double> function, double x, double error)
    {
        if (error == 0)
        {
            return 0;
        }

        var kinks = Kinks
            .Where(kink => Math.Abs(x - kink) < error)
            .SelectMany(kink => new[] { Math.BitDecrement(kink), kink, Math.BitIncrement(kink) });
        return kinks.Append(x - error).Append(x + error).Max(place => Math.Abs(function(place) - function(x)));
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double MishSlope(double x)
    {
        var t = Math.Tanh(Value(Activation.Softplus, x));
        return t + (x * (1 - (t * t)) * Sigmoid(x));
    }

    private static double ApproximateSlope(double x)
    {
        var scale = Math.Sqrt(2 / Math.PI);
        var t = Math.Tanh(scale * (x + (0.044715 * x * x * x)));
        return ((1 + t) / 2) + (x / 2 * (1 - (t * t)) * scale * (1 + (3 * 0.044715 * x * x)));
    }

    /// <summary>Φ(x) = ½ + φ(x)·Σ x²ⁿ⁺¹/(1·3·…·(2n+1)): all terms of one sign, so nothing cancels.</summary>
    private static double Normal(double x)
    {
        if (Math.Abs(x) > 12)
        {
            return x > 0 ? 1 : 0; // within 10⁻³²
        }

        var (term, sum) = (x, x);
        for (var n = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum); n++)
        {
            term *= x * x / ((2 * n) + 1);
            sum += term;
        }

        return 0.5 + (sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
    }
}
