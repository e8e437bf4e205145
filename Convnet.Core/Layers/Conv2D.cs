namespace Convnet;

/// <summary>
/// A convolution of images (cross-correlation, as everywhere in the field): each filter's response at each window position.
/// <para>Shape: (h, w, c) → (⌈(h − k_eff + 1)/s⌉, …, filters) under <c>valid</c>, (⌈h/s⌉, …, filters) under <c>same</c>, k_eff = (k − 1)·d + 1.</para>
/// <para>Parameters: <c>kernel</c> (kh, kw, c/groups, filters), <c>bias</c> (filters).</para>
/// <para>Formula: y = activation(Σ x·kernel + bias), as Keras' base_conv.py. Lowered to a matrix product: patches · kernel.</para>
/// <para>Errors: sizes below 1, groups that do not divide, strides with dilation; a window that does not fit is a <see cref="ShapeException"/>.</para>
/// <para>Example: <c>new Conv2D(32, (3, 3)) { Activation = Activation.Relu, Padding = Padding.Same }</c></para>
/// </summary>
/// <param name="Filters">How many filters: the channels of the output.</param>
/// <param name="Kernel">Height and width of the window.</param>
public sealed record Conv2D(int Filters, Size2D Kernel) : IActivated, IKernelForms
{
    /// <summary>How many filters: the channels of the output, at least 1.</summary>
    public int Filters
    {
        get;
        init => field = Grouped(Check.Positive(value), Groups);
    } = Check.Positive(Filters);

    /// <summary>Height and width of the window, at least 1.</summary>
    public Size2D Kernel
    {
        get;
        init => field = Check.Positive(value);
    } = Check.Positive(Kernel);

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

    /// <summary>Parts that channels and filters are cut into, each convolved on its own; 1 unless told. Must divide both.</summary>
    public int Groups
    {
        get;
        init
        {
            Grouped(Filters, Check.Positive(value));
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

    /// <summary>How many rows and columns of windows are computed, where what follows looks at no more; all unless told.</summary>
    internal Size2D? Windows { get; init; }

    /// <summary>The side of the tiles of Winograd's algorithm, where training uses it; sums over the windows unless told.</summary>
    internal int WinogradTile { get; init; }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        var grid = Grid(input);
        return grid.Channels % Groups == 0
            ? [grid.OutputHeight, grid.OutputWidth, Filters]
            : throw new ShapeException(
                $"Conv2D has {Groups} groups, but was given {input}, whose {grid.Channels} channels they do not divide. Use a divisor of {grid.Channels}."
            );
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> ParameterSpecs(Shape input)
    {
        Shape shape = [Kernel.Height, Kernel.Width, Grid(input).Channels / Groups, Filters];
        return Affine.Specs(
            UseBias,
            new("bias", [Filters], BiasInitializer, Regularizer: BiasRegularizer),
            new ParameterSpec("kernel", shape, KernelInitializer, Regularizer: KernelRegularizer)
        );
    }

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase)
    {
        var responses = Method(input.Shape.Sample).Responses(input, new(parameters));
        return Affine.Activate(responses, parameters, UseBias, Activation).Output;
    }

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var (method, kernel) = (Method(input.Shape.Sample), new KernelForms(parameters));
        var responses = method.Responses(input, kernel, out var kept);
        var (before, output) = Affine.Activate(responses, parameters, UseBias, Activation);
        return new(output, Pullback);

        Gradients Pullback(Tensor outputGradient, Wanted wanted)
        {
            var gradient = Activation.Backward(before, output, outputGradient);
            var gradients = method.Gradients(gradient, kernel, kept, input.Shape, wanted);
            return new(
                gradients.Input ?? input,
                gradients.Kernel is { } byKernel
                    ? Affine.Gradients(gradient, UseBias, ("kernel", byKernel))
                    : Parameters.None
            );
        }
    }

    /// <summary>The constructor with the options that were told: <c>Conv2D(32, (3, 3), Activation = relu)</c>.</summary>
    public override string ToString() => Construction.Text(this);

    /// <inheritdoc/>
    ILayer IActivated.With(Activation activation) => this with { Activation = activation };

    /// <inheritdoc/>
    IReadOnlyList<KernelForm> IKernelForms.Forms(Shape input) => Method(input).Forms;

    /// <summary>How the responses to such an image are computed.</summary>
    internal IConvolution Method(Shape input) => ConvolutionMethod.Choose(Grid(input), Filters, Groups, WinogradTile);

    /// <summary>The windows over such an image.</summary>
    internal WindowGrid Grid(Shape input)
    {
        var (rows, columns) = Window.Along(Kernel, Strides, Padding, Dilation);
        var grid = new WindowGrid(nameof(Conv2D), input, rows, columns);
        return Windows is { } windows ? grid.Crop(windows) : grid;
    }

    private static int Grouped(int filters, int groups) =>
        groups == 0 || filters % groups == 0
            ? filters
            : throw new ArgumentException(
                $"Groups is {groups}, which does not divide the {filters} Filters. Use a divisor of Filters.",
                nameof(groups)
            );
}
