using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsCmdlets.Sandbox.Identity;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Projects;

/// <summary><c>/transactional/v2/projects</c> and <c>/v2/projects</c> (reference §4).</summary>
internal sealed partial class ProjectRoutes : IRouteModule
{
    private static readonly string[] BodyKeys = ["generator", "name", "storage", "compute", "description", "enforce_members", "public", "tags", "tools", "type"];
    private static readonly string[] PatchKeys = ["name", "description", "public", "tags", "type", "tools", "enforce_members"];

    public void Map(RouteTable routes, World world)
    {
        var api = routes.With(ErrorShape.Reason);
        api.Post("/transactional/v2/projects", CreateAsync);
        api.Delete("/transactional/v2/projects/{id}", Delete);
        api.Get("/v2/projects", List);
        api.Get("/v2/projects/{id}", Get);
        api.Patch("/v2/projects/{id}", PatchAsync);
    }

    /// <summary>The project of the path, if the caller has the role in it.</summary>
    public static Container Require(ApiCall call, ContainerRole role, bool look = false)
    {
        var id = call.Route("id");
        if (!call.World.Containers.TryGet(ContainerKind.Project, id, out var project) || (look && IsHidden(project)))
            throw ApiException.NotFound($"The project '{id}' does not exist.");
        if (role > ContainerRole.Viewer || !SeesAll(call.Caller)) call.World.Containers.RequireRole(project, call.Caller, role);
        return project;
    }

    /// <summary>Holders of these permissions see all projects; the administrator's permission alone is not enough.</summary>
    public static bool SeesAll(User user) => user.Permissions.Contains("manage_project") || user.Permissions.Contains("monitor_project");

    /// <summary>A project, for seeds too.</summary>
    public static Container Create(World world, User creator, JsonObject body)
    {
        var storage = body.Object("storage")?.Copy() ?? [];
        storage["type"] = storage.Text("type") ?? "assetfiles";
        storage["guid"] = storage.Text("guid") ?? Ids.New();
        var entity = new JsonObject
        {
            ["name"] = body.Text("name"),
            ["generator"] = body.Text("generator") ?? "sandbox-default",
            ["description"] = body.Text("description") ?? "",
            ["public"] = body.Flag("public") ?? false,
            ["type"] = body.Text("type") ?? "cpd",
            ["tags"] = body.Strings("tags").ToJsonArray(),
            ["storage"] = storage,
            ["enforce_members"] = body.Flag("enforce_members") ?? true,
        };
        if (body.Array("tools") is not null) entity["tools"] = body.Strings("tools").ToJsonArray();
        return world.Containers.Add(ContainerKind.Project, creator, entity, world.Settings.ProjectHiddenPolls);
    }

    private static async Task<IResult> CreateAsync(ApiCall call)
    {
        if (call.Http.Request.HasFormContentType) throw new ApiException(501, "not_supported", "The sandbox does not create projects from an archive: create one, then import.");
        var body = await call.BodyObjectAsync();
        CheckKeys(call, body, BodyKeys);
        CheckTexts(body, nameRequired: true);
        CheckGenerator(call, body.Text("generator"));
        if (body.Text("storage", "type") is { } type && type is not ("assetfiles" or "local_git_storage"))
            throw ApiException.BadRequest($"Storage type {type} is not supported on this platform; use assetfiles.");
        if (call.Release.Release > Hosting.Release.R40 && call.QueryFlag("verify_unique_name")
            && call.World.Containers.All(ContainerKind.Project).Any(p => p.Name == body.Text("name")))
        {
            throw ApiException.BadRequest($"The project name '{body.Text("name")}' is already used; it is not unique.");
        }

        var project = Create(call.World, call.Caller, body);
        return Reply.Created(new JsonObject { ["location"] = $"/v2/projects/{project.Id}" });
    }

    private static IResult Get(ApiCall call) => Reply.Json(ProjectDocument.Of(call.World, Require(call, ContainerRole.Viewer, look: true), Includes(call, "members")));

    private static IResult List(ApiCall call)
    {
        var (name, match, member, type) = (call.Query("name"), call.Query("match"), call.Query("member"), call.Query("type"));
        var (roles, guids, tags) = (Commas(call.Query("roles")), Commas(call.Query("guids")), Commas(call.Query("tag_names")));
        if (guids is not null && member is null) throw ApiException.BadRequest("Parameter guids can be used only with member.");
        var limit = call.QueryNumber("limit", 100, 1, 200);
        var all = SeesAll(call.Caller);
        var found = call.World.Containers.All(ContainerKind.Project)
            .Where(project => (all || project.RoleOf(call.Caller) > ContainerRole.None) && project.Creation.Done)
            .Where(project => (name is null || Matches(project.Name, name, match))
                && (member is null || project.Members.Any(m => m.Id == member && (roles is null || roles.Contains(m.RoleName))))
                && (guids is null || guids.Contains(project.Id))
                && (tags is null || project.Entity.Strings("tags").Intersect(tags).Any())
                && (type is null || project.Entity.Text("type") == type))
            .ToList();

        IEnumerable<Container> rest = found;
        if (call.Release.ProjectBookmarks && call.Query("bookmark") is { } bookmark)
        {
            var after = Paging.Sequence(bookmark) ?? throw ApiException.BadRequest("The bookmark is not valid.");
            rest = found.Where(p => p.Sequence > after);
        }
        else
        {
            rest = found.Skip(call.QueryNumber("skip", 0, 0, int.MaxValue));
        }

        var page = rest.Take(limit + 1).ToList();
        var answer = new JsonObject { ["total_results"] = found.Count };
        if (page.Count > limit)
        {
            page.RemoveAt(limit);
            if (call.Release.ProjectBookmarks) answer["bookmark"] = Paging.Token(page[^1].Sequence);
        }

        answer["resources"] = new JsonArray([.. page.Select(p => ProjectDocument.Of(call.World, p, Includes(call, "members")))]);
        return Reply.Json(answer);
    }

    /// <summary>A plain merge, not JSON-Patch.</summary>
    private static async Task<IResult> PatchAsync(ApiCall call)
    {
        var project = Require(call, ContainerRole.Admin);
        var body = await call.BodyObjectAsync();
        CheckKeys(call, body, PatchKeys);
        CheckTexts(body, nameRequired: false);
        project.Update(
            entity =>
            {
                foreach (var (key, value) in body.Where(p => PatchKeys.Contains(p.Key))) entity[key] = value?.DeepClone();
                return entity;
            },
            call.World.Now);
        return Reply.Json(ProjectDocument.Of(call.World, project, members: false));
    }

    private static IResult Delete(ApiCall call)
    {
        var project = Require(call, ContainerRole.Admin);
        if (call.World.Containers.ReasonAgainstDeletion(project) is { } reason) throw ApiException.Conflict(reason);
        call.World.Containers.Remove(project);
        return Reply.Empty();
    }

    private static void CheckKeys(ApiCall call, JsonObject body, string[] known)
    {
        var unknown = body.Select(p => p.Key).Except(known).ToArray();
        if (call.Release.StrictBodies && unknown.Length > 0) throw ApiException.BadRequest($"Extraneous properties for project: {string.Join(", ", unknown)}");
    }

    private static void CheckTexts(JsonObject body, bool nameRequired)
    {
        if ((nameRequired || body.ContainsKey("name")) && body.Text("name") is not { Length: > 0 }) throw ApiException.BadRequest("body.name is required.");
        if (body.Text("name")?.IndexOfAny(['<', '>', '\\', '"', '%']) >= 0) throw ApiException.BadRequest("""body.name has invalid characters: <, >, \, " and % are not allowed.""");
        if (body.Text("description")?.IndexOfAny(['<', '>', '\\', '"']) >= 0) throw ApiException.BadRequest("""body.description has invalid characters: <, >, \ and " are not allowed.""");
    }

    private static void CheckGenerator(ApiCall call, string? generator)
    {
        if (call.Release.Release == Hosting.Release.R40 && generator is null) throw ApiException.BadRequest("body.generator is required.");
        if (!call.Release.StrictBodies || generator is null) return;
        if (generator.Length < 8) throw ApiException.BadRequest("body.generator is shorter than its minimum length 8.");
        if (!Generator().IsMatch(generator)) throw ApiException.BadRequest("body.generator has invalid characters.");
    }

    // Each read of a project that is not visible yet brings it nearer.
    private static bool IsHidden(Container project)
    {
        if (project.Creation.Done) return false;
        project.Creation.Poll();
        return true;
    }

    private static bool Matches(string name, string filter, string? match) => match switch
    {
        "exact" => name == filter,
        "keyword" => filter.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)),
        _ => name.Contains(filter, StringComparison.OrdinalIgnoreCase),
    };

    private static bool Includes(ApiCall call, string part) => Commas(call.Query("include"))?.Any(item => item == part || item == "everything") ?? false;

    private static string[]? Commas(string? list) => list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex("^[A-Za-z0-9 -]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Generator();
}
