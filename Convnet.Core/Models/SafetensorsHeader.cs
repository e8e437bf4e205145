using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Convnet;

/// <summary>
/// The header of a safetensors file: <c>{"name":{"dtype":"F32","shape":[3,2],"data_offsets":[0,24]}}</c>, perhaps with texts under
/// <c>__metadata__</c>, padded with spaces so that the data start at a multiple of eight.
/// </summary>
internal static class SafetensorsHeader
{
    private const int Alignment = 8;
    private const string Metadata = "__metadata__";

    // The object, a tensor in it, and its list of extents.
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 3, AllowDuplicateProperties = false };

    // Names are no HTML: as the reference implementation, only what JSON itself asks for is escaped.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The header of float32 tensors that lie one behind the other in this order.</summary>
    public static byte[] Encode(IEnumerable<(string Name, Shape Shape)> tensors)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Writing))
        {
            json.WriteStartObject();
            var begin = 0L;
            foreach (var (name, shape) in tensors)
            {
                var end = begin + ((long)shape.Size * sizeof(float));
                json.WriteStartObject(name);
                json.WriteString("dtype", SafetensorsType.Float32.Name);
                Write(json, "shape", shape.Extents.Select(extent => (long)extent));
                Write(json, "data_offsets", [begin, end]);
                json.WriteEndObject();
                begin = end;
            }

            json.WriteEndObject();
        }

        while (bytes.Length % Alignment != 0)
        {
            bytes.WriteByte((byte)' ');
        }

        return bytes.ToArray();
    }

    /// <summary>The tensors in the order of their data.</summary>
    /// <param name="json">The header.</param>
    /// <param name="dataLength">How many bytes follow it.</param>
    /// <param name="file">What errors call the file.</param>
    /// <exception cref="InvalidDataException">The header is not sound, or does not account for each of these bytes.</exception>
    public static IReadOnlyList<SafetensorsEntry> Decode(ReadOnlyMemory<byte> json, long dataLength, string file)
    {
        // The parser looks at UTF-8 only where a text is taken out, and throws something else then.
        if (json.IsEmpty || json.Span[0] != '{' || !Utf8.IsValid(json.Span))
        {
            throw new InvalidDataException($"{file} is no safetensors file: its header is no JSON object in UTF-8.");
        }

        try
        {
            using var document = JsonDocument.Parse(json, Reading);
            var entries = document
                .RootElement.EnumerateObject()
                .Where(property => !IsMetadata(property, file))
                .Select(property => Entry(property, file))
                .OrderBy(entry => entry.Begin)
                .ThenBy(entry => entry.End)
                .ToList();
            RefuseGaps(entries, dataLength, file);
            return entries;
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half of a surrogate pair, written as \uD800.
            throw new InvalidDataException(
                $"{file} is damaged, or no safetensors file: its header cannot be read: {SafetensorsText.Show(damage.Message)}",
                damage
            );
        }
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static bool IsMetadata(JsonProperty property, string file)
    {
        if (property.Name != Metadata)
        {
            return false;
        }

        return
            property.Value.ValueKind == JsonValueKind.Object
            && property.Value.EnumerateObject().All(text => text.Value.ValueKind == JsonValueKind.String)
            ? true
            : throw new InvalidDataException(
                $"{file} is damaged: {Metadata} in its header must hold texts under names and nothing else."
            );
    }

    private static SafetensorsEntry Entry(JsonProperty property, string file)
    {
        var tensor = $"{file} is damaged: the tensor {SafetensorsText.Show(property.Name)}";
        if (property.Value.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException($"{tensor} has no description of dtype, shape and data_offsets.");
        }

        var type = Type(property, file);
        var shape = Extents(Numbers(property.Value, "shape", tensor), tensor);
        return Numbers(property.Value, "data_offsets", tensor) is [var begin, var end] && begin >= 0 && begin <= end
            ? end - begin == (long)shape.Size * type.Width
                ? new(property.Name, type, shape, begin, end)
                : throw new InvalidDataException(
                    $"{tensor} has {end - begin:N0} bytes of data, but {type.Name} {SafetensorsText.Show(shape)} takes {(long)shape.Size * type.Width:N0}."
                )
            : throw new InvalidDataException(
                $"{tensor} has data_offsets that are not two whole numbers, the first at least 0 and the second no less."
            );
    }

    private static SafetensorsType Type(JsonProperty property, string file)
    {
        var name =
            property.Value.TryGetProperty("dtype", out var dtype) && dtype.ValueKind == JsonValueKind.String
                ? dtype.GetString()!
                : "no dtype";
        return SafetensorsType.All.FirstOrDefault(type => type.Name == name)
            ?? throw new InvalidDataException(
                $"{file} holds {SafetensorsText.Show(property.Name)} as {SafetensorsText.Show(name)}, but only {string.Join(", ", SafetensorsType.All.Select(type => type.Name))} can be read."
            );
    }

    private static long[] Numbers(JsonElement tensor, string name, string subject)
    {
        if (!tensor.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            throw new InvalidDataException($"{subject} has no list {name}.");
        }

        return
        [
            .. list.EnumerateArray()
                .Select(item =>
                    item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var number)
                        ? number
                        : throw new InvalidDataException(
                            $"{subject} has {SafetensorsText.Show(item.GetRawText())} in its {name}, which is no whole number."
                        )
                ),
        ];
    }

    private static Shape Extents(long[] extents, string subject)
    {
        long size = 1;
        foreach (var extent in extents)
        {
            // Both factors are below 2³¹, so that the product does not overflow before it is refused.
            if (extent is < 0 or > int.MaxValue || (size *= extent) > Array.MaxLength)
            {
                throw new InvalidDataException(
                    $"{subject} has the extent {extent:N0} in its shape, but extents must be at least 0, and one array can hold {Array.MaxLength:N0} values."
                );
            }
        }

        return new(extents.Select(extent => (int)extent));
    }

    private static void RefuseGaps(List<SafetensorsEntry> entries, long dataLength, string file)
    {
        var at = 0L;
        foreach (var entry in entries)
        {
            if (entry.Begin != at)
            {
                throw new InvalidDataException(
                    $"{file} is damaged: the data of {SafetensorsText.Show(entry.Name)} begin at {entry.Begin:N0}, but those before end at {at:N0}; they must neither overlap nor leave gaps."
                );
            }

            at = entry.End;
        }

        if (at != dataLength)
        {
            throw new InvalidDataException(
                $"{file} {(at > dataLength ? "is cut short" : "goes on after its end")}: its tensors take {at:N0} bytes of data, but {dataLength:N0} are there."
            );
        }
    }
}
