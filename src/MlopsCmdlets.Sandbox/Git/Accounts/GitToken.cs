using System.Collections.Immutable;

namespace MlopsCmdlets.Sandbox.Git.Accounts;

/// <summary>A token of a user. The same token is good for both hosts; its scopes say for what.</summary>
/// <param name="Value">The secret.</param>
/// <param name="User">Whose it is.</param>
/// <param name="Kind">A person's or a pipeline's.</param>
/// <param name="Scopes">GitHub's (<c>repo</c>, <c>read:org</c>) and Azure's (<c>vso.code_write</c>) names.</param>
/// <param name="Expires">When it ends; null for never.</param>
/// <param name="Label">What it is for, in the ready message.</param>
internal sealed record GitToken(string Value, GitUser User, TokenKind Kind, ImmutableArray<string> Scopes, DateTimeOffset? Expires, string Label)
{
    public const string GitHubRepositories = "repo";

    /// <summary>What a token has that may do everything here.</summary>
    public static readonly ImmutableArray<string> AllScopes = [GitHubRepositories, "read:org", "user:email", "vso.code_full", "vso.code_status", "vso.security_manage", "vso.identity", "vso.project"];

    public bool Has(string scope) => Scopes.Contains(scope, StringComparer.Ordinal);
}
