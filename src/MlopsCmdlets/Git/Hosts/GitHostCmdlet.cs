using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Errors;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Session;

namespace MlopsCmdlets.Git.Hosts;

/// <summary>A cmdlet that talks to a Git host about one repository.</summary>
public abstract class GitHostCmdlet : MlopsCmdlet
{
    private string _folder = "";

    /// <summary>The Git host, or its name. Default: the one that the input came from, else the one connected last that the repository belongs to.</summary>
    [Parameter]
    [GitHostArgument]
    [ArgumentCompleter(typeof(GitHostCompleter))]
    [ValidateNotNull]
    public MlopsGitHost? GitHost { get; set; }

    /// <summary>The repository as owner/name (on Azure Repos project/name) or by its address. Default: that of the remote origin of the current folder's clone.</summary>
    [Parameter]
    [RepositoryArgument]
    [ValidateNotNullOrEmpty]
    public string? Repository { get; set; }

    private protected override object? ErrorTarget => Repository;

    /// <summary>The hosts of this runspace.</summary>
    private protected GitHostList Hosts { get; private set; } = new();

    /// <summary>The current folder of the file system.</summary>
    private protected string Folder => _folder;

    private protected override void BeforeInput()
    {
        base.BeforeInput();
        Hosts = RunspaceState.OfCurrent().GitHosts;
        _folder = SessionState.Path.CurrentFileSystemLocation.ProviderPath;
    }

    /// <summary>The host and the repository that are meant. Reads no network.</summary>
    /// <exception cref="NoGitHostException">Nobody is connected.</exception>
    /// <exception cref="RepositoryNotRecognizedException">There is no clone here, or its remote belongs to no connected host.</exception>
    private protected HostedRepository Locate() => Traced(HostedRepository.Find(Hosts, GitHost, Repository, _folder));

    /// <summary>Lets the verbose stream hear what is called for the rest of the calling method.</summary>
    private protected HostedRepository Traced(HostedRepository repository)
    {
        repository.Host.TraceTo(RequestTrace);
        return repository;
    }

    /// <summary>Emits a thing that remembers its host.</summary>
    private protected Task WriteAsync<T>(T thing, MlopsGitHost host)
        where T : class => WriteAsync(Hosts.Remember(thing, host));

    /// <summary>Shows what a host waits for.</summary>
    private protected IProgress<string> HostProgress(string activity) => new GitHostProgress(status => _ = ProgressAsync(activity, status));
}
