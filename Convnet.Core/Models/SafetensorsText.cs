namespace Convnet;

/// <summary>What a file says, in messages: a name of a million characters, or one that moves a terminal's cursor, is not repeated as it is.</summary>
internal static class SafetensorsText
{
    private const int Longest = 100;

    /// <summary>The text, cut where it is long, without control characters.</summary>
    public static string Show(string text)
    {
        var shown = text.Length > Longest ? text[..Longest] + "…" : text;
        return string.Concat(shown.Select(character => char.IsControl(character) ? '\uFFFD' : character));
    }

    /// <summary>The shape, cut where it is long.</summary>
    public static string Show(Shape shape) => Show(shape.ToString());

    /// <summary>The first items, and how many more there are; "nothing" where there are none.</summary>
    public static string List(IReadOnlyList<string> items, int most, string separator) =>
        items.Count == 0 ? "nothing"
        : items.Count <= most ? string.Join(separator, items)
        : $"{string.Join(separator, items.Take(most))}{separator}and {items.Count - most:N0} more";
}
