using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Assets;

/// <summary>Attachments: the upload in three steps, references to files and to data sources (reference §5.3).</summary>
internal sealed class AttachmentRoutes : IRouteModule
{
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(1);

    public void Map(RouteTable routes, World world)
    {
        foreach (var family in (string[])["/v2/assets", "/v2/data_assets"])
        {
            routes.Post(family + "/{id}/attachments", CreateAsync);
            routes.Get(family + "/{id}/attachments/{attachment}", Get);
            routes.Post(family + "/{id}/attachments/{attachment}/complete", Complete);
            routes.Patch(family + "/{id}/attachments/{attachment}", PatchAsync);
            routes.Delete(family + "/{id}/attachments/{attachment}", Delete);
        }
    }

    /// <summary>An attachment as a body describes it: remote with a connection, referenced with an object key, else local and still without bytes.</summary>
    public static Attachment Read(ApiCall call, Container container, Asset asset, JsonNode? body)
    {
        var id = Ids.New();
        var (connection, path, key) = (body.Text("connection_id"), body.Text("connection_path"), body.Text("object_key"));
        var remote = connection is not null || path is not null || body.Flag("is_remote") == true;
        if (remote && (connection is null || path is null)) throw ApiException.BadRequest("A remote attachment needs connection_id and connection_path.", "missing_field", "connection_id");
        StoredFile? file = null;
        if (key is not null && !remote && !container.Files.TryGet(key, out file))
            throw ApiException.BadRequest($"There is no asset file '{key}' to refer to.", "invalid_field", "object_key");
        return new Attachment
        {
            Id = id,
            AssetType = body.Text("asset_type") ?? asset.Type,
            Name = body.Text("name") ?? asset.Name,
            Description = body.Text("description"),
            Mime = body.Text("mime"),
            ConnectionId = connection,
            ConnectionPath = path,
            ObjectKey = remote ? null : key ?? $"{container.CatalogId}/{asset.Id}/{id}",
            IsReferenced = !remote && key is not null,
            TransferComplete = remote || file is not null,
            Size = file?.Content.Size ?? 0,
            CreatedAt = call.World.Now,
            CreatorId = call.Caller.Uid,
            UserData = body.Object("user_data")?.Copy() ?? [],
        };
    }

    /// <summary>A link that lets its holder use one method on a file for a while.</summary>
    public static string SignedUrl(ApiCall call, Container container, string method, string key)
    {
        var path = $"/v2/asset_files/{key}";
        var escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        var signature = call.World.Tokens.SignLink(method, path, call.World.Now + LinkLifetime);
        return $"{escaped}?{container.ScopeQuery}&signature={Uri.EscapeDataString(signature)}";
    }

    private static (Container Container, Asset Asset, Attachment Attachment) Find(ApiCall call, ContainerRole role)
    {
        var container = call.Container(role);
        var asset = call.World.Assets.Require(container, call.Route("id"));
        if (call.Query("revision_id") is { } revision) asset = AssetRoutes.AtRevision(asset, revision);
        var attachment = asset.Attachments.FirstOrDefault(a => a.Id == call.Route("attachment"))
            ?? throw Missing(asset, call.Route("attachment"));
        return (container, asset, attachment);
    }

    private static JsonObject Describe(ApiCall call, Container container, Asset asset, Attachment attachment)
    {
        var document = new JsonObject
        {
            ["attachment_id"] = attachment.Id,
            ["asset_type"] = attachment.AssetType,
            ["attachment_type"] = attachment.IsRemote ? "remote" : attachment.IsReferenced ? "referenced" : "local",
            ["is_partitioned"] = false,
            ["name"] = attachment.Name,
            ["user_data"] = attachment.UserData.Copy(),
            ["size"] = attachment.Size,
            ["transfer_complete"] = attachment.TransferComplete,
            ["href"] = $"/v2/assets/{asset.Id}/attachments/{attachment.Id}?{container.ScopeQuery}",
            ["asset_category"] = asset.Category,
        };
        if (attachment.Description is { } description) document["description"] = description;
        if (attachment.Mime is { } mime) document["mime"] = mime;
        if (attachment.ObjectKey is { } key) document["object_key"] = key;
        if (!attachment.IsRemote) document["datasource_type"] = AssetDocument.LocalDatasourceType;
        if (attachment.ConnectionId is { } connection) document["connection_id"] = connection;
        if (attachment.ConnectionPath is { } path) document["connection_path"] = path;
        if (AssetStore.ContentOf(container, attachment) is not null) document["url"] = SignedUrl(call, container, "GET", attachment.ObjectKey!);
        return document;
    }

    private static async Task<IResult> CreateAsync(ApiCall call)
    {
        var container = call.Container(ContainerRole.Editor);
        var asset = call.World.Assets.Require(container, call.Route("id"));
        var attachment = Read(call, container, asset, await call.BodyObjectAsync());
        call.World.AssetTypes.Require(container, attachment.AssetType);
        asset = call.World.Assets.Update(asset, call.Caller.Uid, a => a with { Attachments = a.Attachments.Add(attachment) });
        var document = Describe(call, container, asset, attachment);
        if (attachment is { IsRemote: false, IsReferenced: false })
        {
            document["upload_id"] = Ids.New();
            document["data_partitions"] = 1;
            document["start_part_num"] = 1;
            document["url1"] = SignedUrl(call, container, "PUT", attachment.ObjectKey!);
        }

        return Reply.Created(document);
    }

    private static IResult Get(ApiCall call)
    {
        var (container, asset, attachment) = Find(call, ContainerRole.Viewer);
        return Reply.Json(Describe(call, container, asset, attachment));
    }

    private static IResult Complete(ApiCall call)
    {
        var (container, asset, attachment) = Find(call, ContainerRole.Editor);
        if (attachment.IsRemote || attachment.IsReferenced)
            throw ApiException.BadRequest("ATTSV3041E: Referenced or remote attachment cannot be marked as complete.", "unable_to_perform");
        var content = AssetStore.ContentOf(container, attachment)
            ?? throw ApiException.BadRequest("ATTSV3026E: The content of the attachment was not uploaded.", "unable_to_perform");
        (asset, attachment) = Change(call, asset, attachment.Id, present => present with { TransferComplete = true, Size = content.Size });
        return Reply.Json(Describe(call, container, asset, attachment));
    }

    /// <summary>A merge, not JSON-Patch.</summary>
    private static async Task<IResult> PatchAsync(ApiCall call)
    {
        var (container, asset, attachment) = Find(call, ContainerRole.Editor);
        var body = await call.BodyObjectAsync();
        (asset, attachment) = Change(call, asset, attachment.Id, present => present with
        {
            Name = body.Text("name") ?? present.Name,
            Description = body.ContainsKey("description") ? body.Text("description") : present.Description,
            Mime = body.ContainsKey("mime") ? body.Text("mime") : present.Mime,
            UserData = body.Object("user_data")?.Copy() ?? present.UserData,
            ConnectionId = present.IsRemote ? body.Text("connection_id") ?? present.ConnectionId : null,
            ConnectionPath = present.IsRemote ? body.Text("connection_path") ?? present.ConnectionPath : null,
        });
        return Reply.Json(Describe(call, container, asset, attachment));
    }

    // Of the attachment as it is at that moment: of two changes at once none gets lost.
    private static (Asset Asset, Attachment Attachment) Change(ApiCall call, Asset asset, string id, Func<Attachment, Attachment> change)
    {
        Attachment? changed = null;
        asset = call.World.Assets.Update(asset, call.Caller.Uid, current =>
        {
            var present = current.Attachments.FirstOrDefault(a => a.Id == id) ?? throw Missing(current, id);
            changed = change(present);
            return current with { Attachments = current.Attachments.Replace(present, changed) };
        });
        return (asset, changed!);
    }

    private static ApiException Missing(Asset asset, string id) => ApiException.NotFound($"ATTSV3001E: The asset '{asset.Id}' has no attachment '{id}'.", "does_not_exist");

    private static IResult Delete(ApiCall call)
    {
        var (container, asset, attachment) = Find(call, ContainerRole.Editor);
        call.World.Assets.Update(asset, call.Caller.Uid, a => a with { Attachments = [.. a.Attachments.Where(x => x.Id != attachment.Id)] });
        if (attachment is { IsReferenced: false, ObjectKey: { } key }) container.Files.Remove(key);
        return Reply.Empty();
    }
}
