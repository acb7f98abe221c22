using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Faults;
using MlopsCmdlets.Sandbox.Files;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Transfers;

/// <summary><c>/v2/asset_exports</c> and <c>/v2/asset_imports</c> (reference §6).</summary>
internal sealed class TransferRoutes : IRouteModule
{
    private readonly TransferStore _jobs = new();

    public void Map(RouteTable routes, World world)
    {
        routes.Post("/v2/asset_exports", StartExportAsync);
        routes.Get("/v2/asset_exports/{id}/content", Content);
        routes.Post("/v2/asset_imports", StartImportAsync);
        foreach (var (path, kind) in new[] { ("/v2/asset_exports", TransferKind.Export), ("/v2/asset_imports", TransferKind.Import) })
        {
            routes.Get(path, call => List(call, kind));
            routes.Get(path + "/{id}", call => Get(call, kind));
            routes.Delete(path + "/{id}", call => DeleteAsync(call, kind));
        }
    }

    private static Container Scope(ApiCall call)
    {
        if (call.Query("catalog_id") is not null) throw ApiException.BadParameter("catalog_id", "Exports and imports take space_id or project_id.");
        var container = call.Container(ContainerRole.Viewer);
        if (container.RoleOf(call.Caller) < ContainerRole.Editor)
            throw ApiException.Forbidden($"SPACES0045E: User {call.Caller.Uid} is missing required editor member role in {container.ScopeName[..^3]} {container.Id}.", "SPACES0045E");
        return container;
    }

    private async Task<IResult> StartExportAsync(ApiCall call)
    {
        var container = Scope(call);
        var body = await call.BodyObjectAsync();
        var name = body.Text("name") is { Length: > 0 } text ? text : throw ApiException.BadRequest("name is required.", "missing_field", "name");
        var key = body.Text("encryption_key");
        if (key is "") throw ApiException.BadRequest("encryption_key must not be empty.", "invalid_field", "encryption_key");
        var selection = body.Object("assets") ?? throw ApiException.BadRequest("assets is required.", "missing_field", "assets");
        var assets = Select(call, container, selection);

        var shown = selection.Copy();
        shown["all_assets"] = selection.Flag("all_assets") ?? false;
        var job = Add(call, container, TransferKind.Export, new JsonObject { ["assets"] = shown }, name, body.Text("description"));
        var (world, rule) = (call.World, call.Injected(FaultKind.Fail));
        job.Start(
            async stop =>
            {
                if (rule is not null) throw new BundleException("export_failed", rule.Message ?? "The export failed because a fault rule says so.");
                return await new BundleWriter(world, container).WriteAsync(assets, key, stop);
            },
            world.Stopping);
        return Reply.Accepted(job.ToJson(call.World.Now, call.Trace));
    }

    /// <summary>What one of <c>all_assets</c>, <c>asset_types</c> and <c>asset_ids</c> selects, without what never travels.</summary>
    private static List<Asset> Select(ApiCall call, Container container, JsonObject selection)
    {
        var all = selection.Flag("all_assets") ?? false;
        var (types, ids) = (selection.Array("asset_types"), selection.Array("asset_ids"));
        if ((all ? 1 : 0) + (types is null ? 0 : 1) + (ids is null ? 0 : 1) != 1)
            throw ApiException.BadRequest("Exactly one of all_assets, asset_types and asset_ids selects what is exported.", "invalid_field", "assets");
        foreach (var type in selection.Strings("asset_types")) call.World.AssetTypes.Require(container, type);
        var found = call.World.Assets.In(container).Where(a => Bundle.Travels(call.Release, container, a.Type));
        if (types is not null) found = found.Where(a => selection.Strings("asset_types").Contains(a.Type));
        if (ids is not null)
        {
            var wanted = selection.Strings("asset_ids").ToHashSet(StringComparer.Ordinal);
            foreach (var id in wanted) call.World.Assets.Require(container, id);
            found = found.Where(a => wanted.Contains(a.Id));
        }

        var selected = found.ToList();
        return selected.Count > 0 ? selected : throw ApiException.BadRequest("SPACES0046E: No assets found for export", "SPACES0046E");
    }

    private async Task<IResult> StartImportAsync(ApiCall call)
    {
        var container = Scope(call);
        Content archive;
        string? key = null;
        if (MultipartFile.IsMultipart(call))
        {
            var (file, _, fields) = await MultipartFile.ReadAsync(call);
            archive = file;
            key = fields.GetValueOrDefault("encryption_key") is { Length: > 0 } given ? given : null;
        }
        else if (call.Http.Request.ContentType?.Split(';')[0].Trim() is "application/zip" or "application/octet-stream" or "application/x-zip-compressed")
        {
            archive = await call.World.Contents.SaveAsync(call.Http.Request.Body, call.Aborted);
        }
        else
        {
            throw new ApiException(415, "unsupported_media_type", "The body must be a zip (application/zip) or a form with a part named file.");
        }

        if (archive.Size == 0)
        {
            call.World.Contents.Delete(archive);
            throw ApiException.BadRequest("The archive is empty.", "invalid_body");
        }

        var job = Add(call, container, TransferKind.Import, [], null, null);
        var (world, caller, rule) = (call.World, call.Caller, call.Injected(FaultKind.Fail));
        var remap = call.Injected(FaultKind.DanglingReferences) is null;
        job.Start(
            async stop =>
            {
                try
                {
                    if (rule is not null) throw new BundleException("import_failed", rule.Message ?? "The import failed because a fault rule says so.");
                    await new BundleImporter(world, container, caller, remap).ImportAsync(archive, key, stop);
                    return null;
                }
                finally
                {
                    world.Contents.Delete(archive);
                }
            },
            world.Stopping);
        return Reply.Accepted(job.ToJson(call.World.Now, call.Trace));
    }

    private TransferJob Add(ApiCall call, Container container, TransferKind kind, JsonObject entity, string? name, string? description)
    {
        var job = new TransferJob(kind, container, call.World.NextSequence(), call.Caller.Uid, call.World.Now, entity, call.World.Settings.PollsPerStep)
        {
            Name = name,
            Description = description,
        };
        _jobs.Add(job);
        return job;
    }

    private IResult List(ApiCall call, TransferKind kind)
    {
        var jobs = _jobs.Of(Scope(call), kind);
        foreach (var job in jobs) job.Look();
        return Reply.Json(Paging.List(call, jobs, j => j.Sequence, j => j.ToJson(call.World.Now, call.Trace), alwaysCount: true));
    }

    private IResult Get(ApiCall call, TransferKind kind)
    {
        var job = _jobs.Require(Scope(call), kind, call.Route("id"));
        job.Look();
        return Reply.Json(job.ToJson(call.World.Now, call.Trace));
    }

    private IResult Content(ApiCall call)
    {
        var job = _jobs.Require(Scope(call), TransferKind.Export, call.Route("id"));
        var archive = job.Archive ?? throw ApiException.NotFound($"The export '{job.Id}' has no content, for it is not completed.", "content_not_available");
        return Reply.File(archive.Path, "application/zip", archive.ETag);
    }

    /// <summary>Cancels; with <c>hard_delete</c> the job goes away.</summary>
    private async Task<IResult> DeleteAsync(ApiCall call, TransferKind kind)
    {
        var job = _jobs.Require(Scope(call), kind, call.Route("id"));
        if (!call.QueryFlag("hard_delete"))
        {
            job.Cancel();
            return Reply.Empty();
        }

        _jobs.Remove(job);
        if (await job.EndAsync() is { } archive) call.World.Contents.Delete(archive);
        job.Dispose();
        return Reply.Empty();
    }
}
