namespace Convnet;

/// <summary>
/// A fully connected layer: each output sees all inputs.
/// <para>Shape: (n) → (units).</para>
/// <para>Parameters: <c>kernel</c> (n, units), <c>bias</c> (units).</para>
/// <para>Formula: y = activation(x·kernel + bias).</para>
/// <para>Errors: units below 1; a sample of more than one axis is a <see cref="ShapeException"/> (Keras lets it pass): put a Flatten before it.</para>
/// <para>Example: <c>new Dense(10) { Activation = Activation.Softmax }</c></para>
/// </summary>
/// <param name="Units">How many outputs.</param>
public sealed record Dense(int Units) : IActivated, IKernelForms
{
    private const string Transposed = "(kernel, transposed)";

    /// <summary>How many outputs, at least 1.</summary>
    public int Units
    {
        get;
        init => field = Check.Positive(value);
    } = Check.Positive(Units);

    /// <summary>Whether a bias is added to each output; true unless told.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>What is applied to the outputs; <see cref="Activation.Linear"/> unless told.</summary>
    public Activation Activation
    {
        get;
        init => field = Check.NotNull(value);
    } = Activation.Linear;

    /// <summary>First values of the kernel; <see cref="Initializer.GlorotUniform"/> unless told.</summary>
    public Initializer KernelInitializer
    {
        get;
        init => field = Check.NotNull(value);
    } = Initializer.GlorotUniform;

    /// <summary>First values of the bias; zeros unless told.</summary>
    public Initializer BiasInitializer
    {
        get;
        init => field = Check.NotNull(value);
    } = Initializer.Zeros;

    /// <summary>A penalty on the kernel; none unless told.</summary>
    public Regularizer? KernelRegularizer { get; init; }

    /// <summary>A penalty on the bias; none unless told.</summary>
    public Regularizer? BiasRegularizer { get; init; }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) =>
        input is [> 0]
            ? [Units]
            : throw new ShapeException(
                $"Dense takes samples of one axis, but was given {input}. Put a Flatten before it."
            );

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> ParameterSpecs(Shape input)
    {
        return Affine.Specs(
            UseBias,
            new("bias", [Units], BiasInitializer, Regularizer: BiasRegularizer),
            new ParameterSpec("kernel", [input[0], Units], KernelInitializer, Regularizer: KernelRegularizer)
        );
    }

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) => Activate(parameters, input).Output;

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var kernel = parameters["kernel"];
        var transposed = parameters.Find(Transposed);
        var (before, output) = Activate(parameters, input);
        return new(output, Pullback);

        Gradients Pullback(Tensor outputGradient, Wanted wanted)
        {
            var gradient = Activation.Backward(before, output, outputGradient);
            return new(
                wanted.HasFlag(Wanted.Input) ? InputGradient(gradient, kernel, transposed, input.Shape) : input,
                wanted.HasFlag(Wanted.Parameters)
                    ? Affine.Gradients(gradient, UseBias, ("kernel", KernelGradient(gradient, input, kernel.Shape)))
                    : Parameters.None
            );
        }
    }

    /// <summary>The constructor with the options that were told: <c>Dense(10, Activation = softmax)</c>.</summary>
    public override string ToString() => Construction.Text(this);

    /// <inheritdoc/>
    ILayer IActivated.With(Activation activation) => this with { Activation = activation };

    /// <inheritdoc/>
    IReadOnlyList<KernelForm> IKernelForms.Forms(Shape input) =>
        [new(Transposed, input[0] * Units, Transpose, IsForGradients: true)];

    private static void Transpose(KernelForms kernel, Tensor form)
    {
        var (inputs, units) = (kernel.Kernel.Shape[0], kernel.Kernel.Shape[1]);
        Transposition.Write(kernel.Kernel.Values, inputs, units, form.Writable, inputs);
    }

    private (Tensor Before, Tensor Output) Activate(Parameters parameters, Tensor input)
    {
        var product = Tensor.Uninitialized([input.Samples, Units]);
        Gemm.Multiply(
            false,
            false,
            input.Samples,
            Units,
            input.Shape[1],
            input.Storage,
            parameters["kernel"].Storage,
            0,
            product.Storage
        );
        return Affine.Activate(product, parameters, UseBias, Activation);
    }

    private static Tensor InputGradient(Tensor gradient, Tensor kernel, Tensor? transposed, Shape shape)
    {
        var inputGradient = Tensor.Uninitialized(shape);
        var (inputs, units) = (kernel.Shape[0], kernel.Shape[1]);
        Gemm.Multiply(
            false,
            transposed is null,
            gradient.Samples,
            inputs,
            units,
            gradient.Storage,
            (transposed ?? kernel).Storage,
            0,
            inputGradient.Storage
        );
        return inputGradient;
    }

    private static Tensor KernelGradient(Tensor gradient, Tensor input, Shape shape)
    {
        var kernelGradient = Tensor.Uninitialized(shape);
        Gemm.Multiply(
            true,
            false,
            shape[0],
            shape[1],
            gradient.Samples,
            input.Storage,
            gradient.Storage,
            0,
            kernelGradient.Storage
        );
        return kernelGradient;
    }
}
