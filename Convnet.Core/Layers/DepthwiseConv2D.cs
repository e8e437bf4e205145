namespace Convnet;

/// <summary>
/// A convolution of each channel on its own: its responses to kernels of its own, <see cref="DepthMultiplier"/> of them, side by side.
/// <para>Shape: (h, w, c) → (⌈(h − k_eff + 1)/s⌉, …, c·multiplier) under <c>valid</c>, (⌈h/s⌉, …, c·multiplier) under <c>same</c>, k_eff = (k − 1)·d + 1.</para>
/// <para>Parameters: <c>kernel</c> (kh, kw, c, multiplier), <c>bias</c> (c·multiplier).</para>
/// <para>Formula: y[c·multiplier + m] = activation(Σ x[c]·kernel[c, m] + bias), the sum over the window, as Keras' base_depthwise_conv.py.</para>
/// <para>Errors: sizes below 1, strides with dilation; a window that does not fit is a <see cref="ShapeException"/>.</para>
/// <para>Example: <c>new DepthwiseConv2D((3, 3)) { Padding = Padding.Same, DepthMultiplier = 2 }</c></para>
/// </summary>
/// <param name="Kernel">Height and width of the window.</param>
public sealed record DepthwiseConv2D(Size2D Kernel) : IActivated
{
    /// <summary>Height and width of the window, at least 1.</summary>
    public Size2D Kernel
    {
        get;
        init => field = Check.Positive(value);
    } = Check.Positive(Kernel);

    /// <summary>How many kernels each channel has; 1 unless told.</summary>
    public int DepthMultiplier
    {
        get;
        init => field = Check.Positive(value);
    } = 1;

    /// <summary>From one window to the next, in pixels; 1 unless told. Not above 1 together with a dilation.</summary>
    public Size2D Strides
    {
        get;
        init => field = WindowGrid.Undilated(Check.Positive(value), Dilation);
    } = 1;

    /// <summary>What happens at the border; <see cref="Padding.Valid"/> unless told.</summary>
    public Padding Padding
    {
        get;
        init => field = Check.Defined(value);
    }

    /// <summary>From one pixel of a window to the next; 1 unless told. Not above 1 together with strides.</summary>
    public Size2D Dilation
    {
        get;
        init
        {
            WindowGrid.Undilated(Strides, Check.Positive(value));
            field = value;
        }
    } = 1;

    /// <summary>Whether a bias is added to each response; true unless told.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>What is applied to the responses; <see cref="Activation.Linear"/> unless told.</summary>
    public Activation Activation
    {
        get;
        init => field = Check.NotNull(value);
    } = Activation.Linear;

    /// <summary>First values of the kernel; <see cref="Initializer.GlorotUniform"/> unless told.</summary>
    public Initializer DepthwiseInitializer
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
    public Regularizer? DepthwiseRegularizer { get; init; }

    /// <summary>A penalty on the bias; none unless told.</summary>
    public Regularizer? BiasRegularizer { get; init; }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => Method(input).OutputShape;

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> ParameterSpecs(Shape input)
    {
        var method = Method(input);
        return Affine.Specs(
            UseBias,
            new("bias", [method.OutputShape[^1]], BiasInitializer, Regularizer: BiasRegularizer),
            new ParameterSpec("kernel", method.KernelShape, DepthwiseInitializer, Regularizer: DepthwiseRegularizer)
        );
    }

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) =>
        Activation.ForwardOwned(Responses(parameters, input));

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var (method, kernel) = (Method(input.Shape.Sample), parameters["kernel"]);
        var responses = Responses(parameters, input);
        var output = Activation.ForwardOwned(responses);
        return new(output, Pullback);

        Gradients Pullback(Tensor outputGradient, Wanted wanted)
        {
            var gradient = Activation.Backward(responses, output, outputGradient);
            var gradients = method.Gradients(gradient, input, kernel, wanted);
            return new(
                gradients.Input ?? input,
                gradients.Kernel is { } byKernel
                    ? Affine.Gradients(gradient, UseBias, ("kernel", byKernel))
                    : Parameters.None
            );
        }
    }

    /// <summary>The constructor with the options that were told: <c>DepthwiseConv2D((3, 3), DepthMultiplier = 2)</c>.</summary>
    public override string ToString() => Construction.Text(this);

    /// <inheritdoc/>
    ILayer IActivated.With(Activation activation) => this with { Activation = activation };

    /// <summary>How the responses to such an image are computed.</summary>
    internal DepthwiseConvolution Method(Shape input)
    {
        var (rows, columns) = Window.Along(Kernel, Strides, Padding, Dilation);
        return new(new(nameof(DepthwiseConv2D), input, rows, columns), DepthMultiplier);
    }

    // The sums start from the bias, so that what memory bounds is not read and written once more for it.
    private Tensor Responses(Parameters parameters, Tensor input) =>
        Method(input.Shape.Sample).Responses(input, parameters["kernel"], UseBias ? parameters["bias"] : null);
}
