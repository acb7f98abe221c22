using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.MachineLearning.Specifications;

/// <summary>Package extensions: created without content, filled through a signed link, then declared complete.</summary>
internal static class PackageExtensionRoutes
{
    private const string Type = SpecificationDirectory.PackageExtensionType;

    /// <summary>IBM's client knows a package extension by the last segments of this link.</summary>
    private const string ContentPath = "/v2/package_extensions/package_extension/";
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(1);

    public static void Map(RouteTable routes)
    {
        routes.Get("/v2/package_extensions", call => SpecificationRoutes.List(call, Type, []));
        routes.Post("/v2/package_extensions", CreateAsync);
        routes.Get("/v2/package_extensions/{id}", Get);
        routes.Delete("/v2/package_extensions/{id}", call => SpecificationRoutes.DeleteOwn(call, Type));
        routes.Post("/v2/package_extensions/{id}/upload_complete", Complete);

        var signed = routes.With(ErrorShape.Errors, Access.TokenOrSignature);
        signed.Put(ContentPath + "{id}", UploadAsync);
        signed.Get(ContentPath + "{id}", Download);
    }

    private static async Task<IResult> CreateAsync(ApiCall call)
    {
        var container = call.Container(ContainerRole.Editor);
        var body = await call.BodyObjectAsync();
        var kind = body.RequireText("type");
        if (kind is not ("conda_yml" or "pip_zip")) throw ApiException.BadRequest($"The type of a package extension is conda_yml or pip_zip, not '{kind}'.", "invalid_field", "type");
        var asset = SpecificationRoutes.Add(call, container, Type, body, new JsonObject { ["type"] = kind });
        return Reply.Created(Document(call, container, asset, "PUT"));
    }

    private static IResult Get(ApiCall call)
    {
        var container = call.Container(ContainerRole.Viewer);
        return Reply.Json(Document(call, container, call.World.Assets.Require(container, call.Route("id"), Type), "GET"));
    }

    private static IResult Complete(ApiCall call)
    {
        var container = call.Container(ContainerRole.Editor);
        var asset = call.World.Assets.Require(container, call.Route("id"), Type);
        return asset.Attachments.Any(a => a.TransferComplete)
            ? Reply.Empty()
            : throw ApiException.BadRequest($"The package extension '{asset.Name}' has no content yet.", "upload_incomplete");
    }

    private static async Task<IResult> UploadAsync(ApiCall call)
    {
        var (container, asset) = Find(call, ContainerRole.Editor);
        if (!call.Http.Request.HasFormContentType) throw ApiException.BadRequest("Send the content as multipart/form-data with a part named 'file'.", "invalid_content_type");
        var form = await call.Http.Request.ReadFormAsync(call.Aborted);
        var file = form.Files.GetFile("file") ?? throw ApiException.BadRequest("The form has no part named 'file'.", "missing_field", "file");
        await using var stream = file.OpenReadStream();
        var content = await call.World.Contents.SaveAsync(stream, call.Aborted);
        var attachment = asset.Attachments.FirstOrDefault() ?? new Attachment { AssetType = Type, Name = asset.Name, Mime = "application/octet-stream" };
        call.World.Assets.Attach(container, asset, attachment, content, asset.OwnerId);
        return Reply.Created(new JsonObject { ["status"] = "Asset created: The asset was successfully uploaded." });
    }

    private static IResult Download(ApiCall call)
    {
        var (container, asset) = Find(call, ContainerRole.Viewer);
        return asset.Attachments.FirstOrDefault() is { } attachment && AssetStore.ContentOf(container, attachment) is { } content
            ? Reply.File(content.Path, "application/octet-stream", content.ETag)
            : throw ApiException.NotFound($"The package extension '{asset.Name}' has no content.", "content_not_found");
    }

    /// <summary>The asset behind a link. The signature stands for the role; a caller with a token must hold it.</summary>
    private static (Container Container, Asset Asset) Find(ApiCall call, ContainerRole role)
    {
        if (!call.World.Assets.TryFind(call.Route("id"), out var asset) || asset.Type != Type)
            throw ApiException.NotFound($"The package extension '{call.Route("id")}' does not exist.", "does_not_exist");
        var containers = call.World.Containers;
        if (!containers.TryGet(ContainerKind.Space, asset.ContainerId, out var container) && !containers.TryGet(ContainerKind.Project, asset.ContainerId, out container))
            throw ApiException.NotFound($"The package extension '{asset.Id}' does not exist.", "does_not_exist");
        if (CallContext.Caller(call.Http) is { } caller) containers.RequireRole(container, caller, role);
        return (container, asset);
    }

    private static JsonObject Document(ApiCall call, Container container, Asset asset, string method)
    {
        var document = SpecificationDocument.Of(asset, container, call.World);
        var path = ContentPath + asset.Id;
        document["entity"]![Type]!["href"] = $"{path}?signature={Uri.EscapeDataString(call.World.Tokens.SignLink(method, path, call.World.Now + LinkLifetime))}";
        return document;
    }
}
