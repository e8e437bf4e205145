namespace Convnet;

/// <summary>One drawn digit: which one, in which hand, and with what dirt.</summary>
internal static class DigitPicture
{
    private const int Side = Digits.Side;

    // How far a point of a glyph strays, in its units: enough for a hand, too little to make another digit of it.
    private const float Jitter = 0.065f;
    private const int MostScraps = 3;
    private const float MostNoise = 0.30f;

    /// <summary>Draws the digit of a key, and says which one it is.</summary>
    public static byte Draw(RandomKey key, Span<byte> pixels)
    {
        var digit = key.Fold("digit").Below(Digits.Classes, 0);
        var variants = Glyphs.Of(digit);
        var glyph = variants[key.Fold("variant").Below(variants.Length, 0)];
        var hand = Hand.Of(key.Fold("hand"));
        Span<float> ink = stackalloc float[Side * Side];
        ink.Clear();
        DrawGlyph(glyph, hand, key.Fold("jitter"), ink);
        DrawScraps(key.Fold("scraps"), hand.Radius, ink);
        Develop(key.Fold("noise"), hand.Darkness, ink, pixels);
        return (byte)digit;
    }

    private static void DrawGlyph(byte[][] glyph, Hand hand, RandomKey key, Span<float> ink)
    {
        Span<float> points = stackalloc float[2 * Glyphs.MostPoints];
        ulong draw = 0;
        foreach (var stroke in glyph)
        {
            for (var i = 0; i < stroke.Length; i += 2)
            {
                var x = (stroke[i] * 0.01f) + (Jitter * Centred(key, draw++));
                var y = (stroke[i + 1] * 0.01f) + (Jitter * Centred(key, draw++));
                (points[i], points[i + 1]) = hand.Place(x, y);
            }

            Ink.Curve(points[..stroke.Length], hand.Radius, ink);
        }
    }

    /// <summary>Short strokes anywhere: what a neighbour's digit leaves when a picture is cut out.</summary>
    private static void DrawScraps(RandomKey key, float radius, Span<float> ink)
    {
        var count = key.Below(MostScraps + 1, 0);
        Span<float> points = stackalloc float[4];
        for (var i = 0; i < count; i++)
        {
            var scrap = key.Fold((ulong)i);
            points[0] = Side * scrap.Uniform(0);
            points[1] = Side * scrap.Uniform(1);
            points[2] = points[0] + (6 * Centred(scrap, 2));
            points[3] = points[1] + (6 * Centred(scrap, 3));
            Ink.Curve(points, radius * 0.7f, ink);
        }
    }

    /// <summary>From ink to bytes, under noise of the picture's own strength.</summary>
    private static void Develop(RandomKey key, float darkness, ReadOnlySpan<float> ink, Span<byte> pixels)
    {
        var strength = MostNoise * key.Uniform(0) / 128;
        Span<ulong> draws = stackalloc ulong[Side * Side / sizeof(ulong)];
        for (var i = 0; i < draws.Length; i++)
        {
            draws[i] = key.Fold((ulong)(i + 1)).Seed;
        }

        for (var i = 0; i < pixels.Length; i++)
        {
            // The byte is taken by arithmetic, so that it is the same one on a machine of the other byte order.
            var noise = (int)((draws[i / 8] >> (8 * (i % 8))) & 0xFF) - 128;
            pixels[i] = (byte)((255 * Math.Clamp((darkness * ink[i]) + (strength * noise), 0, 1)) + 0.5f);
        }
    }

    /// <summary>A number in (−1, 1), mostly a small one: the triangular distribution.</summary>
    private static float Centred(RandomKey key, ulong draw) => key.Uniform(2 * draw) + key.Uniform((2 * draw) + 1) - 1;
}
