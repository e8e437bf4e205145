namespace Convnet;

/// <summary>
/// In training each image is flipped with probability ½ along each axis of the mode; in inference the identity.
/// <para>Shape: (h, w, c), unchanged.</para>
/// <para>
/// Formula: y[i, j] = x[h − 1 − i, j] for a flip up and down, x[i, w − 1 − j] for one left and right; both drawn from the key of the step and of the place in the
/// model and from the number of the sample in its batch: the same for any number of threads.
/// </para>
/// <para>Errors: a sample that is not an image is a <see cref="ShapeException"/>.</para>
/// <para>Example: <c>new RandomFlip(FlipMode.Horizontal)</c></para>
/// </summary>
/// <param name="Mode">Along which axes.</param>
public sealed record RandomFlip(FlipMode Mode) : ILayer, IRandomWarp
{
    /// <summary>Along both axes, Keras' default.</summary>
    public RandomFlip()
        : this(FlipMode.HorizontalAndVertical) { }

    /// <summary>Along which axes.</summary>
    public FlipMode Mode
    {
        get;
        init => field = Check.Defined(value);
    } = Check.Defined(Mode);

    // A flip puts pixels on pixels, all inside.
    Interpolation IRandomWarp.Interpolation => Interpolation.Nearest;

    FillMode IRandomWarp.FillMode => FillMode.Nearest;

    double IRandomWarp.FillValue => 0;

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        ImageShape.Extents(nameof(RandomFlip), input);
        return input;
    }

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) => Warping.Forward(this, input, phase);

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase) =>
        Warping.ForwardWithPullback(this, input, phase);

    /// <summary>The constructor with the options that were told: <c>RandomFlip(FlipMode.Horizontal)</c>.</summary>
    public override string ToString() => Construction.Text(this);

    AffineMap IRandomWarp.Draw(RandomKey key, Size2D image) =>
        AffineMap.Scaling(Side(key, 0, FlipMode.Horizontal), Side(key, 1, FlipMode.Vertical), image);

    /// <summary>−1 for a flip, which half of the draws are, unless the mode is of the other axis alone; else 1.</summary>
    private double Side(RandomKey key, ulong draw, FlipMode without) =>
        Mode != without && key.Uniform(draw) < 0.5f ? -1 : 1;
}
