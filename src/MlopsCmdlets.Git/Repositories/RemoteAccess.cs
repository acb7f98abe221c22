using MlopsCmdlets.Git.Hosts;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>How remotes are reached: with which login, which trust and which proxy. Without a host: as anybody, by the system's settings.</summary>
public sealed record RemoteAccess
{
    /// <summary>Reaches remotes as anybody.</summary>
    public static readonly RemoteAccess Anonymous = new();

    /// <summary>The host whose token is used. It is given to that host's own origin only.</summary>
    public GitHostOptions? Host { get; init; }

    /// <summary>How long nothing may come from a remote before it is given up: longer than a server thinks about a push, or is silent between two signs of life.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Told now and then, from any thread.</summary>
    public IProgress<GitProgress>? Progress { get; init; }

    /// <summary>
    /// The name that goes with the token. Both hosts look at the token only; this is the one that GitHub names for tokens of applications, and it is never empty,
    /// which libgit2 would refuse.
    /// </summary>
    internal const string UserName = "x-access-token";

    /// <summary>The token for an address; null where it must not go.</summary>
    internal string? TokenFor(string address) =>
        Host is { } host && Uri.TryCreate(address, UriKind.Absolute, out Uri? url) && IsOwn(url, host.Url) ? host.Token() : null;

    /// <summary>Same scheme, host and port; https only, but for this machine itself, where sandboxes are. GitHub's API may have a host name of its own.</summary>
    private static bool IsOwn(Uri url, Uri host) =>
        url.Scheme == host.Scheme && url.Port == host.Port && (url.Scheme == Uri.UriSchemeHttps || url.IsLoopback)
        && (string.Equals(url.Host, host.Host, StringComparison.OrdinalIgnoreCase) || string.Equals("api." + url.Host, host.Host, StringComparison.OrdinalIgnoreCase));
}
