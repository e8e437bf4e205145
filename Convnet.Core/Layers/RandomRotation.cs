namespace Convnet;

/// <summary>
/// In training each image is turned about its center by a random angle; in inference the identity.
/// <para>Shape: (h, w, c), unchanged.</para>
/// <para>
/// Formula: the angle is 2π·u counter-clockwise (Keras), u uniform between the bounds of the factor, drawn from the key of the step and of the place in the
/// model and from the number of the sample in its batch: the same for any number of threads. Sine and cosine are computed by +, −, ×, ÷ alone, so that the bits are the
/// same on every platform. Places between pixels are interpolated; each of the pixels around that is outside is what the fill mode puts there.
/// </para>
/// <para>Errors: factors outside of −1 to 1; a sample that is not an image is a <see cref="ShapeException"/>.</para>
/// <para>Example: <c>new RandomRotation(0.05)</c></para>
/// </summary>
/// <param name="Factor">From how far clockwise (negative) to how far counter-clockwise, as parts of a full turn: <c>0.05</c> or <c>(-0.1, 0.2)</c>.</param>
public sealed record RandomRotation(Factor Factor) : ILayer, IRandomWarp
{
    /// <summary>From how far clockwise (negative) to how far counter-clockwise, as parts of a full turn between −1 and 1.</summary>
    public Factor Factor
    {
        get;
        init => field = Check.Share(value);
    } = Check.Share(Factor);

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
        ImageShape.Extents(nameof(RandomRotation), input);
        return input;
    }

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) => Warping.Forward(this, input, phase);

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase) =>
        Warping.ForwardWithPullback(this, input, phase);

    /// <summary>The constructor with the options that were told: <c>RandomRotation((-0.05, 0.05))</c>.</summary>
    public override string ToString() => Construction.Text(this);

    AffineMap IRandomWarp.Draw(RandomKey key, Size2D image) => AffineMap.Rotation(Factor.Draw(key, 0), image);
}
