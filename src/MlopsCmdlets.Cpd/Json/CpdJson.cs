using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlopsCmdlets.Cpd.Json;

/// <summary>Replies are read as JSON elements: unknown fields do no harm, and an id may sit in any of its three places.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class CpdJson : JsonSerializerContext;
