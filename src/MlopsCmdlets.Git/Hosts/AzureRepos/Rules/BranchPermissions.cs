using System.Text;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.AzureRepos.Connection;
using MlopsCmdlets.Git.Hosts.AzureRepos.Json;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Rules;

/// <summary>Access control lists of branches, in the security namespace for Git repositories.</summary>
internal sealed class BranchPermissions(AzureConnection connection)
{
    private const string Lists = "/_apis/accesscontrollists/2e9eb7ed-3c0a-47d4-87c1-0ffdd275fd87";
    private static readonly string[] Rights = ["Security (Manage)"];

    /// <summary>Null when the token or its owner may not read them.</summary>
    public async Task<PermissionChain?> FindAsync(AzureRepository repository, string branch, string action, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(repository, branch, action, cancellationToken).ConfigureAwait(false);
        }
        catch (GitHostException e) when (e is GitHostAccessDeniedException or GitHostScopeException)
        {
            return null;
        }
    }

    public async Task<PermissionChain> ReadAsync(AzureRepository repository, string branch, string action, CancellationToken cancellationToken) =>
        new(await Task.WhenAll(Tokens(repository, branch).Select(token => ListAsync(token, action, cancellationToken))).ConfigureAwait(false));

    /// <summary>Puts the list of a token in place of what it has; absolute, so that sending it twice does no harm.</summary>
    public Task WriteAsync(AzureAccessList list, string action, CancellationToken cancellationToken)
    {
        var call = AzureCall.Post(Lists, action) with { Retry = RetrySafety.Safe, Needs = Rights };
        return connection.SendAsync(call.Json(new AzureList<AzureAccessList> { Value = [list] }, AzureJson.Default.AzureListAzureAccessList), cancellationToken);
    }

    /// <summary>The tokens that speak of a branch, the nearest first. Each part of a branch's name is written in hexadecimal UTF-16.</summary>
    internal static IReadOnlyList<string> Tokens(AzureRepository repository, string branch)
    {
        var project = "repoV2/" + repository.Project?.Id;
        var whole = $"{project}/{repository.Id}";
        List<string> tokens = ["repoV2", project, whole, whole + "/refs", whole + "/refs/heads"];
        foreach (var part in branch.Split('/'))
            tokens.Add($"{tokens[tokens.Count - 1]}/{string.Concat(Encoding.Unicode.GetBytes(part).Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)))}");
        tokens.Reverse();
        return tokens;
    }

    private async Task<AzureAccessList> ListAsync(string token, string action, CancellationToken cancellationToken)
    {
        var call = (AzureCall.Get(Lists, action) with { Needs = Rights }).With("token", token).With("recurse", "false");
        var found = await connection.ListAsync(call, AzureJson.Default.AzureListAzureAccessList, cancellationToken).ConfigureAwait(false);
        return found.FirstOrDefault(l => string.Equals(l.Token.TrimEnd('/'), token, StringComparison.OrdinalIgnoreCase)) ?? new AzureAccessList { Token = token };
    }
}
