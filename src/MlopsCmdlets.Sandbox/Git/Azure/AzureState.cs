using System.Collections.Immutable;
using System.Globalization;
using MlopsCmdlets.Sandbox.Git.Accounts;

namespace MlopsCmdlets.Sandbox.Git.Azure;

/// <summary>All projects, repositories and policies of the Azure side.</summary>
internal sealed class AzureState(GitHost host)
{
    /// <summary>The project that people work in.</summary>
    public const string DefaultProject = "mlops";

    private static readonly string[] ProjectNames = [DefaultProject, "upstream"];

    private readonly Dictionary<GitOrganization, IReadOnlyList<AzureProject>> _projects = [];
    private ImmutableArray<AzureRepository> _repositories = [];
    private long _pullRequest;
    private int _policy;

    public IReadOnlyList<AzureRepository> Repositories => _repositories;

    public List<AzurePolicy> Policies { get; } = [];

    public AccessControl Access { get; } = new();

    public long NextPullRequest() => ++_pullRequest;

    public int NextPolicy() => ++_policy;

    /// <param name="organization">The organisation's name.</param>
    /// <param name="project">The project's name or id.</param>
    public AzureProject? Project(string organization, string project) => host.Accounts.Organization(organization) is { } found
        ? ProjectsOf(found).FirstOrDefault(p => p.Name.Equals(project, StringComparison.OrdinalIgnoreCase) || p.Id.Equals(project, StringComparison.OrdinalIgnoreCase))
        : null;

    /// <summary>Every organisation has one project to work in and one to fork from.</summary>
    public IReadOnlyList<AzureProject> ProjectsOf(GitOrganization organization)
    {
        if (!_projects.TryGetValue(organization, out var projects))
            _projects[organization] = projects = [.. ProjectNames.Select((name, i) => new AzureProject(organization, string.Create(CultureInfo.InvariantCulture, $"0b5e7a11-1111-400{i}-8000-{organization.Id:x12}"), name))];
        return projects;
    }

    /// <param name="organization">The organisation's name.</param>
    /// <param name="project">The project's name or id.</param>
    /// <param name="name">The repository's name or id.</param>
    public AzureRepository? Find(string organization, string project, string name) =>
        Project(organization, project) is { } found ? _repositories.FirstOrDefault(r => r.Project == found && r.IsNamed(name)) : null;

    public AzureRepository? ById(string id) => _repositories.FirstOrDefault(r => r.Guid.Equals(id, StringComparison.OrdinalIgnoreCase));

    public AzureRepository Add(AzureProject project, string name, AzureRepository? parent = null, string objectFormat = "sha1")
    {
        var repository = new AzureRepository(host, host.Accounts.NextId(), project, name) { Parent = parent, ObjectFormat = objectFormat };
        ImmutableInterlocked.Update(ref _repositories, (list, item) => list.Add(item), repository);
        return repository;
    }

    public void Remove(AzureRepository repository) => ImmutableInterlocked.Update(ref _repositories, (list, item) => list.Remove(item), repository);
}
