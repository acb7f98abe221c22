using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Session;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>A cmdlet that works in a local repository and talks to its remote.</summary>
public abstract class RemoteRepositoryCmdlet : RepositoryCmdlet
{
    private GitHostList _hosts = new();

    /// <summary>The connected Git host whose token is used, or its name. Default: the one connected last that the remote belongs to.</summary>
    [Parameter]
    [GitHostArgument]
    [ArgumentCompleter(typeof(GitHostCompleter))]
    [ValidateNotNull]
    public MlopsGitHost? GitHost { get; set; }

    /// <summary>The connected hosts, as this call may use them.</summary>
    private protected RemoteHosts Remotes => new(_hosts, GitHost, RequestTrace);

    /// <summary>How an address is reached; progress is shown under a name.</summary>
    private protected RemoteAccess AccessTo(string address, string activity) =>
        Remotes.AccessTo(address, p => _ = ProgressAsync(activity, p.Stage, p.Percent));

    private protected override void BeforeInput()
    {
        base.BeforeInput();
        _hosts = RunspaceState.OfCurrent().GitHosts;
    }
}
