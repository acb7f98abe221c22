using System.Text.Json.Serialization;

namespace MlopsCmdlets.Http.Tests.Support;

internal sealed record Thing([property: JsonPropertyName("name")] string? Name, [property: JsonPropertyName("inner")] Thing? Inner = null);

[JsonSerializable(typeof(Thing))]
internal sealed partial class ThingJson : JsonSerializerContext;
