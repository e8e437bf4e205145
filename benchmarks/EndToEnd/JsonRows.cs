using System.Text.Json.Serialization;

namespace Convnet.Benchmarks;

/// <summary>The serialiser of rows.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Row))]
internal sealed partial class JsonRows : JsonSerializerContext;
