using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.AzureRepos.Connection;
using MlopsCmdlets.Git.Hosts.AzureRepos.Json;

namespace MlopsCmdlets.Git.Hosts.AzureRepos;

/// <summary>Repositories: find and create.</summary>
internal sealed class AzureRepositories(AzureConnection connection)
{
    /// <summary>Where a repository is.</summary>
    public static string PathOf(HostRepositoryName name) => AzureCall.Under(name.Owner) + "/_apis/git/repositories" + AzureCall.Under(name.Name);

    public async Task<HostRepository?> FindAsync(HostRepositoryName name, CancellationToken cancellationToken) =>
        await FindDocumentAsync(name, "read the repository " + name, cancellationToken).ConfigureAwait(false) is { } found ? ToModel(found) : null;

    /// <summary>The host's document of a repository that must be there.</summary>
    public async Task<AzureRepository> GetAsync(HostRepositoryName name, string action, CancellationToken cancellationToken) =>
        await connection.SendAsync(Call(name, action), AzureJson.Default.AzureRepository, cancellationToken).ConfigureAwait(false);

    public async Task<HostRepository> CreateAsync(HostRepositoryName name, bool isPrivate, CancellationToken cancellationToken)
    {
        var action = "create the repository " + name;
        var project = await ProjectAsync(name.Owner, action, cancellationToken).ConfigureAwait(false);
        if (isPrivate && string.Equals(project.Visibility, "public", StringComparison.OrdinalIgnoreCase))
            throw new GitHostNotSupportedException(connection.Failure(action), $"the project '{name.Owner}' is public, and so is every repository in it.");
        return ToModel(await MakeAsync(name, project, parent: null, action, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Makes a repository; when the reply is lost, one that is now there is taken for it.</summary>
    public async Task<AzureRepository> MakeAsync(HostRepositoryName name, AzureProject project, AzureRepository? parent, string action, CancellationToken cancellationToken)
    {
        var body = new AzureNewRepository(name.Name, new AzureId(project.Id), parent is null ? null : new AzureParent(parent.Id, new AzureId(parent.Project?.Id ?? "")));
        var call = AzureCall.Post("/_apis/git/repositories", action) with { What = "repository " + name, Needs = ["Code (Read, write, & manage)"] };
        return await connection.ChangeAsync(
            () => connection.SendAsync(call.Json(body, AzureJson.Default.AzureNewRepository), AzureJson.Default.AzureRepository, cancellationToken),
            () => FindDocumentAsync(name, action, cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    public Task<AzureRepository?> FindDocumentAsync(HostRepositoryName name, string action, CancellationToken cancellationToken) =>
        connection.FindAsync(Call(name, action), AzureJson.Default.AzureRepository, cancellationToken);

    public Task<AzureProject> ProjectAsync(string project, string action, CancellationToken cancellationToken)
    {
        var call = AzureCall.Get("/_apis/projects" + AzureCall.Under(project), action) with { What = "project " + project, Needs = ["Project and Team (Read)"] };
        return connection.SendAsync(call, AzureJson.Default.AzureProject, cancellationToken);
    }

    public HostRepository ToModel(AzureRepository document)
    {
        var name = document.ToName();
        var url = connection.Address.CloneUrl(name);
        return new HostRepository(name, url, url, document.DefaultBranch is { } branch ? Refs.AzureBranches.Short(branch) : null)
        {
            Id = document.Id,
            Parent = document.ParentRepository?.ToName(),
            IsOwnedByOrganization = true,
        };
    }

    private static AzureCall Call(HostRepositoryName name, string action) =>
        (AzureCall.Get(PathOf(name), action) with { What = "repository " + name }).With("includeParent", "true");
}
