using System.Globalization;
using System.Text;

namespace Convnet;

/// <summary>The table of <see cref="EpochSequence.LogCsv"/> (RFC 4180, with the line ends of Unix).</summary>
internal static class CsvLog
{
    private static readonly char[] Special = [',', '"', '\r', '\n'];

    /// <summary>Writes the table, whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written; the message names it.</exception>
    public static void Write(
        string path,
        IReadOnlyList<(int Number, IReadOnlyList<(string Name, double Value)> Scores)> log
    )
    {
        try
        {
            AtomicFile.Write(path, file => file.Write(Encoding.UTF8.GetBytes(Text(log))));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The scores could not be written to {path}: {exception.Message}", exception);
        }
    }

    /// <summary>The whole table. An epoch without a score of some name has an empty field.</summary>
    public static string Text(IReadOnlyList<(int Number, IReadOnlyList<(string Name, double Value)> Scores)> log)
    {
        var names = log.SelectMany(row => row.Scores).Select(score => score.Name).Distinct().ToList();
        var text = new StringBuilder().AppendJoin(',', names.Select(Quoted).Prepend("epoch")).Append('\n');
        foreach (var (number, scores) in log)
        {
            var values = scores.ToDictionary(score => score.Name, score => score.Value);
            text.Append(CultureInfo.InvariantCulture, $"{number}");
            foreach (var name in names)
            {
                text.Append(',').Append(values.TryGetValue(name, out var value) ? Number(value) : "");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Quoted(string name) =>
        name.IndexOfAny(Special) < 0 ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
