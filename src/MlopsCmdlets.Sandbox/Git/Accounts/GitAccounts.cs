using System.Collections.Concurrent;
using System.Collections.Immutable;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Git.Accounts;

/// <summary>Users, organisations and tokens of the Git hosts. They exist in every sandbox; repositories come from a seed or are made.</summary>
internal sealed class GitAccounts
{
    public const string DataScientist = "datascientist";
    public const string Lead = "lead";
    public const string Automation = "automation";
    public const string Outsider = "outsider";

    /// <summary>The organisation that the team works in; also the Azure organisation.</summary>
    public const string Team = "churn-team";

    /// <summary>The organisation that forks are made from.</summary>
    public const string Upstream = "churn-upstream";

    public const string LeadsTeam = "mlops-leads";

    /// <summary>The label of the token that may do everything and never ends.</summary>
    public const string Full = "full";

    private readonly ConcurrentDictionary<string, GitToken> _tokens = new(StringComparer.Ordinal);
    private long _number = 1000;

    public GitAccounts(string administrator, DateTimeOffset now)
    {
        Administrator = Add(new GitUser(NextId(), administrator, "Administrator", isSiteAdministrator: true));
        var scientist = Add(new GitUser(NextId(), DataScientist, "Dana Scientist"));
        var lead = Add(new GitUser(NextId(), Lead, "Lee Lead"));
        var automation = Add(new GitUser(NextId(), Automation, "Promotion Pipeline"));
        Add(new GitUser(NextId(), Outsider, "Otto Outsider"));

        var team = new GitOrganization(NextId(), Team, "Churn team");
        team.AddOwner(Administrator);
        team.AddTeam(NextId(), LeadsTeam, RepositoryPermission.Admin, lead);
        team.AddTeam(NextId(), "data-scientists", RepositoryPermission.Write, scientist);
        team.AddTeam(NextId(), "automation", RepositoryPermission.Write, automation);
        var upstream = new GitOrganization(NextId(), Upstream, "Churn upstream");
        upstream.AddOwner(Administrator);
        Organizations = [team, upstream];
        foreach (var user in Users) AddToken(user, TokenKind.Personal, GitToken.AllScopes, null, Full);
        AddToken(scientist, TokenKind.Personal, [], null, "without-scope");
        AddToken(scientist, TokenKind.Personal, GitToken.AllScopes, now.AddDays(-1), "expired");
        AddToken(automation, TokenKind.Pipeline, GitToken.AllScopes, null, "pipeline");
    }

    public GitUser Administrator { get; }

    /// <summary>Who GitHub says has done what the token of a pipeline did.</summary>
    public GitUser Actions { get; } = new(41898282, "github-actions[bot]", "GitHub Actions", isBot: true);

    public ImmutableArray<GitUser> Users { get; private set; } = [];

    public ImmutableArray<GitOrganization> Organizations { get; private set; }

    public IReadOnlyList<GitToken> Tokens => [.. _tokens.Values];

    /// <summary>A number that no account, repository or other thing of the hosts has yet.</summary>
    public long NextId() => Interlocked.Increment(ref _number);

    public GitUser? User(string login) => Users.FirstOrDefault(u => u.Login.Equals(login, StringComparison.OrdinalIgnoreCase));

    public GitOrganization? Organization(string login) => Organizations.FirstOrDefault(o => o.Login.Equals(login, StringComparison.OrdinalIgnoreCase));

    public GitOwner? Owner(string login) => (GitOwner?)User(login) ?? Organization(login);

    /// <summary>The user's token that may do everything and never ends.</summary>
    public GitToken FullToken(GitUser user) => _tokens.Values.First(t => t.User == user && t.Label == Full);

    public GitUser AddUser(string login, string name)
    {
        var user = Add(new GitUser(NextId(), login, name));
        AddToken(user, TokenKind.Personal, GitToken.AllScopes, null, Full);
        return user;
    }

    public GitOrganization AddOrganization(string login, string name)
    {
        var organization = new GitOrganization(NextId(), login, name);
        Organizations = Organizations.Add(organization);
        return organization;
    }

    public GitToken AddToken(GitUser user, TokenKind kind, ImmutableArray<string> scopes, DateTimeOffset? expires, string label)
    {
        var token = new GitToken((kind == TokenKind.Pipeline ? "ghs_" : "ghp_") + Ids.Secret(36), user, kind, scopes, expires, label);
        return _tokens[token.Value] = token;
    }

    /// <summary>The token with this text, expired or not; null for any other text.</summary>
    public GitToken? Token(string text) => _tokens.GetValueOrDefault(text);

    public void Revoke(string text) => _tokens.TryRemove(text, out _);

    /// <summary>The secret of an Authorization header: of a bearer, of GitHub's <c>token</c> scheme, or the password of Basic (the name, where the password says so or is empty).</summary>
    public static string? Secret(string authorization)
    {
        var space = authorization.IndexOf(' ', StringComparison.Ordinal);
        if (space <= 0) return null;
        var (scheme, value) = (authorization[..space], authorization[(space + 1)..].Trim());
        if (scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) || scheme.Equals("token", StringComparison.OrdinalIgnoreCase)) return value;
        if (!scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)) return null;
        Span<byte> buffer = new byte[value.Length];
        if (!Convert.TryFromBase64String(value, buffer, out var length)) return null;
        var pair = System.Text.Encoding.UTF8.GetString(buffer[..length]).Split(':', 2);
        return pair is [var name, "" or "x-oauth-basic"] ? name : pair[^1];
    }

    private GitUser Add(GitUser user)
    {
        Users = Users.Add(user);
        return user;
    }
}
