using System.Text.Json;

namespace Convnet.PropertyTests;

/// <summary>One line of a file of reference values.</summary>
/// <param name="Json">The line.</param>
internal sealed record ReferenceCase(JsonElement Json)
{
    public string Kind => Json.GetProperty("kind").GetString()!;

    public string Name => Json.TryGetProperty("name", out var name) ? name.GetString()! : Kind;

    /// <summary>True where the case has a field of that name.</summary>
    public bool Has(string field) => Json.TryGetProperty(field, out _);

    /// <summary>A field.</summary>
    public JsonElement this[string field] => Json.GetProperty(field);

    /// <summary>An argument under its name in Keras or in the other file, if it was given and is not null.</summary>
    public JsonElement? Argument(params string[] names)
    {
        var from = Json.TryGetProperty("arguments", out var arguments) ? arguments : Json;
        foreach (var name in names)
        {
            if (from.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>A number among the arguments.</summary>
    public double Number(string name, double otherwise) => Argument(name)?.GetDouble() ?? otherwise;

    /// <summary>A truth value among the arguments.</summary>
    public bool Is(string name, bool otherwise = false) => Argument(name)?.GetBoolean() ?? otherwise;

    /// <summary>True where an argument was given that asks for something: not null, false or 0.</summary>
    public bool Asks(string name) =>
        Argument(name) is { } value
        && value.ValueKind != JsonValueKind.False
        && !(value.ValueKind == JsonValueKind.Number && value.GetDouble() == 0);

    /// <summary>A size among the arguments: two numbers, or one for both.</summary>
    public Size2D? Size(params string[] names) =>
        Argument(names) switch
        {
            null => null,
            { ValueKind: JsonValueKind.Number } side => side.GetInt32(),
            { } size => (size[0].GetInt32(), size[1].GetInt32()),
        };

    /// <summary>What a case is called in messages.</summary>
    public override string ToString() =>
        $"{Kind} {(Has("name") ? Name : "")} {(Has("arguments") ? Json.GetProperty("arguments").GetRawText() : "")}".Trim();

    /// <summary>A tensor of the file.</summary>
    public static Tensor Tensor(JsonElement json) =>
        Convnet.Tensor.Of(
            [.. json.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt32())],
            [.. Values(json).Select(value => (float)value)]
        );

    /// <summary>The values of a tensor of the file, as they stand there.</summary>
    public static double[] Values(JsonElement json) =>
        [
            .. (json.ValueKind == JsonValueKind.Object ? json.GetProperty("data") : json)
                .EnumerateArray()
                .Select(value => value.GetDouble()),
        ];
}
