namespace Convnet;

/// <summary>
/// In training each image is made smaller (positive) or larger about its center by random shares; in inference the identity.
/// <para>Shape: (h, w, c), unchanged.</para>
/// <para>
/// Formula: y[i, j] is x at (1 + u)(i − m) + m in the rows, m = (h − 1)/2, and so with v in the columns (Keras), u uniform between the bounds of
/// its factor, and v too, or equal to u where <see cref="WidthFactor"/> was not told; drawn from the key of the step and of the place in the
/// model and from the number of the sample in its batch: the same for any number of threads. Places between pixels are interpolated; each of the pixels around that is outside is
/// what the fill mode puts there.
/// </para>
/// <para>Errors: factors outside of −1 to 1; a sample that is not an image is a <see cref="ShapeException"/>.</para>
/// <para>Example: <c>new RandomZoom((-0.2, 0.1)) { FillMode = FillMode.Nearest }</c></para>
/// </summary>
/// <param name="HeightFactor">From how much larger (negative) to how much smaller: <c>0.1</c> or <c>(-0.2, 0.1)</c>.</param>
public sealed record RandomZoom(Factor HeightFactor) : ILayer, IRandomWarp
{
    private readonly Factor? widthFactor;

    /// <summary>From how much larger (negative) to how much smaller, as shares of the height between −1 and 1.</summary>
    public Factor HeightFactor
    {
        get;
        init => field = Check.Share(value);
    } = Check.Share(HeightFactor);

    /// <summary>The same for the width, drawn apart; unless told, it is the height's, and the draw too, so that proportions are kept.</summary>
    public Factor WidthFactor
    {
        get => widthFactor ?? HeightFactor;
        init => widthFactor = Check.Share(value);
    }

    /// <summary>What stands between pixels; <see cref="Interpolation.Bilinear"/> unless told.</summary>
    public Interpolation Interpolation
    {
        get;
        init => field = Check.Defined(value);
    } = Interpolation.Bilinear;

    /// <summary>What stands outside of the image; <see cref="FillMode.Reflect"/> unless told.</summary>
    public FillMode FillMode
    {
        get;
        init => field = Check.Defined(value);
    }

    /// <summary>The value outside under <see cref="FillMode.Constant"/>; 0 unless told.</summary>
    public double FillValue
    {
        get;
        init => field = Check.Finite(value);
    }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        ImageShape.Extents(nameof(RandomZoom), input);
        return input;
    }

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) => Warping.Forward(this, input, phase);

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase) =>
        Warping.ForwardWithPullback(this, input, phase);

    /// <summary>The constructor with the options that were told: <c>RandomZoom((-0.2, 0.1))</c>.</summary>
    public override string ToString() => Construction.Text(this);

    AffineMap IRandomWarp.Draw(RandomKey key, Size2D image)
    {
        var rows = HeightFactor.Draw(key, 0);
        return AffineMap.Scaling(1 + rows, 1 + (widthFactor?.Draw(key, 1) ?? rows), image);
    }
}
