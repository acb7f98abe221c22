using System.Security;
using System.Text.Json;

namespace MlopsCmdlets.Sandbox;

/// <summary>The line that the program writes when it is ready.</summary>
internal sealed record SandboxAnnouncement(string Url, string CaCertificate, string Release)
{
    /// <summary>Address of its GitHub; null when it found no git program.</summary>
    public string? GitHubUrl { get; init; }

    /// <summary>Address of its Azure Repos; null when it found no git program.</summary>
    public string? AzureReposUrl { get; init; }

    /// <summary>Who can use its Git hosts.</summary>
    public IReadOnlyList<SandboxGitUser> GitUsers { get; init; } = [];

    /// <summary>What it has to tell of its start, such as how well a trained model does.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

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
                ? WithGit(new SandboxAnnouncement(address, Text(root, "caCertificate"), Text(root, "release")) { Notices = Texts(root, "notices") }, root)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SandboxAnnouncement WithGit(SandboxAnnouncement announcement, JsonElement root)
    {
        if (!root.TryGetProperty("git", out JsonElement git) || !git.TryGetProperty("available", out JsonElement available) || available.ValueKind != JsonValueKind.True)
            return announcement;
        return announcement with
        {
            GitHubUrl = Text(git, "gitHubUrl"),
            AzureReposUrl = Text(git, "azureReposUrl"),
            GitUsers = [.. git.GetProperty("users").EnumerateArray().Select(user => new SandboxGitUser(Text(user, "login"), Text(user, "name"), Secret(Text(user, "token"))))],
        };
    }

    private static SecureString Secret(string text)
    {
        var secret = new SecureString();
        foreach (char c in text)
            secret.AppendChar(c);
        secret.MakeReadOnly();
        return secret;
    }

    private static string[] Texts(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(item => item.GetString() ?? "")] : [];

    private static string Text(JsonElement root, string name) => root.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? "" : "";
}
