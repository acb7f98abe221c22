using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Git.Storage;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary>Repositories: list, create, fork, change, delete, and who may do what in them.</summary>
internal sealed partial class RepositoryRoutes : GitHubPart
{
    protected override void Map()
    {
        Get("/user/repos", call => call.List(Visible(call, r => r.PermissionOf(call.User) > RepositoryPermission.Read || r.Owner == call.User), r => GitHubDocuments.Repository(call, r, full: false)));
        Post("/user/repos", call => CreateAsync(call, call.User));
        Get("/users/{login}/repos", call => ListOf(call, call.Host.Accounts.Owner(call.Route("login"))));
        Get("/orgs/{org}/repos", call => ListOf(call, call.Host.Accounts.Organization(call.Route("org"))));
        Post("/orgs/{org}/repos", call => CreateAsync(call, OwnOrganization(call, call.Route("org"))));
        Get("/repos/{owner}/{repo}", async call =>
        {
            var repository = call.Repository();
            if (repository.IsCopying) await repository.PeekAsync();
            return Reply.Json(GitHubDocuments.Repository(call, repository));
        });
        Patch("/repos/{owner}/{repo}", ChangeAsync);
        Delete("/repos/{owner}/{repo}", call =>
        {
            call.Host.GitHub.Remove(call.Repository(RepositoryPermission.Admin));
            return Reply.Empty();
        });
        Get("/repos/{owner}/{repo}/forks", call => call.List(Visible(call, r => r.Parent == call.Repository()), r => GitHubDocuments.Repository(call, r, full: false)));
        Post("/repos/{owner}/{repo}/forks", ForkAsync);
        Get("/repos/{owner}/{repo}/collaborators", call =>
        {
            var repository = call.Repository(RepositoryPermission.Write);
            return call.List([.. call.Host.Accounts.Users.Where(u => IsCollaborator(repository, u))], u => Collaborator(call, repository, u));
        });
        Get("/repos/{owner}/{repo}/collaborators/{login}", call => IsCollaborator(call.Repository(), User(call)) ? Reply.Empty() : throw GitHubErrors.NotFound());
        Put("/repos/{owner}/{repo}/collaborators/{login}", AddCollaboratorAsync);
        Delete("/repos/{owner}/{repo}/collaborators/{login}", call =>
        {
            call.Repository(RepositoryPermission.Admin).Collaborators.Remove(User(call));
            return Reply.Empty();
        });
        Get("/repos/{owner}/{repo}/collaborators/{login}/permission", Permission);
        Get("/repos/{owner}/{repo}/teams", call =>
        {
            var repository = call.Repository();
            return repository.Owner is GitOrganization organization
                ? call.List(organization.Teams, t => GitHubDocuments.Team(call, organization, t))
                : Reply.Json(new JsonArray());
        });
    }

    /// <summary>Whether somebody was given rights, rather than only seeing what everybody sees.</summary>
    public static bool IsCollaborator(GitHubRepository repository, GitUser user) =>
        repository.Collaborators.ContainsKey(user) || repository.Owner == user || (repository.Owner is GitOrganization organization && organization.Members.Contains(user));

    private static GitUser User(GitHubCall call) => call.Host.Accounts.User(call.Route("login")) ?? throw GitHubErrors.NotFound();

    private static List<GitHubRepository> Visible(GitHubCall call, Func<GitHubRepository, bool> filter) =>
        [.. call.Host.GitHub.Repositories.Where(r => r.PermissionOf(call.User) >= RepositoryPermission.Read).Where(filter)];

    private static IResult ListOf(GitHubCall call, GitOwner? owner) => owner is null
        ? throw GitHubErrors.NotFound()
        : call.List(Visible(call, r => r.Owner == owner), r => GitHubDocuments.Repository(call, r, full: false));

    private static GitOrganization OwnOrganization(GitHubCall call, string login)
    {
        var organization = call.Host.Accounts.Organization(login) ?? throw GitHubErrors.NotFound();
        return organization.Members.Contains(call.User) ? organization : throw ApiException.Forbidden("You need admin access to the organization before adding a repository to it.");
    }

    private static string NewName(GitHubCall call, GitOwner owner, string? name)
    {
        if (name is null || !ValidName().IsMatch(name)) throw GitHubErrors.Validation("Repository", "name", name is null ? "missing_field" : "custom", name is null ? null : "name is invalid");
        if (call.Host.GitHub.Find(owner.Login, name) is not null)
        {
            throw new ApiException(422, "exists", "Repository creation failed.")
            {
                Details = new JsonArray(new JsonObject { ["resource"] = "Repository", ["code"] = "custom", ["field"] = "name", ["message"] = "name already exists on this account" }),
            };
        }

        return name;
    }

    private static async Task<IResult> CreateAsync(GitHubCall call, GitOwner owner)
    {
        call.RequireScope(GitToken.GitHubRepositories);
        var body = await call.BodyAsync();
        call.Host.Store.Program.Require();
        var repository = call.Host.GitHub.Add(owner, NewName(call, owner, body.Text("name")));
        repository.IsPrivate = body.Flag("private") ?? body.Text("visibility") == "private";
        if (owner is GitOrganization) repository.Collaborators[call.User] = RepositoryPermission.Admin;
        Apply(repository, body);
        if (body.Flag("auto_init") == true)
        {
            var storage = await repository.OpenAsync();
            var readme = System.Text.Encoding.UTF8.GetBytes($"# {repository.Name}\n");
            await storage.UpdateRefAsync(GitRef.Heads + repository.DefaultBranch, await storage.CommitFilesAsync(null, [new("README.md", readme)], "Initial commit", call.User.Sign(call.Now)));
        }

        return Reply.Created(GitHubDocuments.Repository(call, repository));
    }

    private static async Task<IResult> ForkAsync(GitHubCall call)
    {
        var parent = call.Repository();
        call.RequireScope(GitToken.GitHubRepositories);
        var body = await call.OptionalBodyAsync();
        var owner = body.Text("organization") is { } organization ? OwnOrganization(call, organization) : (GitOwner)call.User;
        if (owner == parent.Owner) throw ApiException.Forbidden("You can't fork your own repository.");

        // Asked again, GitHub gives the fork that there is.
        var fork = call.Host.GitHub.Repositories.FirstOrDefault(r => r.Parent == parent && r.Owner == owner);
        if (fork is null)
        {
            fork = call.Host.GitHub.Add(owner, NewName(call, owner, body.Text("name") ?? parent.Name), parent);
            fork.IsPrivate = parent.IsPrivate;
            fork.Description = parent.Description;
            if (owner is GitOrganization) fork.Collaborators[call.User] = RepositoryPermission.Admin;
            fork.CopyFromParent(body.Flag("default_branch_only") ?? false);
        }

        return Reply.Accepted(GitHubDocuments.Repository(call, fork));
    }

    private static async Task<IResult> ChangeAsync(GitHubCall call)
    {
        var repository = call.Repository(RepositoryPermission.Admin);
        var body = await call.BodyAsync();
        if (body.Text("name") is { } name && name != repository.Name) repository.Name = NewName(call, repository.Owner, name);
        if (body.Text("default_branch") is { } branch)
        {
            if (await (await repository.OpenAsync()).BranchAsync(branch) is null) throw GitHubErrors.Validation("Repository", "default_branch", "invalid", $"The branch {branch} was not found. Please push that ref first or create it via the Git Data API.");
            repository.SetDefaultBranch(branch);
        }

        repository.IsPrivate = body.Flag("private") ?? repository.IsPrivate;
        Apply(repository, body);
        return Reply.Json(GitHubDocuments.Repository(call, repository));
    }

    private static void Apply(GitHubRepository repository, JsonObject body)
    {
        repository.Description = body.Text("description") ?? repository.Description;
        repository.AllowMerge = body.Flag("allow_merge_commit") ?? repository.AllowMerge;
        repository.AllowSquash = body.Flag("allow_squash_merge") ?? repository.AllowSquash;
        repository.AllowRebase = body.Flag("allow_rebase_merge") ?? repository.AllowRebase;
        repository.DeleteBranchOnMerge = body.Flag("delete_branch_on_merge") ?? repository.DeleteBranchOnMerge;
    }

    private static async Task<IResult> AddCollaboratorAsync(GitHubCall call)
    {
        var repository = call.Repository(RepositoryPermission.Admin);
        repository.Collaborators[User(call)] = (await call.OptionalBodyAsync()).Text("permission") switch
        {
            "pull" or "read" => RepositoryPermission.Read,
            "triage" => RepositoryPermission.Triage,
            "push" or "write" or null => RepositoryPermission.Write,
            "maintain" => RepositoryPermission.Maintain,
            "admin" => RepositoryPermission.Admin,
            var other => throw GitHubErrors.Validation("Repository", "permission", "invalid", $"{other} is not a permission."),
        };
        return Reply.Empty();
    }

    private static IResult Permission(GitHubCall call)
    {
        var repository = call.Repository();
        var user = User(call);
        var held = repository.PermissionOf(user);
        return Reply.Json(new JsonObject
        {
            ["permission"] = held switch { RepositoryPermission.Admin => "admin", >= RepositoryPermission.Write => "write", >= RepositoryPermission.Read => "read", _ => "none" },
            ["role_name"] = Name(held),
            ["user"] = Collaborator(call, repository, user),
        });
    }

    private static JsonObject Collaborator(GitHubCall call, GitHubRepository repository, GitUser user)
    {
        var document = GitHubDocuments.Account(call, user);
        document["permissions"] = GitHubDocuments.Permissions(repository.PermissionOf(user));
        document["role_name"] = Name(repository.PermissionOf(user));
        return document;
    }

    private static string Name(RepositoryPermission held) => held switch
    {
        RepositoryPermission.Admin => "admin",
        RepositoryPermission.Maintain => "maintain",
        RepositoryPermission.Write => "write",
        RepositoryPermission.Triage => "triage",
        RepositoryPermission.Read => "read",
        _ => "none",
    };

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,100}$", RegexOptions.CultureInvariant)]
    private static partial Regex ValidName();
}
