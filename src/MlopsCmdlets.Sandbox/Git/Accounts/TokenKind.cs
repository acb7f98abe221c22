namespace MlopsCmdlets.Sandbox.Git.Accounts;

/// <summary>What kind of credential a token is; the hosts treat them differently.</summary>
internal enum TokenKind
{
    /// <summary>A personal access token with scopes.</summary>
    Personal,

    /// <summary>The token of a pipeline run, as <c>GITHUB_TOKEN</c> or <c>SYSTEM_ACCESSTOKEN</c>: no protection, no approvals.</summary>
    Pipeline,
}
