using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Git.Control;

/// <summary>What a caller needs to use the Git hosts: their addresses, and the users with their tokens.</summary>
internal static class GitAnnouncement
{
    /// <param name="host">The Git hosts.</param>
    /// <param name="origin">Scheme, host and port of the sandbox, without a slash at the end.</param>
    public static JsonObject ToJson(GitHost host, string origin) => new()
    {
        ["available"] = host.Store.HasProgram,
        ["gitHubUrl"] = origin,
        ["azureReposUrl"] = $"{origin}/azure/{GitAccounts.Team}",
        ["azureProject"] = Azure.AzureState.DefaultProject,
        ["users"] = host.Accounts.Users.Select(u => (JsonNode)new JsonObject { ["login"] = u.Login, ["name"] = u.Name, ["id"] = u.Guid, ["token"] = host.Accounts.FullToken(u).Value }).ToJsonArray(),
        ["tokens"] = host.Accounts.Tokens.Where(t => t.Label != GitAccounts.Full).OrderBy(t => t.Label, StringComparer.Ordinal)
            .Select(t => (JsonNode)new JsonObject { ["label"] = t.Label, ["login"] = t.User.Login, ["token"] = t.Value }).ToJsonArray(),
        ["repositories"] = host.GitHub.Repositories.Select(r => (JsonNode)new JsonObject { ["host"] = "github", ["name"] = r.FullName, ["cloneUrl"] = $"{origin}/git/{r.FullName}.git" })
            .Concat(host.Azure.Repositories.Select(r => (JsonNode)new JsonObject { ["host"] = "azure", ["name"] = r.FullName, ["cloneUrl"] = origin + r.ClonePath }))
            .ToJsonArray(),
    };
}
