namespace MlopsCmdlets.Git.Hosts;

/// <summary>A Git host that this PowerShell session is connected to, as one user. Its token is in none of its properties.</summary>
public sealed class MlopsGitHost : IDisposable
{
    internal MlopsGitHost(string name, IGitHost host, GitHostAccess access, HostUser user)
    {
        Name = name;
        Host = host;
        Access = access;
        User = user;
    }

    /// <summary>Name of the connection.</summary>
    public string Name { get; }

    /// <summary>Which product it is.</summary>
    public GitHostKind Kind => Host.Kind;

    /// <summary>Its address.</summary>
    public Uri Url => Host.Url;

    /// <summary>Who the token belongs to.</summary>
    public string UserName => User.Login;

    /// <summary>The name that people see; null where the host tells none.</summary>
    public string? DisplayName => User.DisplayName;

    /// <summary>What the token of a pipeline cannot do, one sentence each; empty for a person's token.</summary>
    public IReadOnlyList<string> Lacks { get; init; } = [];

    internal IGitHost Host { get; }

    /// <summary>What it was connected with, the token included: git itself needs the same to fetch and push.</summary>
    internal GitHostAccess Access { get; }

    internal HostUser User { get; }

    /// <summary>Ends the connection and forgets the token.</summary>
    public void Dispose()
    {
        Host.Dispose();
        Access.Dispose();
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
