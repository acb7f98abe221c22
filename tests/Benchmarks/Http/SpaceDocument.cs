using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlopsCmdlets.Benchmarks.Http;

/// <summary>The document that both clients read.</summary>
internal sealed record SpaceDocument(JsonElement Entity, JsonElement Metadata);

[JsonSerializable(typeof(SpaceDocument))]
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
internal sealed partial class BenchmarkJson : JsonSerializerContext;
