using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Git.Storage;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Git.Azure;

/// <summary>Repositories: list, create, fork, change, delete.</summary>
internal sealed class AzureRepositoryRoutes : AzurePart
{
    protected override void Map()
    {
        foreach (var prefix in new[] { OfOrganization, OfProject })
        {
            var all = prefix + "/git/repositories";
            var one = all + "/{repository}";
            Get(all, ListRepositories);
            Post(all, CreateAsync);
            Get(one, async call =>
            {
                var repository = call.Repository();
                var storage = await repository.PeekAsync();
                var document = AzureDocuments.Repository(call, repository);
                if (await storage.BranchAsync(repository.DefaultBranch) is null) document.Remove("defaultBranch");
                if (!call.Flag("includeParent")) document.Remove("parentRepository");
                return Reply.Json(document);
            });
            Patch(one, ChangeAsync);
            Delete(one, call =>
            {
                var repository = call.Repository("vso.code_manage");
                if (repository.PermissionOf(call.User) < RepositoryPermission.Admin) throw AzureErrors.NeedsPermission("DeleteRepository");
                call.State.Remove(repository);
                return Reply.Empty();
            });
            Get(one + "/forks/{collection}", call => AzureCall.List(call.State.Repositories.Where(r => r.Parent == call.Repository()).Select(r => (JsonNode)AzureDocuments.Repository(call, r))));
        }
    }

    private static IResult ListRepositories(AzureCall call)
    {
        call.RequireScope("vso.code");
        var project = call.ProjectOrNone();
        return AzureCall.List(call.State.Repositories
            .Where(r => r.Project.Organization == call.Organization && (project is null || r.Project == project) && r.PermissionOf(call.User) >= RepositoryPermission.Read)
            .OrderBy(r => r.Name, StringComparer.OrdinalIgnoreCase)
            .Select(r => (JsonNode)AzureDocuments.Repository(call, r)));
    }

    private static async Task<IResult> CreateAsync(AzureCall call)
    {
        call.RequireScope("vso.code_manage");
        var body = await call.BodyAsync();
        var project = body.Text("project", "id") is { } id ? call.State.Project(call.Organization.Login, id) ?? throw AzureErrors.ProjectNotFound(id) : call.Project();
        if (body.Text("name") is not { Length: > 0 and <= 64 } name || name.AsSpan().IndexOfAny("/\\:*?\"<>|#$") >= 0)
            throw new ApiException(400, "InvalidGitRepositoryNameException", $"TF400917: The repository name '{body.Text("name")}' is not valid.");
        if (!call.User.IsSiteAdministrator && !project.Organization.Owners.Contains(call.User) && !project.Organization.Teams.Any(t => t.Permission >= RepositoryPermission.Write && t.Members.Contains(call.User)))
            throw AzureErrors.NeedsPermission("CreateRepository");
        if (call.State.Find(call.Organization.Login, project.Id, name) is not null)
            throw new ApiException(409, "GitRepositoryNameAlreadyExistsException", $"TF400948: A Git repository with the name {name} already exists.");
        call.Host.Store.Program.Require();

        AzureRepository? parent = null;
        if (body.Object("parentRepository") is { } wanted)
        {
            parent = call.State.ById(wanted.Text("id") ?? "");
            if (parent is null || parent.PermissionOf(call.User) < RepositoryPermission.Read) throw AzureErrors.RepositoryNotFound(wanted.Text("id") ?? "");
        }

        var repository = call.State.Add(project, name, parent);
        if (parent is not null)
        {
            // With a sourceRef, only that branch is copied.
            var source = call.Query("sourceRef");
            repository.CopyFromParent(source is not null, source?.Replace(GitRef.Heads, "", StringComparison.Ordinal));
        }

        var document = AzureDocuments.Repository(call, repository);
        document.Remove("defaultBranch");
        return Reply.Created(document);
    }

    private static async Task<IResult> ChangeAsync(AzureCall call)
    {
        var repository = call.Repository("vso.code_manage");
        if (repository.PermissionOf(call.User) < RepositoryPermission.Admin) throw AzureErrors.NeedsPermission("RenameRepository");
        var body = await call.BodyAsync();
        if (body.Text("defaultBranch") is { } branch)
        {
            var name = branch.Replace(GitRef.Heads, "", StringComparison.Ordinal);
            if (await (await repository.OpenAsync()).BranchAsync(name) is null) throw AzureErrors.Argument("defaultBranch");
            repository.SetDefaultBranch(name);
        }

        repository.Name = body.Text("name") ?? repository.Name;
        return Reply.Json(AzureDocuments.Repository(call, repository));
    }
}
