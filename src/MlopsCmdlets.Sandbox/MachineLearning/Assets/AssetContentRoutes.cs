using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.MachineLearning.Specifications;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.MachineLearning.Assets;

/// <summary>The bytes of models and functions. A model may have several contents, told apart by <c>content_format</c>; a function has one, its code.</summary>
internal sealed class AssetContentRoutes(SpecificationDirectory specifications)
{
    private const string FormatKey = "content_format";
    private const string DefaultFormat = "native";
    private readonly AssetFamilyRoutes _models = new(AssetFamily.Models, specifications);
    private readonly AssetFamilyRoutes _functions = new(AssetFamily.Functions, specifications);
    private readonly AssetFamilyRoutes _definitions = new(AssetFamily.All.First(f => f.Path == "model_definitions"), specifications);

    public void Map(RouteTable routes)
    {
        routes.Put("/ml/v4/models/{id}/content", UploadModelAsync);
        routes.Get("/ml/v4/models/{id}/content", ListContents);
        routes.Get("/ml/v4/models/{id}/content/{attachment}", GetContent);
        routes.Delete("/ml/v4/models/{id}/content/{attachment}", DeleteContent);
        routes.Get("/ml/v4/models/{id}/download", DownloadModel);
        routes.Put("/ml/v4/functions/{id}/code", call => UploadAsync(call, _functions, DefaultFormat));
        routes.Get("/ml/v4/functions/{id}/code", call => Download(call, _functions, format: null));
        routes.Put("/ml/v4/model_definitions/{id}/model", call => UploadAsync(call, _definitions, DefaultFormat));
        routes.Get("/ml/v4/model_definitions/{id}/model", call => Download(call, _definitions, format: null));
    }

    /// <summary>The content that a deployment loads: the native one, or the only one.</summary>
    public static Attachment? MainContent(Asset asset) => asset.Attachments.FirstOrDefault(a => FormatOf(a) == DefaultFormat) ?? asset.Attachments.FirstOrDefault();

    /// <summary>The format of an attachment; bundles of other clusters do not say it, and mean the default.</summary>
    private static string FormatOf(Attachment attachment) => attachment.UserData.Text(FormatKey) ?? DefaultFormat;

    private async Task<IResult> UploadModelAsync(ApiCall call)
    {
        var format = call.Query(FormatKey) ?? throw ApiException.BadParameter(FormatKey, $"The required query parameter '{FormatKey}' is missing. Use 'native' unless the model has several contents.");
        return await UploadAsync(call, _models, format);
    }

    private static async Task<IResult> UploadAsync(ApiCall call, AssetFamilyRoutes family, string format)
    {
        var (container, asset) = family.Require(call, ContainerRole.Editor);
        var content = await call.World.Contents.SaveAsync(call.Http.Request.Body, call.Aborted);
        if (content.Size == 0)
        {
            call.World.Contents.Delete(content);
            throw ApiException.BadRequest("The request has no content.", "empty_content");
        }

        // The same format again replaces what was there. Parts of a hybrid pipeline share a format and differ by name.
        var name = call.Query("name");
        var userData = new JsonObject { [FormatKey] = format };
        if (name is not null) userData["name"] = name;
        var fresh = new Attachment
        {
            AssetType = asset.Type,
            Name = name ?? asset.Name,
            Mime = call.Http.Request.ContentType is { Length: > 0 } mime ? mime : "application/octet-stream",
            UserData = userData,
        };
        var (_, stored) = call.World.Assets.Attach(
            container, asset, fresh, content, call.Caller.Uid, a => string.Equals(FormatOf(a), format, StringComparison.OrdinalIgnoreCase) && a.UserData.Text("name") == name);
        return Reply.Created(new JsonObject { ["attachment_id"] = stored.Id, [FormatKey] = format, ["persisted"] = true });
    }

    private IResult ListContents(ApiCall call)
    {
        var (_, asset) = _models.Require(call, ContainerRole.Viewer);
        var list = asset.Attachments.Where(a => call.Query(FormatKey) is not { } format || string.Equals(FormatOf(a), format, StringComparison.OrdinalIgnoreCase)).Select(a =>
        {
            var item = new JsonObject { ["attachment_id"] = a.Id, [FormatKey] = FormatOf(a), ["persisted"] = a.TransferComplete };
            if (a.UserData.Text("name") is { } name) item["name"] = name;
            return (JsonNode)item;
        }).ToJsonArray();
        return Reply.Json(new JsonObject { ["attachments"] = list, ["total_count"] = list.Count });
    }

    private IResult GetContent(ApiCall call)
    {
        var (container, asset) = _models.Require(call, ContainerRole.Viewer);
        return Send(container, RequireAttachment(call, asset), asset);
    }

    private IResult DeleteContent(ApiCall call)
    {
        var (container, asset) = _models.Require(call, ContainerRole.Editor);
        var attachment = RequireAttachment(call, asset);
        call.World.Assets.Update(asset, call.Caller.Uid, a => a with { Attachments = [.. a.Attachments.Where(x => x.Id != attachment.Id)] });
        if (attachment.ObjectKey is { } key) container.Files.Remove(key);
        return Reply.Empty();
    }

    private IResult DownloadModel(ApiCall call) => Download(call, _models, call.Query(FormatKey) ?? DefaultFormat);

    private static IResult Download(ApiCall call, AssetFamilyRoutes family, string? format)
    {
        var (container, asset) = family.Require(call, ContainerRole.Viewer);
        var state = AssetFamilyRoutes.RequestedRevision(call, asset)?.Snapshot ?? asset;

        // IBM's client stores PMML under one format and asks for another: with a single content there is no doubt which is meant.
        var attachment = format is null ? state.Attachments.FirstOrDefault() : state.Attachments.FirstOrDefault(a => string.Equals(FormatOf(a), format, StringComparison.OrdinalIgnoreCase));
        attachment ??= state.Attachments.Length == 1 ? state.Attachments[0] : null;
        if (attachment is null) throw ApiException.NotFound($"Asset '{asset.Id}' has no content{(format is null ? "" : $" of format '{format}'")}.", "content_not_found");
        return Send(container, attachment, state);
    }

    private static IResult Send(Container container, Attachment attachment, Asset asset) =>
        AssetStore.ContentOf(container, attachment) is { } content
            ? Reply.File(content.Path, "application/octet-stream", content.ETag)
            : throw ApiException.NotFound($"The content of asset '{asset.Id}' was not uploaded.", "content_not_found");

    private static Attachment RequireAttachment(ApiCall call, Asset asset) =>
        asset.Attachments.FirstOrDefault(a => a.Id == call.Route("attachment"))
        ?? throw ApiException.NotFound($"Asset '{asset.Id}' has no content '{call.Route("attachment")}'.", "content_not_found");
}
