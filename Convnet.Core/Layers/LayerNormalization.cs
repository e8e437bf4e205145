namespace Convnet;

/// <summary>
/// Brings the values along some axes of each sample to mean 0 and deviation 1, then to β and γ (Ba, Kiros and Hinton 2016). Samples stay
/// apart, and training and inference are alike.
/// <para>Shape: unchanged.</para>
/// <para>Parameters: <c>gamma</c> and <c>beta</c>, where told, of the extents of the axes in ascending order, in whatever order they were told.</para>
/// <para>Formula: y = γ(x − μ)/√(σ² + ε) + β with mean and biased variance along the axes (Keras,
/// layers/normalization/layer_normalization.py).</para>
/// <para>Errors: an ε of 0; a sample without such an axis is a <see cref="ShapeException"/>.</para>
/// <para>Example: <c>new LayerNormalization { Axis = [1, 2, 3] }</c></para>
/// </summary>
public sealed record LayerNormalization : ILayer
{
    /// <summary>The axes along which values are brought together, as Keras counts them; −1, the channels, unless told.</summary>
    public Axes Axis
    {
        get;
        init => field = Check.NotNull(value);
    } = -1;

    /// <summary>ε, above 0: keeps values that are all equal finite; 1e-3 unless told.</summary>
    public double Epsilon
    {
        get;
        init => field = Check.Positive(value);
    } = 1e-3;

    /// <summary>Whether β is added; true unless told.</summary>
    public bool Center { get; init; } = true;

    /// <summary>Whether γ is multiplied; true unless told.</summary>
    public bool Scale { get; init; } = true;

    /// <summary>First values of β; zeros unless told.</summary>
    public Initializer BetaInitializer
    {
        get;
        init => field = Check.NotNull(value);
    } = Initializer.Zeros;

    /// <summary>First values of γ; ones unless told.</summary>
    public Initializer GammaInitializer
    {
        get;
        init => field = Check.NotNull(value);
    } = Initializer.Ones;

    /// <summary>A penalty on β; none unless told.</summary>
    public Regularizer? BetaRegularizer { get; init; }

    /// <summary>A penalty on γ; none unless told.</summary>
    public Regularizer? GammaRegularizer { get; init; }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        Within(input);
        return input;
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> ParameterSpecs(Shape input)
    {
        Shape shape = [.. Within(input).Select(axis => input[axis])];
        return
        [
            .. GammaBeta.Specs(
                Scale ? new("gamma", shape, GammaInitializer, Regularizer: GammaRegularizer) : null,
                Center ? new("beta", shape, BetaInitializer, Regularizer: BetaRegularizer) : null
            ),
        ];
    }

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) =>
        ForwardWithPullback(parameters, input, phase).Output;

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var axes = Within(input.Shape.Sample);
        var (order, length) = (
            new AxisOrder(input.Shape.Sample, axes),
            axes.Aggregate(1, (length, axis) => length * input.Shape[axis + 1])
        );
        var gammaBeta = new GammaBeta(parameters, Scale, Center, length);
        var rows = new NormalizedRows(order.Apart(input), length, Epsilon);
        return new(order.Back(rows.Output(gammaBeta)), Pullback);

        Gradients Pullback(Tensor outputGradient, Wanted wanted)
        {
            var gradient = order.Apart(outputGradient);
            return new(
                wanted.HasFlag(Wanted.Input) ? order.Back(rows.InputGradient(gradient, gammaBeta)) : input,
                wanted.HasFlag(Wanted.Parameters) ? rows.Gradients(gradient, gammaBeta) : Parameters.None
            );
        }
    }

    /// <summary>The constructor with the options that were told: <c>LayerNormalization(Scale = false)</c>.</summary>
    public override string ToString() => Construction.Text(this);

    private int[] Within(Shape sample)
    {
        var within = Axis.Within(sample, nameof(LayerNormalization));
        return sample.Size > 0
            ? within
            : throw new ShapeException(
                $"LayerNormalization normalizes values along axes, but was given {sample}, which has no values. Let each axis be at least 1."
            );
    }
}
