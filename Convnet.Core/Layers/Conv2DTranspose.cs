namespace Convnet;

/// <summary>
/// A transposed convolution, which makes larger images: each pixel of the input adds its kernel to a window of the output. It is the
/// gradient of a <see cref="Conv2D"/> of the same kernel by its input.
/// <para>Shape: (h, w, c) → ((h − 1)·s + max(k_eff, s), …, filters) under <c>valid</c>, (h·s, …, filters) under <c>same</c>, k_eff = (k − 1)·d + 1.</para>
/// <para>With an output padding p that was told: (h − 1)·s + k_eff + p under <c>valid</c>, (h − 1)·s + k_eff mod 2 + p under <c>same</c>.</para>
/// <para>Parameters: <c>kernel</c> (kh, kw, filters, c), <c>bias</c> (filters).</para>
/// <para>Formula: y[i·s + j·d − before] = activation(Σ x[i]·kernel[j] + bias), before being half of what lies beyond the output, as Keras' base_conv_transpose.py.</para>
/// <para>Errors: sizes below 1, strides with dilation; an output padding that is not below the strides, or an output without pixels, is a <see cref="ShapeException"/>.</para>
/// <para>Example: <c>new Conv2DTranspose(16, (3, 3)) { Strides = 2, Padding = Padding.Same, Activation = Activation.Relu }</c></para>
/// </summary>
/// <param name="Filters">How many filters: the channels of the output.</param>
/// <param name="Kernel">Height and width of the window.</param>
public sealed record Conv2DTranspose(int Filters, Size2D Kernel) : IActivated, IKernelForms
{
    private readonly Size2D? outputPadding;

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

    /// <summary>From one window of the output to the next, in pixels; 1 unless told. Not above 1 together with a dilation.</summary>
    public Size2D Strides
    {
        get;
        init => field = WindowGrid.Undilated(Check.Positive(value), Dilation);
    } = 1;

    /// <summary>Whether the output keeps what windows add beyond the strides of the input; <see cref="Padding.Valid"/> unless told.</summary>
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

    /// <summary>Rows and columns of output beyond the least; unless told, as many as give the sizes that the summary names. Told ones are below the strides.</summary>
    public Size2D OutputPadding
    {
        get => outputPadding ?? (Windows.Rows.UsualBeyond, Windows.Columns.UsualBeyond);
        init => outputPadding = Check.NotNegative(value);
    }

    /// <summary>Whether a bias is added to each pixel of each filter; true unless told.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>What is applied to the responses; <see cref="Activation.Linear"/> unless told.</summary>
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
    public Shape OutputShape(Shape input)
    {
        var grid = Grid(input);
        return [grid.Height, grid.Width, Filters];
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> ParameterSpecs(Shape input)
    {
        var channels = ImageShape.Extents(nameof(Conv2DTranspose), input).Channels;
        Shape shape = [Kernel.Height, Kernel.Width, Filters, channels];
        return Affine.Specs(
            UseBias,
            new("bias", [Filters], BiasInitializer, Regularizer: BiasRegularizer),
            new ParameterSpec("kernel", shape, KernelInitializer, Regularizer: KernelRegularizer)
        );
    }

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) => Activate(parameters, input).Output;

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var (convolution, kernel) = (Convolution(input.Shape.Sample), new KernelForms(parameters));
        var (before, output) = Activate(parameters, input);
        return new(output, Pullback);

        Gradients Pullback(Tensor outputGradient, Wanted wanted)
        {
            // The convolution's way forward is this layer's way back, and what its kernel gradient is sent is this layer's input.
            var gradient = Activation.Backward(before, output, outputGradient);
            object? kept = null;
            var byInput = wanted.HasFlag(Wanted.Input) ? convolution.Responses(gradient, kernel, out kept) : input;
            if (!wanted.HasFlag(Wanted.Parameters))
            {
                return new(byInput, Parameters.None);
            }

            kept ??= convolution.Keep(gradient, kernel);
            var byKernel = convolution.Gradients(input, kernel, kept, gradient.Shape, Wanted.Parameters).Kernel!;
            return new(byInput, Affine.Gradients(gradient, UseBias, ("kernel", byKernel)));
        }
    }

    /// <summary>The constructor with the options that were told: <c>Conv2DTranspose(16, (3, 3), Strides = (2, 2))</c>.</summary>
    public override string ToString() => Construction.Text(this);

    /// <inheritdoc/>
    ILayer IActivated.With(Activation activation) => this with { Activation = activation };

    /// <inheritdoc/>
    IReadOnlyList<KernelForm> IKernelForms.Forms(Shape input) =>
        [.. Convolution(input).Forms.Select(form => form with { IsForGradients = !form.IsForGradients })];

    /// <summary>The windows of the output, one for each pixel of such an image.</summary>
    internal WindowGrid Grid(Shape input)
    {
        if (outputPadding is { } beyond && (beyond.Height >= Strides.Height || beyond.Width >= Strides.Width))
        {
            throw new ShapeException(
                $"Conv2DTranspose has an OutputPadding of {beyond} and Strides of {Strides}, but each side must be below that of Strides, as in Keras. "
                    + "Use less of it, larger strides, or leave it out."
            );
        }

        var (rows, columns) = Windows;
        return WindowGrid.Transposed(nameof(Conv2DTranspose), input, rows, columns, OutputPadding, Filters);
    }

    private (Window Rows, Window Columns) Windows => Window.Along(Kernel, Strides, Padding, Dilation);

    /// <summary>The convolution that this is the transpose of: from images such as the output to such as the input.</summary>
    private IConvolution Convolution(Shape input) =>
        ConvolutionMethod.Choose(Grid(input), input[2], groups: 1, tile: 0);

    private (Tensor Before, Tensor Output) Activate(Parameters parameters, Tensor input)
    {
        var sample = input.Shape.Sample;
        var shape = OutputShape(sample).Batch(input.Samples);
        var products = Convolution(sample).InputGradient(input, new(parameters), shape);
        return Affine.Activate(products, parameters, UseBias, Activation);
    }
}
