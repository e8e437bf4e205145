using System.Globalization;
using System.Text.RegularExpressions;

namespace Convnet;

/// <summary>A path with the number and the scores of an epoch in it: <c>{epoch:000}</c>, <c>{val_loss:F4}</c>.</summary>
internal sealed partial record CheckpointName
{
    private const string Number = "epoch";
    private readonly string pattern;

    /// <summary>A path.</summary>
    /// <exception cref="ArgumentException">It is empty, or holds a format that no number has.</exception>
    public CheckpointName(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        pattern = path;
        foreach (Match field in Fields().Matches(path))
        {
            try
            {
                _ = Text(0, field);
            }
            catch (FormatException exception)
            {
                throw new ArgumentException(
                    $"'{field.Value}' in {path} holds no format of a number: write {{epoch:000}} or {{val_loss:F4}}.",
                    nameof(path),
                    exception
                );
            }
        }
    }

    /// <summary>The path of an epoch.</summary>
    /// <exception cref="InvalidOperationException">The epoch has no score of a name in the path.</exception>
    public string Of(Epoch epoch) =>
        Fields()
            .Replace(
                pattern,
                field =>
                    Text(
                        field.Groups["name"].Value is Number
                            ? epoch.Number
                            : new Monitored(field.Groups["name"].Value, true, 0).Of(epoch),
                        field
                    )
            );

    private static string Text(double value, Match field)
    {
        var otherwise = field.Groups["name"].Value is Number ? "0" : "F4";
        var format = field.Groups["format"] is { Success: true, Value: var told } ? told : otherwise;
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\{(?<name>[^{}:]+)(:(?<format>[^{}]*))?\}")]
    private static partial Regex Fields();
}
