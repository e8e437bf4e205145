namespace Convnet;

/// <summary>Sine and cosine of parts of a full turn by +, −, ×, ÷ alone, so that their bits are the same on every platform.</summary>
/// <remarks>
/// Formula: from the nearest of the four quarters it is at most an eighth of a turn; there sine and cosine are Taylor's polynomials of degrees 17
/// and 16, whose rests are below 10⁻¹⁷. Error: at most 2⁻⁵¹, of roundings; none at the quarters.
/// </remarks>
internal static class Turn
{
    private const int Degree = 16;

    /// <summary>Sine and cosine of 2π·turns.</summary>
    public static (double Sine, double Cosine) SinCos(double turns)
    {
        var quarter = Math.Round(4 * turns);
        var angle = 2 * Math.PI * (turns - (quarter / 4));
        var (sine, cosine) = (1.0, 1.0);
        for (var n = Degree; n > 0; n -= 2)
        {
            sine = 1 - (sine * angle * angle / (n * (n + 1)));
            cosine = 1 - (cosine * angle * angle / (n * (n - 1)));
        }

        sine *= angle;
        return ((int)quarter & 3) switch
        {
            0 => (sine, cosine),
            1 => (cosine, -sine),
            2 => (-sine, -cosine),
            _ => (-cosine, sine),
        };
    }
}
