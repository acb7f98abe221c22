using System.Text.Json;
using MlopsCmdlets.Cpd.Json;

namespace MlopsCmdlets.Cpd.Models;

/// <summary>The reply to a raw call.</summary>
public sealed record CpdRawReply(int Status, string ContentType, ReadOnlyMemory<byte> Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The body as JSON; null if it is empty or not JSON.</summary>
    public JsonElement? ReadJson()
    {
        if (Body.IsEmpty) return null;
        try
        {
            return JsonSerializer.Deserialize(Body.Span, CpdJson.Default.JsonElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
