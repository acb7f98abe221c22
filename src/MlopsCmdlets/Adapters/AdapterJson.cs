using System.Text.Json.Serialization;

namespace MlopsCmdlets.Adapters;

/// <summary>JSON of the adapters, without reflection.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class AdapterJson : JsonSerializerContext;
