using System.Globalization;
using System.Text.Json.Nodes;

namespace MlopsCmdlets.Sandbox.Hosting;

/// <summary>What a caller needs to use a sandbox that has just started.</summary>
internal sealed record ReadyMessage(Uri Url, string CaCertificate, string Release, int ProcessId, string ControlKey, JsonObject Git, IReadOnlyList<string> Notices)
{
    /// <summary>One line of JSON.</summary>
    public string ToJson() => System.Text.Encoding.UTF8.GetString(Routing.Reply.Utf8(new JsonObject
    {
        ["url"] = Url.ToString().TrimEnd('/'),
        ["caCertificate"] = CaCertificate,
        ["release"] = Release,
        ["pid"] = ProcessId,
        ["controlKey"] = ControlKey,
        ["git"] = Git.DeepClone(),
        ["notices"] = new JsonArray([.. Notices.Select(notice => (JsonNode)notice)]),
    }));

    public string ToText(string userName) => string.Create(CultureInfo.InvariantCulture, $"""
        Sandbox of Cloud Pak for Data {Release} is ready.
          URL          {Url.ToString().TrimEnd('/')}
          User         {userName}
          Certificate  {Url}_sandbox/ca.pem
          Control key  {ControlKey}  (header X-Sandbox-Key for {Url}_sandbox/)
          Git hosts    {(Git["available"]!.GetValue<bool>() ? $"{Git["gitHubUrl"]} (GitHub), {Git["azureReposUrl"]} (Azure Repos); users and tokens at {Url}_sandbox/git" : "none: there is no git program on this machine")}
        Press Ctrl+C to end it.
        """);
}
