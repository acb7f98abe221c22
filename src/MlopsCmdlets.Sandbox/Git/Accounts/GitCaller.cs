using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Git.Accounts;

/// <summary>What a request's credentials say.</summary>
/// <param name="Given">There are credentials, good or bad.</param>
/// <param name="Token">The token when it is known and has not ended.</param>
/// <param name="Expired">It is known but has ended.</param>
internal sealed record GitCaller(bool Given, GitToken? Token, bool Expired)
{
    public GitUser? User => Token?.User;

    public static GitCaller Of(HttpContext http, GitHost host)
    {
        if (http.Request.Headers.Authorization.ToString() is not { Length: > 0 } header) return new(false, null, false);
        if (GitAccounts.Secret(header) is not { Length: > 0 } secret || host.Accounts.Token(secret) is not { } token) return new(true, null, false);
        CallContext.SetUserName(http, token.User.Login);
        return token.Expires <= host.World.Now ? new(true, null, true) : new(true, token, false);
    }
}
