namespace Convnet;

/// <summary>
/// Brings each channel to mean β and deviation γ: in training over all samples and places of the batch, else by moving averages of what
/// training saw (Ioffe and Szegedy 2015).
/// <para>Shape: unchanged; the last axis are the channels.</para>
/// <para>Parameters: <c>gamma</c> and <c>beta</c> (channels), where told; <c>moving_mean</c> and <c>moving_variance</c> (channels), which are
/// not trained.</para>
/// <para>Formula: y = γ(x − μ)/√(σ² + ε) + β; σ² is the mean of (x − μ)², biased as in Keras
/// (layers/normalization/batch_normalization.py).</para>
/// <para>State: in training moving ← momentum·moving + (1 − momentum)·value, for μ and σ². Frozen it uses and keeps the moving averages.</para>
/// <para>Errors: a momentum outside of [0, 1], an ε of 0; a sample without axes is a <see cref="ShapeException"/>.</para>
/// <para>Example: <c>new Sequential(new Conv2D(32, (3, 3)) { UseBias = false }, new BatchNormalization(), new ActivationLayer(Activation.Relu))</c></para>
/// </summary>
public sealed record BatchNormalization : ISummed
{
    /// <summary>How slowly the moving averages move, from 0 to 1; 0.99 unless told.</summary>
    public double Momentum
    {
        get;
        init => field = Check.Share(value);
    } = 0.99;

    /// <summary>ε, above 0: keeps channels of one value finite; 1e-3 unless told.</summary>
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

    /// <summary>First values of the moving mean; zeros unless told.</summary>
    public Initializer MovingMeanInitializer
    {
        get;
        init => field = Check.NotNull(value);
    } = Initializer.Zeros;

    /// <summary>First values of the moving variance; ones unless told.</summary>
    public Initializer MovingVarianceInitializer
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
        Channels(input);
        return input;
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> ParameterSpecs(Shape input)
    {
        Shape channels = [Channels(input)];
        return
        [
            .. GammaBeta.Specs(
                Scale ? new("gamma", channels, GammaInitializer, Regularizer: GammaRegularizer) : null,
                Center ? new("beta", channels, BetaInitializer, Regularizer: BetaRegularizer) : null
            ),
            new("moving_mean", channels, MovingMeanInitializer, Trainable: false),
            new("moving_variance", channels, MovingVarianceInitializer, Trainable: false),
        ];
    }

    /// <summary>True where it takes mean and variance of the batch: in training, and not frozen.</summary>
    public bool CouplesSamples(Phase phase) => phase.UpdatesState;

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) =>
        Pass(parameters, input, phase).Output(input);

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var pass = Pass(parameters, input, phase);
        return new(pass.Output(input), Pullback, phase.UpdatesState ? pass.State : null);

        Gradients Pullback(Tensor outputGradient, Wanted wanted)
        {
            var sums = new double[SumsOf(input.Shape.Sample) * input.Samples];
            // By moving averages the gradient by the input is no matter of sums.
            if (phase.UpdatesState || wanted.HasFlag(Wanted.Parameters))
            {
                pass.SumUp(input, outputGradient, sums);
            }

            var gradient = pass.Conclude(sums);
            return new(
                wanted.HasFlag(Wanted.Input) ? gradient.Input(input, outputGradient) : input,
                wanted.HasFlag(Wanted.Parameters) ? gradient.Parameters : Parameters.None
            );
        }
    }

    /// <summary>The constructor with the options that were told: <c>BatchNormalization(Momentum = 0.9)</c>.</summary>
    public override string ToString() => Construction.Text(this);

    /// <inheritdoc/>
    int ISummed.SumsOf(Shape sample) => SumsOf(sample);

    /// <inheritdoc/>
    void ISummed.SumUp(Tensor input, Span<double> sums) => SumUp(input, sums);

    /// <inheritdoc/>
    ISummedPass ISummed.Conclude(Parameters parameters, Shape sample, ReadOnlySpan<double> sums) =>
        Normalized.ByBatch(this, parameters, sample, sums);

    private Normalized Pass(Parameters parameters, Tensor input, Phase phase)
    {
        if (!phase.UpdatesState)
        {
            return Normalized.ByMovingAverages(this, parameters);
        }

        var sums = new double[SumsOf(input.Shape.Sample) * input.Samples];
        SumUp(input, sums);
        return Normalized.ByBatch(this, parameters, input.Shape.Sample, sums);
    }

    private static int Channels(Shape sample) =>
        sample switch
        {
            [] => throw new ShapeException(
                $"BatchNormalization normalizes the channels of a sample, its last axis, but was given {sample}, which has no axis. Reshape it to (1) before."
            ),
            { Size: 0 } => throw new ShapeException(
                $"BatchNormalization normalizes the channels of a sample, but was given {sample}, which has no values. Let each axis be at least 1."
            ),
            _ => sample[^1],
        };

    private static int SumsOf(Shape sample) => 2 * sample[^1];

    private static void SumUp(Tensor input, Span<double> sums)
    {
        var (length, count) = (input.Shape.SampleSize, SumsOf(input.Shape.Sample));
        for (var sample = 0; sample < input.Samples; sample++)
        {
            ChannelMoments.OfSquares(input.Values.Slice(sample * length, length), sums.Slice(sample * count, count));
        }
    }
}
