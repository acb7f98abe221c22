using MlopsCmdlets.Errors;

namespace MlopsCmdlets.Git.Hosts;

/// <summary>A repository, and the connected host that has it.</summary>
internal sealed record HostedRepository(MlopsGitHost Connection, HostRepositoryName Name)
{
    public IGitHost Host => Connection.Host;

    /// <summary>The repository that a command line means.</summary>
    /// <param name="hosts">What is connected.</param>
    /// <param name="host">-GitHost.</param>
    /// <param name="repository">-Repository: owner/name or an address.</param>
    /// <param name="folder">The current folder.</param>
    public static HostedRepository Find(GitHostList hosts, MlopsGitHost? host, string? repository, string folder)
    {
        if (host is null && hosts.Current is null)
            throw new NoGitHostException();
        if (repository is null)
            return OfClone(hosts, host, folder);
        if (repository.IndexOf(':') >= 0)
        {
            return LocalClone.ToUri(repository) is { } address
                ? Recognize(hosts, host, address, $"The address '{address}'")
                : throw new RepositoryNotRecognizedException($"'{repository}' is no address of a repository on a Git host.");
        }

        return Parse(repository) is { } name
            ? new HostedRepository(host ?? OwnerOf(hosts, name, folder) ?? hosts.Current!, name)
            : throw new RepositoryNotRecognizedException($"'{repository}' is no repository; give it as owner/name, on Azure Repos as project/name.");
    }

    /// <summary>Owner and name of <c>owner/name</c>; null for any other text.</summary>
    public static HostRepositoryName? Parse(string text) =>
        text.Trim().Split('/') is [{ Length: > 0 } owner, { Length: > 0 } name] ? new HostRepositoryName(owner, name) : null;

    /// <summary>Hosts do not tell names apart by case.</summary>
    public static bool IsSame(HostRepositoryName one, HostRepositoryName other) =>
        string.Equals(one.Owner, other.Owner, StringComparison.OrdinalIgnoreCase) && string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>For messages: <c>churn-team/mlops-churn on github.com</c>.</summary>
    public override string ToString() => $"{Name} on {Connection.Name}";

    private static HostedRepository OfClone(GitHostList hosts, MlopsGitHost? host, string folder)
    {
        LocalClone clone = LocalClone.Find(folder) ?? throw new RepositoryNotRecognizedException($"'{folder}' is in no clone whose remote could tell the repository.");
        return clone.Remote() is { } remote
            ? Recognize(hosts, host, remote, $"The remote of '{clone.Root}', {remote},")
            : throw new RepositoryNotRecognizedException($"The clone '{clone.Root}' has no remote 'origin' on a Git host.");
    }

    private static HostedRepository Recognize(GitHostList hosts, MlopsGitHost? host, Uri address, string what)
    {
        if (host is not null)
        {
            return host.Host.Recognize(address) is { } name
                ? new HostedRepository(host, name)
                : throw new RepositoryNotRecognizedException($"{what} belongs not to {host.Name} ({host.Url}).");
        }

        return hosts.Recognize(address) is { } found
            ? new HostedRepository(found.Host, found.Repository)
            : throw new RepositoryNotRecognizedException($"{what} belongs to none of the connected hosts: {string.Join(", ", hosts.All.Select(known => $"{known.Name} ({known.Url})"))}.");
    }

    /// <summary>Where two hosts are connected, a name that is also the clone's means the clone's host.</summary>
    private static MlopsGitHost? OwnerOf(GitHostList hosts, HostRepositoryName name, string folder) =>
        hosts.All.Count > 1 && LocalClone.Find(folder)?.Remote() is { } remote && hosts.Recognize(remote) is { } found && IsSame(found.Repository, name) ? found.Host : null;
}
