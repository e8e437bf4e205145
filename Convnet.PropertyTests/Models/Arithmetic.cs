using System.Globalization;
using System.Text.RegularExpressions;

namespace Convnet.PropertyTests;

/// <summary>The value of what an explanation writes: whole numbers, + − · / ( ) ⌊ ⌋ ⌈ ⌉.</summary>
internal sealed partial class Arithmetic
{
    private readonly string text;
    private int place;

    private Arithmetic(string text) => this.text = text;

    /// <summary>The equations in a text, each with the value of its left side and the number on its right.</summary>
    public static IEnumerable<(double Left, int Right)> Equations(string text) =>
        Equation()
            .Matches(text.Replace(",", "", StringComparison.Ordinal))
            .Select(match =>
                (
                    new Arithmetic(match.Groups[1].Value.Replace(" ", "", StringComparison.Ordinal)).Sum(),
                    Number(match.Groups[2])
                )
            );

    /// <summary>A number, with or without commas between its thousands.</summary>
    public static int Number(Group group) =>
        int.Parse(group.Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    private double Sum()
    {
        var sum = Product();
        while (place < text.Length && (text[place] is '+' or '−'))
        {
            sum += text[place++] == '+' ? Product() : -Product();
        }

        return sum;
    }

    private double Product()
    {
        var product = Factor();
        while (place < text.Length && (text[place] is '·' or '/'))
        {
            product = text[place++] == '·' ? product * Factor() : product / Factor();
        }

        return product;
    }

    private double Factor()
    {
        var open = text[place];
        if (char.IsDigit(open))
        {
            var start = place;
            place += text[start..].TakeWhile(char.IsDigit).Count();
            return int.Parse(text.AsSpan(start..place), CultureInfo.InvariantCulture);
        }

        place++;
        var inside = Sum();
        return (open, text[place++]) switch
        {
            ('(', ')') => inside,
            ('⌊', '⌋') => Math.Floor(inside),
            ('⌈', '⌉') => Math.Ceiling(inside),
            _ => throw new FormatException($"'{text}' is not what an explanation writes."),
        };
    }

    [GeneratedRegex("([0-9(⌊⌈][0-9 +−·/()⌊⌋⌈⌉]*) = ([0-9]+)")]
    private static partial Regex Equation();
}
