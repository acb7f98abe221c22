using System.Runtime.CompilerServices;
using MlopsCmdlets.Session;

namespace MlopsCmdlets.Git.Hosts;

/// <summary>The Git hosts of one runspace by name; the one that was connected last is the current one.</summary>
internal sealed class GitHostList() : NamedList<MlopsGitHost>(host => host.Name)
{
    // Which host an emitted object came from. Weakly: nothing is kept alive by having been shown.
    private readonly ConditionalWeakTable<object, MlopsGitHost> _origins = new();

    /// <summary>The host that was connected last of those that an address belongs to.</summary>
    public (MlopsGitHost Host, HostRepositoryName Repository)? Recognize(Uri remote)
    {
        foreach (MlopsGitHost host in All.Reverse())
        {
            if (host.Host.Recognize(remote) is { } repository)
                return (host, repository);
        }

        return null;
    }

    /// <summary>Notes where an object came from before it is emitted.</summary>
    public T Remember<T>(T thing, MlopsGitHost host)
        where T : class
    {
        _origins.Remove(thing);
        _origins.Add(thing, host);
        return thing;
    }

    /// <summary>The connected host that an object came from; null for one of elsewhere.</summary>
    public MlopsGitHost? OriginOf(object thing) => _origins.TryGetValue(thing, out MlopsGitHost? host) && All.Contains(host) ? host : null;
}
