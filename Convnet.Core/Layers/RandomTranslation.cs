namespace Convnet;

/// <summary>
/// In training each image is moved down and to the right by random shares of its size; in inference the identity.
/// <para>Shape: (h, w, c), unchanged.</para>
/// <para>
/// Formula: y[i, j] = x[i − h·u, j − w·v] (Keras), u and v uniform between the bounds of their factors, drawn from the key of the step and of the place in the
/// model and from the number of the sample in its batch: the same for any number of threads. Places between pixels are interpolated;
/// each of the pixels around that is outside is what the fill mode puts there.
/// </para>
/// <para>Errors: factors outside of −1 to 1; a sample that is not an image is a <see cref="ShapeException"/>.</para>
/// <para>Example: <c>new RandomTranslation(0.1, (-0.1, 0.2)) { FillMode = FillMode.Constant }</c></para>
/// </summary>
/// <param name="HeightFactor">From how far up to how far down, as shares of the height: <c>0.1</c> or <c>(-0.1, 0.2)</c>.</param>
/// <param name="WidthFactor">From how far left to how far right, as shares of the width.</param>
public sealed record RandomTranslation(Factor HeightFactor, Factor WidthFactor) : ILayer, IRandomWarp
{
    /// <summary>From how far up to how far down, as shares of the height between −1 and 1.</summary>
    public Factor HeightFactor
    {
        get;
        init => field = Check.Share(value);
    } = Check.Share(HeightFactor);

    /// <summary>From how far left to how far right, as shares of the width between −1 and 1.</summary>
    public Factor WidthFactor
    {
        get;
        init => field = Check.Share(value);
    } = Check.Share(WidthFactor);

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
        ImageShape.Extents(nameof(RandomTranslation), input);
        return input;
    }

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) => Warping.Forward(this, input, phase);

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase) =>
        Warping.ForwardWithPullback(this, input, phase);

    /// <summary>The constructor with the options that were told: <c>RandomTranslation((-0.1, 0.1), (-0.1, 0.2))</c>.</summary>
    public override string ToString() => Construction.Text(this);

    AffineMap IRandomWarp.Draw(RandomKey key, Size2D image) =>
        AffineMap.Translation(HeightFactor.Draw(key, 0) * image.Height, WidthFactor.Draw(key, 1) * image.Width);
}
