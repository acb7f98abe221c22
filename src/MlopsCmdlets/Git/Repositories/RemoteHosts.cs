using MlopsCmdlets.Git.Hosts;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Finds the connected host whose token git may use for an address.</summary>
/// <param name="Hosts">What is connected.</param>
/// <param name="Given">-GitHost; null for the one connected last that an address belongs to.</param>
/// <param name="Trace">Told what a host is asked that was found here; null for nobody.</param>
internal sealed record RemoteHosts(GitHostList Hosts, MlopsGitHost? Given, Action<string>? Trace)
{
    /// <summary>The host that an address belongs to, and the repository there; null for none.</summary>
    public HostedRepository? Of(string address)
    {
        if (LocalClone.ToUri(address) is not { } url)
            return null;
        HostedRepository? hosted = Given is not null
            ? Given.Host.Recognize(url) is { } name ? new HostedRepository(Given, name) : null
            : Hosts.Recognize(url) is { } found ? new HostedRepository(found.Host, found.Repository) : null;
        hosted?.Host.TraceTo(Trace);
        return hosted;
    }

    /// <summary>How git reaches an address: with the token of the host that it belongs to, else as the system is configured.</summary>
    /// <param name="address">The address.</param>
    /// <param name="progress">Shown how far it is.</param>
    public RemoteAccess AccessTo(string address, Action<GitProgress> progress)
    {
        MlopsGitHost? host = Of(address)?.Connection ?? Given;
        return new RemoteAccess { Host = host?.Access.Options, Progress = new TransferProgress(progress) };
    }

    /// <summary>Passes a report on, on the thread that makes it.</summary>
    private sealed class TransferProgress(Action<GitProgress> report) : IProgress<GitProgress>
    {
        public void Report(GitProgress value) => report(value);
    }
}
