namespace Convnet;

/// <summary>
/// A convolution in two steps, with far fewer weights than one: each channel on its own (<see cref="DepthwiseConv2D"/>, without bias and
/// activation), then sums over the channels of each pixel (a <see cref="Conv2D"/> of 1×1).
/// <para>Shape: (h, w, c) → (⌈(h − k_eff + 1)/s⌉, …, filters) under <c>valid</c>, (⌈h/s⌉, …, filters) under <c>same</c>, k_eff = (k − 1)·d + 1.</para>
/// <para>Parameters: <c>depthwise_kernel</c> (kh, kw, c, multiplier), <c>pointwise_kernel</c> (1, 1, c·multiplier, filters), <c>bias</c> (filters).</para>
/// <para>Formula: y = activation(Σ pointwise·(Σ x·depthwise) + bias), as Keras' base_separable_conv.py.</para>
/// <para>Errors: sizes below 1, strides with dilation; a window that does not fit is a <see cref="ShapeException"/>.</para>
/// <para>Example: <c>new SeparableConv2D(64, (3, 3)) { Activation = Activation.Relu, Padding = Padding.Same }</c></para>
/// </summary>
/// <param name="Filters">How many filters: the channels of the output.</param>
/// <param name="Kernel">Height and width of the window.</param>
public sealed record SeparableConv2D(int Filters, Size2D Kernel) : IActivated, IKernelForms
{
    private const string DepthwiseKernel = "depthwise_kernel";
    private const string PointwiseKernel = "pointwise_kernel";

    /// <summary>How many filters: the channels of the output, at least 1.</summary>
    public int Filters
    {
        get;
        init => field = Check.Positive(value);
    } = Check.Positive(Filters);

    /// <summary>Height and width of the window, at least 1.</summary>
    public Size2D Kernel
    {
        get;
        init => field = Check.Positive(value);
    } = Check.Positive(Kernel);

    /// <summary>How many kernels each channel has in the first step; 1 unless told.</summary>
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

    /// <summary>Whether a bias is added to each filter's response; true unless told.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>What is applied to the responses; <see cref="Activation.Linear"/> unless told.</summary>
    public Activation Activation
    {
        get;
        init => field = Check.NotNull(value);
    } = Activation.Linear;

    /// <summary>First values of the kernel of the first step; <see cref="Initializer.GlorotUniform"/> unless told.</summary>
    public Initializer DepthwiseInitializer
    {
        get;
        init => field = Check.NotNull(value);
    } = Initializer.GlorotUniform;

    /// <summary>First values of the kernel of the second step; <see cref="Initializer.GlorotUniform"/> unless told.</summary>
    public Initializer PointwiseInitializer
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

    /// <summary>A penalty on the kernel of the first step; none unless told.</summary>
    public Regularizer? DepthwiseRegularizer { get; init; }

    /// <summary>A penalty on the kernel of the second step; none unless told.</summary>
    public Regularizer? PointwiseRegularizer { get; init; }

    /// <summary>A penalty on the bias; none unless told.</summary>
    public Regularizer? BiasRegularizer { get; init; }

    /// <inheritdoc/>
    string IKernelForms.KernelName => PointwiseKernel;

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => [.. Depthwise(input).OutputShape.Extents.SkipLast(1), Filters];

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> ParameterSpecs(Shape input)
    {
        var depthwise = Depthwise(input);
        return Affine.Specs(
            UseBias,
            new("bias", [Filters], BiasInitializer, Regularizer: BiasRegularizer),
            new(DepthwiseKernel, depthwise.KernelShape, DepthwiseInitializer, Regularizer: DepthwiseRegularizer),
            new(
                PointwiseKernel,
                [1, 1, depthwise.OutputShape[^1], Filters],
                PointwiseInitializer,
                Regularizer: PointwiseRegularizer
            )
        );
    }

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase)
    {
        var depthwise = Depthwise(input.Shape.Sample);
        var channels = depthwise.Responses(input, parameters[DepthwiseKernel], bias: null);
        var responses = Pointwise(depthwise).Responses(channels, new(parameters, PointwiseKernel));
        return Affine.Activate(responses, parameters, UseBias, Activation).Output;
    }

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var depthwise = Depthwise(input.Shape.Sample);
        var (pointwise, kernel) = (Pointwise(depthwise), new KernelForms(parameters, PointwiseKernel));
        var channels = depthwise.Responses(input, parameters[DepthwiseKernel], bias: null);
        var responses = pointwise.Responses(channels, kernel, out var kept);
        var (before, output) = Affine.Activate(responses, parameters, UseBias, Activation);
        return new(output, Pullback);

        Gradients Pullback(Tensor outputGradient, Wanted wanted)
        {
            var gradient = Activation.Backward(before, output, outputGradient);
            // Both gradients of the first step come from that of its responses.
            var second = pointwise.Gradients(gradient, kernel, kept, channels.Shape, wanted | Wanted.Input);
            var first = depthwise.Gradients(second.Input!, input, parameters[DepthwiseKernel], wanted);
            return new(
                first.Input ?? input,
                first.Kernel is { } byDepthwise && second.Kernel is { } byPointwise
                    ? Affine.Gradients(
                        gradient,
                        UseBias,
                        (DepthwiseKernel, byDepthwise),
                        (PointwiseKernel, byPointwise)
                    )
                    : Parameters.None
            );
        }
    }

    /// <summary>The constructor with the options that were told: <c>SeparableConv2D(64, (3, 3), Padding = Padding.Same)</c>.</summary>
    public override string ToString() => Construction.Text(this);

    /// <inheritdoc/>
    ILayer IActivated.With(Activation activation) => this with { Activation = activation };

    /// <inheritdoc/>
    IReadOnlyList<KernelForm> IKernelForms.Forms(Shape input) => Pointwise(Depthwise(input)).Forms;

    /// <summary>How the first step is computed for such an image.</summary>
    internal DepthwiseConvolution Depthwise(Shape input)
    {
        var (rows, columns) = Window.Along(Kernel, Strides, Padding, Dilation);
        return new(new(nameof(SeparableConv2D), input, rows, columns), DepthMultiplier);
    }

    private IConvolution Pointwise(DepthwiseConvolution depthwise)
    {
        var pixel = new Window(1, 1, Padding.Valid);
        var grid = new WindowGrid(nameof(SeparableConv2D), depthwise.OutputShape, pixel, pixel);
        return ConvolutionMethod.Choose(grid, Filters, groups: 1, tile: 0);
    }
}
