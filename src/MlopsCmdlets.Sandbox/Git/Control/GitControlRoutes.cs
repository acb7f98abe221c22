using System.Text;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Git.Control;

/// <summary><c>/_sandbox/git</c>: users, tokens, repositories and quotas that a rehearsal needs, made in one step.</summary>
internal sealed class GitControlRoutes : IRouteModule
{
    public void Map(RouteTable routes, World world)
    {
        var control = routes.With(ErrorShape.Errors, Access.Control);
        control.Get("/_sandbox/git", call => Reply.Json(GitAnnouncement.ToJson(call.World.Git, $"{call.Http.Request.Scheme}://{call.Http.Request.Host}")));
        control.Post("/_sandbox/git/users", AddUserAsync);
        control.Post("/_sandbox/git/organizations", AddOrganizationAsync);
        control.Post("/_sandbox/git/tokens", AddTokenAsync);
        control.Post("/_sandbox/git/repositories", AddRepositoryAsync);
        control.Put("/_sandbox/git/rate", async call =>
        {
            var body = await call.BodyObjectAsync();
            var limit = (int)(body.Whole("limit") ?? 5000);
            call.World.Git.GitHub.Rates.Set(limit, (int)(body.Whole("remaining") ?? limit), TimeSpan.FromSeconds(body.Number("reset_in") ?? 3600));
            return Reply.Empty();
        });
    }

    private static GitUser User(ApiCall call, JsonObject body, string field = "login") =>
        call.World.Git.Accounts.User(body.Text(field) ?? "") ?? throw ApiException.BadRequest($"There is no Git user '{body.Text(field)}'.", target: field);

    private static async Task<IResult> AddUserAsync(ApiCall call)
    {
        var body = await call.BodyObjectAsync();
        var login = body.Text("login") ?? throw ApiException.BadRequest("login is required.", target: "login");
        var accounts = call.World.Git.Accounts;
        if (accounts.Owner(login) is not null) throw ApiException.Conflict($"{login} already exists.");
        var user = accounts.AddUser(login, body.Text("name") ?? login);
        return Reply.Created(new JsonObject { ["login"] = user.Login, ["id"] = user.Guid, ["token"] = accounts.FullToken(user).Value });
    }

    private static async Task<IResult> AddOrganizationAsync(ApiCall call)
    {
        var body = await call.BodyObjectAsync();
        var login = body.Text("login") ?? throw ApiException.BadRequest("login is required.", target: "login");
        var accounts = call.World.Git.Accounts;
        if (accounts.Owner(login) is not null) throw ApiException.Conflict($"{login} already exists.");
        var organization = accounts.AddOrganization(login, body.Text("name") ?? login);
        organization.AddOwner(User(call, body, "owner"));
        foreach (var team in body.Array("teams") ?? [])
        {
            var members = team.Strings("members").Select(m => accounts.User(m) ?? throw ApiException.BadRequest($"There is no Git user '{m}'.", target: "teams")).ToArray();
            organization.AddTeam(accounts.NextId(), team.Text("slug") ?? throw ApiException.BadRequest("A team needs a slug.", target: "teams"), Permission(team.Text("permission")), members);
        }

        return Reply.Created(new JsonObject { ["login"] = organization.Login });
    }

    /// <summary><c>expires_in</c> is in seconds and may be negative; <c>scopes</c> absent means all.</summary>
    private static async Task<IResult> AddTokenAsync(ApiCall call)
    {
        var body = await call.BodyObjectAsync();
        var kind = body.Text("kind") switch
        {
            null or "personal" => TokenKind.Personal,
            "pipeline" => TokenKind.Pipeline,
            _ => throw ApiException.BadRequest("kind must be personal or pipeline.", target: "kind"),
        };
        var token = call.World.Git.Accounts.AddToken(
            User(call, body),
            kind,
            body.Array("scopes") is null ? GitToken.AllScopes : [.. body.Strings("scopes")],
            body.Number("expires_in") is { } seconds ? call.World.Now.AddSeconds(seconds) : null,
            body.Text("label") ?? "made");
        return Reply.Created(new JsonObject { ["token"] = token.Value });
    }

    /// <summary>A repository as a whole: empty, with files, or of another object format. <c>owner</c> is a GitHub owner, or organisation and project on Azure.</summary>
    private static async Task<IResult> AddRepositoryAsync(ApiCall call)
    {
        var body = await call.BodyObjectAsync();
        var (git, name, owner) = (call.World.Git, body.Text("name") ?? "", body.Text("owner") ?? "");
        if (name.Length == 0) throw ApiException.BadRequest("name is required.", target: "name");
        var format = body.Text("object_format") ?? "sha1";
        await git.Gate.WaitAsync(call.Aborted);
        try
        {
            git.Store.Program.Require();
            GitRepository repository;
            string clone;
            if (body.Text("host") == "azure")
            {
                var project = git.Azure.Project(owner.Split('/')[0], owner.Split('/')[^1]) ?? throw ApiException.BadRequest("owner must be organisation/project.", target: "owner");
                var made = git.Azure.Add(project, name, null, format);
                (repository, clone) = (made, made.ClonePath);
            }
            else
            {
                var made = git.GitHub.Add(git.Accounts.Owner(owner) ?? throw ApiException.BadRequest($"There is no owner '{owner}'.", target: "owner"), name, null, format);
                made.IsPrivate = body.Flag("private") ?? false;
                (repository, clone) = (made, $"/git/{made.FullName}.git");
            }

            repository.SetDefaultBranch(body.Text("default_branch") ?? "main");
            if (body.Object("files") is { } files)
            {
                var storage = await repository.OpenAsync();
                var writes = files.Select(f => new Storage.FileWrite(f.Key, Encoding.UTF8.GetBytes(f.Value.Text() ?? "")));
                var sha = await storage.CommitFilesAsync(null, writes, "Initial commit", git.Accounts.Administrator.Sign(call.World.Now));
                foreach (var branch in body.Strings("branches").DefaultIfEmpty(repository.DefaultBranch)) await storage.UpdateRefAsync(Storage.GitRef.Heads + branch, sha);
            }

            return Reply.Created(new JsonObject { ["name"] = name, ["clone_url"] = $"{call.Http.Request.Scheme}://{call.Http.Request.Host}{clone}" });
        }
        finally
        {
            git.Gate.Release();
        }
    }

    private static RepositoryPermission Permission(string? text) =>
        Enum.TryParse<RepositoryPermission>(text ?? "Write", ignoreCase: true, out var permission) ? permission : throw ApiException.BadRequest("permission must be read, triage, write, maintain or admin.", target: "permission");
}
