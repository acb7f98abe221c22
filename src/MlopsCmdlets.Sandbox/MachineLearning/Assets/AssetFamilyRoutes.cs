using System.Globalization;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.MachineLearning.Specifications;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.MachineLearning.Assets;

/// <summary>Create, list, read, change, delete and revise the assets of one family.</summary>
internal sealed class AssetFamilyRoutes(AssetFamily family, SpecificationDirectory specifications)
{
    private static readonly Func<string, bool> Patchable = MachineLearningCall.Below("/name", "/description", "/tags", "/custom", "/software_spec");

    public void Map(RouteTable routes)
    {
        var root = "/ml/v4/" + family.Path;
        routes.Post(root, CreateAsync);
        routes.Get(root, List);
        routes.Get(root + "/{id}", Get);
        routes.Patch(root + "/{id}", PatchAsync);
        routes.Delete(root + "/{id}", Delete);
        routes.Post(root + "/{id}/revisions", ReviseAsync);
        routes.Get(root + "/{id}/revisions", ListRevisions);
    }

    /// <summary>The asset that a path names, in the container that the query names.</summary>
    public (Container Container, Asset Asset) Require(ApiCall call, ContainerRole role)
    {
        var container = call.Scope(role);
        return (container, call.World.Assets.Require(container, call.Route("id"), family.AssetType));
    }

    /// <summary>The revision that <c>rev</c> or <c>revision_id</c> asks for: a number or <c>latest</c>; null for the asset as it is now.</summary>
    /// <exception cref="ApiException">404: there is no such revision.</exception>
    public static AssetRevision? RequestedRevision(ApiCall call, Asset asset)
    {
        if ((call.Query("rev") ?? call.Query("revision_id")) is not { } text) return null;
        return RevisionOf(asset, text) ?? throw ApiException.NotFound($"Revision '{text}' of asset '{asset.Id}' does not exist.", "revision_not_found");
    }

    public static AssetRevision? RevisionOf(Asset asset, string text) =>
        text == "latest"
            ? asset.Revisions.LastOrDefault()
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? asset.Revisions.FirstOrDefault(r => r.Number == number) : null;

    private async Task<IResult> CreateAsync(ApiCall call)
    {
        call.ApiVersion();
        var body = await call.GuardedBodyAsync();
        var container = call.Container(body, ContainerRole.Editor);
        var name = body.RequireText("name");
        if (family.RequiresType) body.RequireText("type");

        var entity = new JsonObject();
        foreach (var (key, value) in body)
        {
            if (!AssetFamily.MetadataFields.Contains(key)) entity[key] = value?.DeepClone();
        }

        if (body["software_spec"] is { } software) entity["software_spec"] = specifications.RequireSoftware(software, container);
        else if (family.RequiresSoftware && body.Array("hybrid_pipeline_software_specs") is not { Count: > 0 })
            throw ApiException.BadRequest("The field 'software_spec' is required.", "missing_field", "software_spec");
        if (family == AssetFamily.Functions) entity["type"] ??= "python";

        var asset = call.World.Assets.Add(new Asset
        {
            ContainerId = container.Id,
            Type = family.AssetType,
            Name = name,
            Description = body.Text("description") ?? "",
            Tags = [.. body.Strings("tags")],
            Entity = new JsonObject { [family.AssetType] = entity },
            CreatedAt = call.World.Now,
            UpdatedAt = call.World.Now,
            OwnerId = call.Caller.Uid,
            UpdaterId = call.Caller.Uid,
        });
        return Reply.Created(AssetDocument.Of(asset, container));
    }

    private IResult List(ApiCall call)
    {
        var container = call.Scope(ContainerRole.Viewer);
        IEnumerable<Asset> assets = call.World.Assets.In(container, family.AssetType);
        if (call.Query("tag.value") is { } tag) assets = assets.Where(a => a.Tags.Contains(tag));
        if (call.Query("name") is { } name) assets = assets.Where(a => a.Name == name);
        if (call.Query("search") is { } search) assets = assets.Where(Matches(search));
        return Reply.Json(Paging.List(call, [.. assets], a => a.Sequence, a => AssetDocument.Of(a, container)));
    }

    private IResult Get(ApiCall call)
    {
        var (container, asset) = Require(call, ContainerRole.Viewer);
        var revision = RequestedRevision(call, asset);
        return Reply.Json(AssetDocument.Of(revision?.Snapshot ?? asset, container, revision));
    }

    private async Task<IResult> PatchAsync(ApiCall call)
    {
        var (container, asset) = Require(call, ContainerRole.Editor);
        var operations = await call.GuardedPatchAsync();
        var updated = call.World.Assets.Update(asset, call.Caller.Uid, current =>
        {
            var entity = current.Entity.Object(family.AssetType)?.Copy() ?? [];
            var document = new JsonObject
            {
                ["name"] = current.Name,
                ["description"] = current.Description,
                ["tags"] = current.Tags.ToJsonArray(),
                ["custom"] = entity["custom"]?.DeepClone() ?? new JsonObject(),
                ["software_spec"] = entity["software_spec"]?.DeepClone(),
            };
            document = JsonPatch.Apply(document, operations, Patchable);
            var name = document.RequireText("name");
            if (document["custom"] is JsonObject { Count: > 0 } custom) entity["custom"] = custom.DeepClone();
            else entity.Remove("custom");
            if (document["software_spec"] is { } software) entity["software_spec"] = specifications.RequireSoftware(software, container);

            var whole = current.Entity.Copy();
            whole[family.AssetType] = entity;
            return current with { Name = name, Description = document.Text("description") ?? "", Tags = [.. document.Strings("tags")], Entity = whole };
        });
        return Reply.Json(AssetDocument.Of(updated, container));
    }

    private IResult Delete(ApiCall call)
    {
        var (container, asset) = Require(call, ContainerRole.Editor);
        call.World.Assets.Delete(container, asset, call.Caller.Uid, purge: true);
        return Reply.Empty();
    }

    private async Task<IResult> ReviseAsync(ApiCall call)
    {
        call.ApiVersion();
        var body = await call.GuardedBodyAsync();
        var container = call.Container(body, ContainerRole.Editor);
        var asset = call.World.Assets.Require(container, call.Route("id"), family.AssetType);
        var revised = call.World.Assets.Commit(container, asset, body.Text("commit_message") ?? "", call.Caller.Uid);
        var revision = revised.Revisions[^1];
        return Reply.Created(AssetDocument.Of(revision.Snapshot, container, revision));
    }

    private IResult ListRevisions(ApiCall call)
    {
        var (container, asset) = Require(call, ContainerRole.Viewer);
        return Reply.Json(Paging.List(
            call,
            [.. asset.Revisions.Reverse()],
            r => -r.Number,
            r => AssetDocument.Of(r.Snapshot, container, r, metadataOnly: true)));
    }

    /// <summary>A search by name: the part after a field name and colon, <c>*</c> at the end for a prefix, else a part of the name.</summary>
    private static Func<Asset, bool> Matches(string search)
    {
        var text = search[(search.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim('"', ' ');
        return text is "*" or "*:*" or ""
            ? _ => true
            : text.EndsWith('*')
                ? a => a.Name.StartsWith(text[..^1], StringComparison.OrdinalIgnoreCase)
                : a => a.Name.Contains(text, StringComparison.OrdinalIgnoreCase);
    }
}
