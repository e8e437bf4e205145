namespace Convnet;

/// <summary>How one digit is written: from the unit square of glyphs to pixels, and with which pen.</summary>
/// <remarks>Formula: pixel = centre + shift + (A·(x − ½, y − ½)), A = rotation · slant · size.</remarks>
internal readonly record struct Hand(
    float XX,
    float XY,
    float YX,
    float YY,
    float ShiftX,
    float ShiftY,
    float Radius,
    float Darkness
)
{
    private const float Centre = Digits.Side / 2f;

    /// <summary>The hand of a key.</summary>
    public static Hand Of(RandomKey key)
    {
        var height = Between(key, 0, 14, 21);
        var width = height * Between(key, 1, 0.5f, 0.95f);
        var slant = Between(key, 2, -0.35f, 0.55f);
        var (cosine, sine) = Rotation(Between(key, 3, -0.16f, 0.16f));
        return new(
            XX: cosine * width,
            XY: -((cosine * slant) + sine) * height,
            YX: sine * width,
            YY: (cosine - (sine * slant)) * height,
            ShiftX: Between(key, 4, -3.5f, 3.5f),
            ShiftY: Between(key, 5, -3.5f, 3.5f),
            Radius: Between(key, 6, 0.55f, 1.6f),
            Darkness: Between(key, 7, 0.6f, 1)
        );
    }

    /// <summary>Where a point of the unit square comes to lie, in pixels.</summary>
    public (float X, float Y) Place(float x, float y)
    {
        var (u, v) = (x - 0.5f, y - 0.5f);
        return (Centre + ShiftX + (XX * u) + (XY * v), Centre + ShiftY + (YX * u) + (YY * v));
    }

    /// <summary>Cosine and sine of twice the angle whose tangent is given: no library function, whose last bit would be the platform's.</summary>
    private static (float Cosine, float Sine) Rotation(float tangent)
    {
        var square = tangent * tangent;
        return ((1 - square) / (1 + square), 2 * tangent / (1 + square));
    }

    private static float Between(RandomKey key, ulong draw, float least, float most) =>
        least + ((most - least) * key.Uniform(draw));
}
