using System.Text.Json.Serialization;

namespace Convnet.Examples;

/// <summary>Serialisers made by the compiler: reflection would cost the start of the program a tenth of a second.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EpochLine))]
[JsonSerializable(typeof(RunLine))]
internal sealed partial class JsonLines : JsonSerializerContext;
