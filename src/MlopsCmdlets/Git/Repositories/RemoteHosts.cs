using MlopsCmdlets.Git.Hosts;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Finds the connected host whose token git may use for an address.</summary>
/// <param name="Hosts">What is connected.</param>
/// <param name="Given">-GitHost; null for the one connected last that an address belongs to.</param>
internal sealed record RemoteHosts(GitHostList Hosts, MlopsGitHost? Given)
{
    /// <summary>The host that an address belongs to, and the repository there; null for none.</summary>
    public HostedRepository? Of(string address)
    {
        if (LocalClone.ToUri(address) is not { } url)
            return null;
        if (Given is not null)
            return Given.Host.Recognize(url) is { } name ? new HostedRepository(Given, name) : null;
        return Hosts.Recognize(url) is { } found ? new HostedRepository(found.Host, found.Repository) : null;
    }

    /// <summary>How git reaches an address: with the token of the host that it belongs to, else as the system is configured.</summary>
    /// <param name="address">The address.</param>
    /// <param name="progress">Shown how far it is.</param>
    /// <param name="verbose">Told what the host is asked.</param>
    public RemoteAccess AccessTo(string address, Action<GitProgress> progress, Action<string> verbose)
    {
        MlopsGitHost? host = Of(address)?.Connection ?? Given;
        if (host is not null)
            host.Access.Trace.Listener = verbose;
        return new RemoteAccess { Host = host?.Access.Options, Progress = new TransferProgress(progress) };
    }

    /// <summary>Passes a report on, on the thread that makes it.</summary>
    private sealed class TransferProgress(Action<GitProgress> report) : IProgress<GitProgress>
    {
        public void Report(GitProgress value) => report(value);
    }
}
