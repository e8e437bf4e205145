namespace Convnet;

/// <summary>Draws smooth strokes of a round pen into a square of ink between 0 and 1.</summary>
internal static class Ink
{
    private const int Side = Digits.Side;
    private const int PiecesPerSpan = 5;

    /// <summary>A stroke through points (x, y, x, y, …): straight between two, else a Catmull-Rom spline.</summary>
    public static void Curve(ReadOnlySpan<float> points, float radius, Span<float> ink)
    {
        var last = points.Length - 2;
        if (last == 2)
        {
            Line(points[0], points[1], points[2], points[3], radius, ink);
            return;
        }

        var (fromX, fromY) = (points[0], points[1]);
        for (var i = 0; i < last; i += 2)
        {
            var (before, after) = (Math.Max(i - 2, 0), Math.Min(i + 4, last));
            for (var piece = 1; piece <= PiecesPerSpan; piece++)
            {
                var t = piece * (1f / PiecesPerSpan);
                var x = Spline(points[before], points[i], points[i + 2], points[after], t);
                var y = Spline(points[before + 1], points[i + 1], points[i + 3], points[after + 1], t);
                Line(fromX, fromY, x, y, radius, ink);
                (fromX, fromY) = (x, y);
            }
        }
    }

    /// <summary>Between the two points in the middle, t from 0 to 1.</summary>
    private static float Spline(float a, float b, float c, float d, float t) =>
        b + (0.5f * t * (c - a + (t * ((2 * a) - (5 * b) + (4 * c) - d + (t * ((3 * (b - c)) + d - a))))));

    /// <summary>A pixel's ink is how far its centre lies inside the pen's edge, 0 to 1 over one pixel: anti-aliasing by distance.</summary>
    private static void Line(float fromX, float fromY, float toX, float toY, float radius, Span<float> ink)
    {
        var reach = radius + 0.5f;
        var (left, right) = Bounds(fromX, toX, reach);
        var (top, bottom) = Bounds(fromY, toY, reach);
        var (alongX, alongY) = (toX - fromX, toY - fromY);
        var square = (alongX * alongX) + (alongY * alongY);
        var inverse = square > 0 ? 1 / square : 0;
        for (var row = top; row <= bottom; row++)
        {
            for (var column = left; column <= right; column++)
            {
                var (x, y) = (column + 0.5f - fromX, row + 0.5f - fromY);
                var nearest = Math.Clamp(((x * alongX) + (y * alongY)) * inverse, 0, 1);
                var (awayX, awayY) = (x - (nearest * alongX), y - (nearest * alongY));
                var depth = reach - MathF.Sqrt((awayX * awayX) + (awayY * awayY));
                ref var pixel = ref ink[(row * Side) + column];
                pixel = Math.Max(pixel, Math.Clamp(depth, 0, 1));
            }
        }
    }

    /// <summary>The pixels whose centres can be within reach, cut to the picture.</summary>
    private static (int First, int Last) Bounds(float from, float to, float reach) =>
        (Math.Max((int)(Math.Min(from, to) - reach), 0), Math.Min((int)(Math.Max(from, to) + reach), Side - 1));
}
