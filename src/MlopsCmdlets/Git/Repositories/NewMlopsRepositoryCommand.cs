using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Errors;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Git.Repositories.Errors;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Session;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Forks or creates a repository on a Git host with all branches, and clones it; or clones one that is there.</summary>
/// <remarks>
/// <para>A fork is waited for until all branches of the upstream are there, and checked. A new repository is empty, or gets all branches and tags of a local one.
/// A clone has all branches; it appears only when it is whole, and one that was cut off is cleaned up by the next.</para>
/// <para>The login for git is the token of the connected host; it goes to that host only, and neither into the address nor into the clone's configuration.</para>
/// </remarks>
/// <example>
///   <summary>Fork with all branches and clone</summary>
///   <code>PS&gt; New-MlopsRepository -Fork churn-upstream/mlops-churn-prediction -Name churn-team/mlops-churn-prediction -Path ./churn -Branch dev</code>
///   <para>Emits the repository with its branches and the folder.</para>
/// </example>
/// <example>
///   <summary>Put a local repository on a host</summary>
///   <code>PS&gt; New-MlopsRepository -Name churn-team/scoring -From ./scoring</code>
///   <para>Creates a private repository, and pushes all branches and tags.</para>
/// </example>
/// <example>
///   <summary>Clone one that is there</summary>
///   <code>PS&gt; New-MlopsRepository -Clone churn-team/mlops-churn-prediction -Path ./churn</code>
///   <para>-Clone takes an address, too.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "MlopsRepository", SupportsShouldProcess = true, DefaultParameterSetName = ByCreating)]
[OutputType(typeof(MlopsRepository))]
public sealed class NewMlopsRepositoryCommand : MlopsCmdlet
{
    private const string ByForking = "Fork", ByCreating = "Create", ByCloning = "Clone";

    private GitHostList _hosts = new();
    private string _folder = "";

    /// <summary>The repository to fork, as owner/name; on Azure Repos project/name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByForking)]
    [RepositoryArgument]
    [ValidateNotNullOrEmpty]
    public string? Fork { get; set; }

    /// <summary>The repository to clone, as owner/name or by its address.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByCloning)]
    [RepositoryArgument]
    [ValidateNotNullOrEmpty]
    public string? Clone { get; set; }

    /// <summary>The new repository as owner/name; on Azure Repos project/name. Of a fork: the upstream's name below the connected user if not given.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByCreating)]
    [Parameter(ParameterSetName = ByForking)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>A local repository whose branches and tags the new one gets.</summary>
    [Parameter(ParameterSetName = ByCreating)]
    [ValidateNotNullOrEmpty]
    public string? From { get; set; }

    /// <summary>Lets anybody read the new repository.</summary>
    [Parameter(ParameterSetName = ByCreating)]
    public SwitchParameter Public { get; set; }

    /// <summary>Where to clone it to: a folder that is empty or not there.</summary>
    [Parameter(ParameterSetName = ByForking)]
    [Parameter(ParameterSetName = ByCreating)]
    [Parameter(Mandatory = true, ParameterSetName = ByCloning)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The branch that the clone checks out; the default branch if not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Branch { get; set; }

    /// <summary>Longest wait for a fork, in seconds.</summary>
    [Parameter(ParameterSetName = ByForking)]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 300;

    /// <summary>The connected Git host, or its name. Default: the one connected last, for an address the one connected last that it belongs to.</summary>
    [Parameter]
    [GitHostArgument]
    [ArgumentCompleter(typeof(GitHostCompleter))]
    [ValidateNotNull]
    public MlopsGitHost? GitHost { get; set; }

    /// <summary>Let the git program clone and push instead of libgit2: it gets files of Git LFS, and knows the user's own logins and protocols.</summary>
    [Parameter]
    public SwitchParameter UseGit { get; set; }

    private protected override object? ErrorTarget => Fork ?? Clone ?? Name;

    private RemoteHosts Remotes => new(_hosts, GitHost, RequestTrace);

    private protected override void BeforeInput()
    {
        base.BeforeInput();
        _hosts = RunspaceState.OfCurrent().GitHosts;
        _folder = SessionState.Path.CurrentFileSystemLocation.ProviderPath;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        string? path = Path is null ? null : await AskAsync(() => GetUnresolvedProviderPathFromPSPath(Path)).ConfigureAwait(false);
        string? from = From is null ? null : await AskAsync(() => GetUnresolvedProviderPathFromPSPath(From)).ConfigureAwait(false);
        MlopsRepository? made = ParameterSetName switch
        {
            ByForking => await ForkAsync(path, cancellationToken).ConfigureAwait(false),
            ByCloning => await LocateAsync(path!, cancellationToken).ConfigureAwait(false),
            _ => await CreateAsync(from, path, cancellationToken).ConfigureAwait(false),
        };
        if (made is null)
            return;
        if (path is not null)
            made = await CloneAsync(made, path, cancellationToken).ConfigureAwait(false);
        await EndProgressAsync().ConfigureAwait(false);
        await WriteAsync(made).ConfigureAwait(false);
    }

    private async Task<MlopsRepository?> ForkAsync(string? path, CancellationToken cancellationToken)
    {
        HostedRepository upstream = Find(Fork!);
        HostRepositoryName target = Name is null ? new HostRepositoryName(upstream.Connection.UserName, upstream.Name.Name) : NameOf(Name);
        if (!await ApproveAsync($"{target} on {upstream.Connection.Name}", $"Fork {upstream.Name} with all branches{(path is null ? "" : $" and clone it to {path}")}").ConfigureAwait(false))
            return null;
        IReadOnlyList<HostBranch> wanted = await upstream.Host.ListBranchesAsync(upstream.Name, cancellationToken).ConfigureAwait(false);
        HostRepository fork = await upstream.Host.ForkAsync(upstream.Name, target, TimeSpan.FromSeconds(TimeoutSec), new GitHostProgress(s => _ = ProgressAsync($"Forking {upstream.Name}", s)), cancellationToken).ConfigureAwait(false);
        return await DescribeAsync(upstream.Host, fork, wanted.Select(b => b.Name), cancellationToken).ConfigureAwait(false);
    }

    private async Task<MlopsRepository?> CreateAsync(string? from, string? path, CancellationToken cancellationToken)
    {
        MlopsGitHost host = GitHost ?? _hosts.Current ?? throw new NoGitHostException();
        host.Host.TraceTo(RequestTrace);
        HostRepositoryName name = NameOf(Name!);
        IReadOnlyList<string> branches = from is null ? [] : await Task.Run(() => RepositoryMirror.LocalBranches(from), cancellationToken).ConfigureAwait(false);
        if (!await ApproveAsync($"{name} on {host.Name}", $"Create a {(Public ? "public" : "private")} repository{(from is null ? "" : $", push all branches of {from}")}{(path is null ? "" : $" and clone it to {path}")}").ConfigureAwait(false))
            return null;
        HostRepository made = await host.Host.CreateRepositoryAsync(name, !Public, cancellationToken).ConfigureAwait(false);
        if (from is not null)
            await RepositoryMirror.PushAllAsync(from, made.CloneUrl.AbsoluteUri, AccessTo(made.CloneUrl.AbsoluteUri, $"Pushing to {name}"), UseGit, cancellationToken).ConfigureAwait(false);
        return await DescribeAsync(host.Host, made, branches, cancellationToken).ConfigureAwait(false);
    }

    private async Task<MlopsRepository?> LocateAsync(string path, CancellationToken cancellationToken)
    {
        string source = Clone!;
        bool isAddress = source.Contains(":", StringComparison.Ordinal) || HostedRepository.Parse(source) is null;
        HostedRepository? hosted = isAddress ? Remotes.Of(source) : Find(source);
        if (!await ApproveAsync(path, $"Clone {hosted?.ToString() ?? LocalClone.ToUri(source)?.ToString() ?? source}").ConfigureAwait(false))
            return null;
        if (hosted is null)
            return new MlopsRepository { Name = source, CloneUrl = LocalClone.ToUri(source) };
        HostRepository found = await hosted.Host.FindRepositoryAsync(hosted.Name, cancellationToken).ConfigureAwait(false) ?? throw new RemoteNotFoundException(hosted.ToString());
        return await DescribeAsync(hosted.Host, found, [], cancellationToken).ConfigureAwait(false);
    }

    private async Task<MlopsRepository> CloneAsync(MlopsRepository repository, string path, CancellationToken cancellationToken)
    {
        // An address for ssh is taken as it was given: the user belongs to it, and a path behind a colon begins elsewhere than one behind a slash.
        string address = repository.CloneUrl is { } url && (Clone is null || url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) ? url.AbsoluteUri : Clone!;
        GitRepository clone = await RepositoryCloner.CloneAsync(address, path, Branch, AccessTo(address, $"Cloning {repository.Name}"), UseGit, cancellationToken).ConfigureAwait(false);
        foreach (string remark in UseGit ? [] : clone.Remarks)
            await WarnAsync(remark).ConfigureAwait(false);
        IReadOnlyList<string> branches = repository.Branches.Count > 0 ? repository.Branches : await Task.Run(() => BranchReader.Names(path), cancellationToken).ConfigureAwait(false);
        return repository with { Path = clone.Root, Branches = branches, DefaultBranch = repository.DefaultBranch ?? clone.Branch };
    }

    private HostedRepository Find(string repository)
    {
        HostedRepository found = HostedRepository.Find(_hosts, GitHost, repository, _folder);
        found.Host.TraceTo(RequestTrace);
        return found;
    }

    private RemoteAccess AccessTo(string address, string activity) =>
        Remotes.AccessTo(address, p => _ = ProgressAsync(activity, p.Stage, p.Percent));

    /// <summary>What the host has now; branches that should be there and are not are an error.</summary>
    private static async Task<MlopsRepository> DescribeAsync(IGitHost host, HostRepository repository, IEnumerable<string> wanted, CancellationToken cancellationToken)
    {
        List<string> branches = [.. (await host.ListBranchesAsync(repository.Name, cancellationToken).ConfigureAwait(false)).Select(b => b.Name)];
        if (wanted.Except(branches, StringComparer.Ordinal).ToList() is { Count: > 0 } missing)
            throw new BranchesMissingException(repository.Name.ToString(), missing);
        return new MlopsRepository
        {
            Name = repository.Name.ToString(),
            CloneUrl = repository.CloneUrl,
            WebUrl = repository.WebUrl,
            ForkOf = repository.Parent?.ToString(),
            DefaultBranch = repository.DefaultBranch,
            Branches = branches,
        };
    }

    private static HostRepositoryName NameOf(string text) =>
        HostedRepository.Parse(text) ?? throw new ArgumentException($"'{text}' is no name of a repository; give it as owner/name, on Azure Repos as project/name.");
}
