using System.Globalization;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Files;

/// <summary><c>/v2/asset_files</c>: the files of a container; a signature in the link stands for a token (reference §5.5).</summary>
internal sealed class AssetFileRoutes : IRouteModule
{
    public void Map(RouteTable routes, World world)
    {
        var api = routes.With(ErrorShape.Reason);
        api.Get("/v2/asset_files", call => List(call, call.Container(ContainerRole.Viewer), call.Query("path")?.Trim('/') ?? ""));
        api.Put("/v2/asset_files", call =>
        {
            // Every container has its root folder from the start.
            call.Container(ContainerRole.Editor);
            throw ApiException.Conflict("Root directory already exists");
        });
        api.Post("/v2/asset_files/copy", CopyAsync);

        var signed = routes.With(ErrorShape.Reason, Access.TokenOrSignature);
        signed.Get("/v2/asset_files/{**path}", Get);
        signed.Head("/v2/asset_files/{**path}", Get);
        signed.Put("/v2/asset_files/{**path}", PutAsync);
        api.Delete("/v2/asset_files/{**path}", call =>
        {
            var container = call.Container(ContainerRole.Editor);
            return container.Files.Remove(Path(call)) ? Reply.Empty() : throw NotFound(Path(call));
        });
    }

    private static ApiException NotFound(string path) => ApiException.NotFound($"The file '{path}' does not exist.");

    private static string Path(ApiCall call)
    {
        var path = call.RoutePath("path");
        if (path.Length == 0 || path.Split('/').Any(part => part is "" or "." or "..") || path.Contains('\\', StringComparison.Ordinal) || path.Any(char.IsControl))
            throw ApiException.BadRequest($"The path '{path}' is not valid.");
        return path;
    }

    /// <summary>The container of a call that may have no caller: its link was signed for this very path.</summary>
    private static Container Container(ApiCall call, ContainerRole role)
    {
        if (CallContext.Caller(call.Http) is not null) return call.Container(role);
        var (kind, id) = call.Query("space_id") is { } space ? (ContainerKind.Space, space) : (ContainerKind.Project, call.Query("project_id") ?? "");
        return call.World.Containers.TryGet(kind, id, out var container) ? container : throw ApiException.NotFound($"'{id}' does not exist.");
    }

    private static IResult Get(ApiCall call)
    {
        var container = Container(call, ContainerRole.Viewer);
        var path = Path(call);
        if (!container.Files.TryGet(path, out var file))
            return container.Files.FolderExists(path) && !HttpMethods.IsHead(call.Http.Request.Method) ? List(call, container, path) : throw NotFound(path);

        // The product takes the range as a query parameter too.
        if (call.Query("byte_range") is { } range) call.Http.Request.Headers.Range = range.StartsWith("bytes=", StringComparison.Ordinal) ? range : "bytes=" + range;
        return Reply.File(file.Content.Path, file.MimeType, file.Content.ETag, file.Modified);
    }

    private static async Task<IResult> PutAsync(ApiCall call)
    {
        var container = Container(call, ContainerRole.Editor);
        var path = Path(call);
        if (call.QueryFlag("ensure_dir"))
        {
            container.Files.AddFolder(path);
            return Created();
        }

        if (call.QueryFlag("inflate")) throw new ApiException(501, "not_supported", "The sandbox does not inflate archives into asset files.");
        var mayOverwrite = call.QueryFlag("override", absent: true);
        var existed = container.Files.TryGet(path, out _);
        if (!mayOverwrite && existed && call.World.Settings.Override != OverrideBehavior.Silent) throw Exists(path);

        var (content, type, _) = await MultipartFile.ReadAsync(call);
        var file = new StoredFile(path, content, type ?? "application/octet-stream", call.World.Now);
        switch (mayOverwrite ? null : (OverrideBehavior?)call.World.Settings.Override)
        {
            case OverrideBehavior.Conflict when !container.Files.TryAdd(file):
                throw Exists(path);
            case OverrideBehavior.Silent:
                container.Files.TryAdd(file);
                break;
            case null or OverrideBehavior.Racy:
                container.Files.Put(file);
                break;
        }

        return Created();
    }

    private static ApiException Exists(string path) => ApiException.Conflict($"The file '{path}' already exists");

    private static IResult Created() => Reply.Created(new JsonObject { ["status"] = "Asset created: The asset was successfully uploaded." });

    /// <summary>With <c>flat</c> all files below the path, else what is directly in it.</summary>
    private static IResult List(ApiCall call, Container container, string path)
    {
        var prefix = path.Length == 0 ? "" : path + "/";
        var below = container.Files.All().Where(f => f.Path == path || f.Path.StartsWith(prefix, StringComparison.Ordinal));
        List<JsonNode> items;
        if (call.QueryFlag("flat"))
        {
            items = [.. below.Select(Describe)];
        }
        else
        {
            var folders = below.Select(f => f.Path).Concat(container.Files.Folders().Where(f => f.StartsWith(prefix, StringComparison.Ordinal)).Select(f => f + "/"))
                .Select(p => p.IndexOf('/', Math.Min(prefix.Length, p.Length)) is var slash && slash > 0 ? p[..slash] : null)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Select(p => (JsonNode)new JsonObject { ["path"] = p, ["size"] = 0, ["type"] = "folder" });
            items = [.. folders, .. below.Where(f => f.Path == path || f.Path.IndexOf('/', prefix.Length) < 0).Select(Describe)];
        }

        var offset = call.QueryNumber("offset", 0, 0, int.MaxValue);
        var limit = call.QueryNumber("limit", 100, 1, 1000);
        return Reply.Json(new JsonObject { ["resources"] = items.Skip(offset).Take(limit).ToJsonArray(), ["total_count"] = items.Count });
    }

    private static JsonObject Describe(StoredFile file) => new()
    {
        ["path"] = file.Path,
        ["etag"] = file.Content.ETag,
        ["size"] = file.Content.Size,

        // The product's own spelling.
        ["last_modifed"] = file.Modified.UtcDateTime.ToString("R", CultureInfo.InvariantCulture),
        ["type"] = "file",
        ["mime_type"] = file.MimeType,
    };

    private static async Task<IResult> CopyAsync(ApiCall call)
    {
        var body = await call.BodyObjectAsync();
        var (source, from) = Place(call, body.Object("source"), "source", ContainerRole.Viewer);
        var (target, to) = Place(call, body.Object("target"), "target", ContainerRole.Editor);
        if (!source.Files.TryGet(from, out var file)) throw NotFound(from);
        target.Files.Put(file with { Path = to, Modified = call.World.Now });
        return Reply.Json(Describe(file with { Path = to, Modified = call.World.Now }));
    }

    private static (Container Container, string Path) Place(ApiCall call, JsonObject? place, string name, ContainerRole role)
    {
        var scope = place.Text("type") switch
        {
            "space" or "spaces" => "space_id",
            "project" or "projects" => "project_id",
            _ => throw ApiException.BadRequest($"{name}.type must be project or space."),
        };
        var guid = place.Text("guid") ?? throw ApiException.BadRequest($"{name}.guid is required.");
        var path = place.Text("path")?.Trim('/') is { Length: > 0 } text ? text : throw ApiException.BadRequest($"{name}.path is required.");
        return (call.World.Containers.Require(scope, guid, call.Caller, role), path);
    }
}
