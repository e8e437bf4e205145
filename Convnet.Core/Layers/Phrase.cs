namespace Convnet;

/// <summary>A piece of an F# expression: on one line where it fits, else on several that the offside rule accepts, as fantomas breaks them.</summary>
internal sealed record Phrase
{
    private const int Indent = 4;

    private readonly Form form;
    private readonly string text;
    private readonly IReadOnlyList<Phrase> items;

    private Phrase(Form form, string text, params IEnumerable<Phrase> items) =>
        (this.form, this.text, this.items) = (form, text, [.. items]);

    private enum Form
    {
        Atom,
        Foreign,
        Call,
        Option,
        Word,
        Parentheses,
        List,
        Composition,
    }

    /// <summary>What stands alone: <c>32</c>, <c>(3, 3)</c>, <c>relu</c>.</summary>
    public static Phrase Atom(string text) => new(Form.Atom, text);

    /// <summary>What is not the library's own, as its owner prints it, so that evaluating it may fail.</summary>
    /// <param name="text">The text, on one line.</param>
    /// <param name="name">What to call it in the list of such things.</param>
    public static Phrase Foreign(string text, string name) => new(Form.Foreign, text) { Name = name };

    /// <summary>A constructor or a method with its arguments: <c>Conv2D(32, (3, 3))</c>.</summary>
    public static Phrase Call(string name, params IEnumerable<Phrase> arguments) => new(Form.Call, name, arguments);

    /// <summary>An argument by its name: <c>Padding = Padding.Same</c>.</summary>
    public static Phrase Option(string name, Phrase value) => new(Form.Option, name, value);

    /// <summary>A function with its arguments: <c>dense 10 relu</c>.</summary>
    public static Phrase Word(string name, params IEnumerable<Phrase> arguments) =>
        arguments.Any() ? new(Form.Word, name, arguments.Select(Argument)) : Atom(name);

    /// <summary>A list: <c>[ 28; 28; 1 ]</c>.</summary>
    public static Phrase List(params IEnumerable<Phrase> items) => new(Form.List, "", items);

    /// <summary>Functions one after another: <c>flatten >> dense 10 relu</c>; <c>id</c> where there are none.</summary>
    public static Phrase Composition(params IReadOnlyList<Phrase> words) =>
        words switch
        {
            [] => Atom("id"),
            [var word] => word,
            _ => new(Form.Composition, "", words),
        };

    /// <summary>The names of all in it that is not the library's own, each once.</summary>
    public IEnumerable<string> ForeignNames =>
        items.SelectMany(item => item.ForeignNames).Concat(Name is null ? [] : [Name]).Distinct();

    private string? Name { get; init; }

    /// <summary>All on one line.</summary>
    public override string ToString() =>
        form switch
        {
            Form.Call => $"{text}({string.Join(", ", items)})",
            Form.Option => $"{text} = {items[0]}",
            Form.Word => $"{text} {string.Join(' ', items)}",
            Form.Parentheses => $"({items[0]})",
            Form.List => items.Count == 0 ? "[]" : $"[ {string.Join("; ", items)} ]",
            Form.Composition => string.Join(" >> ", items),
            _ => text,
        };

    /// <summary>The lines of it, of at most <paramref name="width"/> letters where it can be broken so.</summary>
    public IEnumerable<string> Lines(int width) =>
        ToString() is var line && line.Length <= width ? [line] : Broken(width);

    /// <summary>The lines behind an operator: <c>|> </c>, the later ones as far to the right as the first.</summary>
    public IEnumerable<string> LinesBehind(string before, int width) =>
        Lines(width - before.Length).Select((line, i) => (i == 0 ? before : new string(' ', before.Length)) + line);

    private IEnumerable<string> Broken(int width) =>
        form switch
        {
            Form.Call => [$"{text}(", .. Inner(width, ","), ")"],
            Form.Option => Glued($"{text} = ", items[0].Broken(width)),
            Form.Word when items.SkipLast(1).All(item => item.form == Form.Atom) => Glued(
                string.Concat(items.SkipLast(1).Select(item => $"{item} ").Prepend($"{text} ")),
                items[^1].Broken(width)
            ),
            Form.Word => [text, .. Inner(width)],
            Form.Parentheses => ["(", .. Inner(width), ")"],
            Form.List => ["[", .. Inner(width), "]"],
            Form.Composition =>
            [
                .. items[0].Lines(width),
                .. items.Skip(1).SelectMany(i => i.LinesBehind(">> ", width)),
            ],
            _ => [text],
        };

    /// <summary>The items, each on lines of its own, further to the right.</summary>
    private IEnumerable<string> Inner(int width, string separator = "")
    {
        for (var i = 0; i < items.Count; i++)
        {
            var lines = items[i].Lines(width - Indent - separator.Length).ToList();
            for (var line = 0; line < lines.Count; line++)
            {
                var isSeparated = line == lines.Count - 1 && i < items.Count - 1;
                yield return new string(' ', Indent) + lines[line] + (isSeparated ? separator : "");
            }
        }
    }

    private static IEnumerable<string> Glued(string before, IEnumerable<string> lines) =>
        lines.Select((line, i) => i == 0 ? before + line : line);

    /// <summary>A phrase as an argument of a function: in parentheses where it is more than a name, a number, a list or an F# record.</summary>
    private static Phrase Argument(Phrase phrase) =>
        phrase.form switch
        {
            Form.List => phrase,
            Form.Atom when !phrase.text.StartsWith('-') => phrase,
            Form.Foreign when phrase.text.StartsWith('{') => phrase,
            _ => new(Form.Parentheses, "", phrase),
        };
}
