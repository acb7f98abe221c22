using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Transfers;

/// <summary>Old ids and their new ones. Ids are replaced wherever they stand in a text, such as in links and in environment ids that end with the project's.</summary>
internal sealed partial class IdMap
{
    private readonly Dictionary<string, string> _map = new(StringComparer.Ordinal);

    public void Add(string old, string @new) => _map.TryAdd(old, @new);

    public bool Contains(string old) => _map.ContainsKey(old);

    public string this[string old] => _map[old];

    public string Replace(string text) =>
        _map.TryGetValue(text, out var whole) ? whole : Uuid().Replace(text, match => _map.GetValueOrDefault(match.Value, match.Value));

    /// <summary>A copy with all ids replaced, in values at any depth. Names of properties stay.</summary>
    public JsonNode? Replace(JsonNode? node) => node switch
    {
        JsonObject o => ReplaceIn(o),
        JsonArray array => new JsonArray([.. array.Select(Replace)]),
        JsonValue value when value.Text() is { } text => JsonValue.Create(Replace(text)),
        _ => node?.DeepClone(),
    };

    public JsonObject ReplaceIn(JsonObject document)
    {
        var copy = new JsonObject();
        foreach (var (name, value) in document) copy[name] = Replace(value);
        return copy;
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.CultureInvariant)]
    private static partial Regex Uuid();
}
