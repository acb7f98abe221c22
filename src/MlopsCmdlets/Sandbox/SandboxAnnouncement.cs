using System.Text.Json;

namespace MlopsCmdlets.Sandbox;

/// <summary>The line that the program writes when it is ready.</summary>
internal sealed record SandboxAnnouncement(string Url, string CaCertificate, string Release)
{
    /// <summary>Reads the line; null for any other line.</summary>
    public static SandboxAnnouncement? Parse(string line)
    {
        if (!line.StartsWith("{", StringComparison.Ordinal))
            return null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            return root.TryGetProperty("url", out JsonElement url) && url.GetString() is { } address
                ? new SandboxAnnouncement(address, Text(root, "caCertificate"), Text(root, "release"))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonElement root, string name) => root.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? "" : "";
}
