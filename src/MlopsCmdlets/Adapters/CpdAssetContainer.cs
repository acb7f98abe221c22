using System.Globalization;
using System.Text;
using System.Text.Json;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Adapters;

/// <summary>A space or project of Cloud Pak for Data as a side of a copy.</summary>
internal sealed class CpdAssetContainer : IAssetSource, IAssetTarget
{
    private readonly CpdClient _client;
    private readonly CpdContainer _container;

    private CpdAssetContainer(CpdClient client, CpdContainer container, ContainerIdentity identity, string? userId)
    {
        _client = client;
        _container = container;
        Identity = identity;
        UserId = userId;
    }

    public ContainerIdentity Identity { get; }

    public string? UserId { get; }

    /// <summary>Opens a container; asks the cluster once who the caller is.</summary>
    internal static async Task<CpdAssetContainer> OpenAsync(CpdSession session, CpdClient client, CpdContainer container, CancellationToken cancellationToken)
    {
        string? user = null;
        try
        {
            user = (await client.Platform.GetMeAsync(cancellationToken).ConfigureAwait(false)).Id;
        }
        catch (CpdException e) when (e is CpdUnsupportedException or CpdNotFoundException or CpdAccessDeniedException or CpdServiceNotInstalledException)
        {
            // The id only helps to tell our new assets from those of others; without it content must do.
        }

        var kind = container.Kind == CpdContainerKind.Space ? ContainerKind.Space : ContainerKind.Project;
        var identity = new ContainerIdentity(session.Url.GetLeftPart(UriPartial.Authority), kind, container.Id, container.Name);
        return new CpdAssetContainer(client, container, identity, string.IsNullOrEmpty(user) ? null : user);
    }

    public async Task<IReadOnlyList<AssetHeader>> ListAsync(CancellationToken cancellationToken)
    {
        var assets = new List<AssetHeader>();
        await foreach (var asset in _client.Assets.SearchAsync(_container, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            assets.Add(new AssetHeader(asset.Id, asset.Name, asset.Type)
            {
                Description = asset.Description,
                Tags = asset.Tags,
                Size = asset.Size,
                CreatorId = asset.OwnerId,
                CreatedAt = asset.CreatedAt,
                UpdatedAt = asset.UpdatedAt,
            });
        }
        return assets;
    }

    public async Task<AssetDocument> ReadAsync(string assetId, CancellationToken cancellationToken)
    {
        var document = AssetDocumentJson.Parse(await _client.Assets.GetDocumentAsync(_container, assetId, cancellationToken).ConfigureAwait(false));
        return MachineLearningContent.IsKeptApart(document)
            ? document with { Attachments = await MachineLearningContent.ListAsync(_client, _container, document.Header, cancellationToken).ConfigureAwait(false) }
            : document;
    }

    public async Task<Stream> OpenAttachmentAsync(AssetHeader asset, AssetAttachment attachment, CancellationToken cancellationToken)
    {
        var download = MachineLearningContent.IsContent(attachment)
            ? await MachineLearningContent.OpenAsync(_client, _container, asset, cancellationToken).ConfigureAwait(false)
            : await _client.Assets.OpenAttachmentAsync(_container, asset.Id, attachment.Id, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new OwningStream(download.Content, download);
    }

    public bool CanPromoteTo(ContainerIdentity target) =>
        Identity.Kind == ContainerKind.Project && target.Kind == ContainerKind.Space && Identity.IsOnSameClusterAs(target);

    public async Task<string> PromoteAsync(AssetHeader asset, ContainerIdentity target, CancellationToken cancellationToken)
    {
        // Named in full: some releases give the copy a name of their own otherwise.
        var options = new CpdPromoteOptions { Name = asset.Name, Description = asset.Description, Tags = [.. asset.Tags.Where(tag => tag != AssetHeader.SupersededTag)] };
        return (await OnceAsync(() => _client.Assets.PromoteAsync(_container, asset.Id, target.Id, options, cancellationToken), $"promote '{asset.Name}'").ConfigureAwait(false)).Id;
    }

    public async Task<JobStatus> StartExportAsync(ExportRequest request, CancellationToken cancellationToken)
    {
        using var key = Secret(request.Key);
        var export = new CpdExportRequest { Name = request.Name, AssetIds = request.AssetIds, EncryptionKey = key };
        return Status(await OnceAsync(() => _client.Exports.StartAsync(_container, export, cancellationToken), "export").ConfigureAwait(false));
    }

    public async Task<IReadOnlyList<JobStatus>> ListExportsAsync(CancellationToken cancellationToken)
    {
        var exports = new List<JobStatus>();
        await foreach (var export in _client.Exports.ListAsync(_container, cancellationToken).ConfigureAwait(false))
            exports.Add(Status(export));
        return exports;
    }

    public async Task<JobStatus> GetExportAsync(string exportId, CancellationToken cancellationToken) =>
        Status(await _client.Exports.GetAsync(_container, exportId, cancellationToken).ConfigureAwait(false));

    public async Task<ExportContent> OpenExportAsync(string exportId, long offset, CancellationToken cancellationToken)
    {
        var download = await _client.Exports.OpenContentAsync(_container, exportId, offset, cancellationToken).ConfigureAwait(false);
        var from = download.IsPartial ? offset : 0;
        return new ExportContent(download.Content, from, from + download.Length, download) { IsFinal = static failure => failure is CpdInvalidReplyException };
    }

    public Task DeleteExportAsync(string exportId, CancellationToken cancellationToken) =>
        GoneAsync(() => _client.Exports.DeleteAsync(_container, exportId, hard: true, cancellationToken));

    public async Task<JobStatus> StartImportAsync(ImportRequest request, CancellationToken cancellationToken)
    {
        using var key = Secret(request.Key);
        var content = new CpdContent(request.OpenContent, request.Length, "bundle.zip", "application/zip");
        return Status(await OnceAsync(() => _client.Imports.StartAsync(_container, content, key, cancellationToken), "import").ConfigureAwait(false));
    }

    public async Task<IReadOnlyList<JobStatus>> ListImportsAsync(CancellationToken cancellationToken)
    {
        var imports = new List<JobStatus>();
        await foreach (var import in _client.Imports.ListAsync(_container, cancellationToken).ConfigureAwait(false))
            imports.Add(Status(import));
        return imports;
    }

    public async Task<JobStatus> GetImportAsync(string importId, CancellationToken cancellationToken) =>
        Status(await _client.Imports.GetAsync(_container, importId, cancellationToken).ConfigureAwait(false));

    public async Task EditAsync(AssetHeader asset, IReadOnlyList<AssetEdit> edits, CancellationToken cancellationToken)
    {
        foreach (var edit in edits)
            await EditAsync(asset, edit, cancellationToken).ConfigureAwait(false);
    }

    public Task AddContentAsync(AssetHeader asset, NewContent content, CancellationToken cancellationToken) =>
        _client.Assets.UploadAttachmentAsync(_container, asset.Id, asset.Type, new CpdContent(content.Open, content.Length, content.Name, content.MimeType), cancellationToken);

    public Task RemoveContentAsync(AssetHeader asset, AssetAttachment attachment, CancellationToken cancellationToken) =>
        GoneAsync(() => _client.Assets.DeleteAttachmentAsync(_container, asset.Id, attachment.Id, cancellationToken));

    public Task DeleteAsync(AssetHeader asset, CancellationToken cancellationToken) =>
        GoneAsync(() => _client.Assets.DeleteAsync(_container, asset.Id, purge: false, cancellationToken));

    private async Task EditAsync(AssetHeader asset, AssetEdit edit, CancellationToken cancellationToken)
    {
        var parts = edit.Pointer.Split('/');
        switch (parts[1])
        {
            case "metadata" when edit.Pointer == AssetEdit.TagsPointer:
                var tags = edit.Value.EnumerateArray().Select(tag => tag.GetString()!).ToArray();
                await ChangeAsync(asset, new CpdChange { Tags = tags }, cancellationToken).ConfigureAwait(false);
                break;
            case "metadata" when edit.Pointer == "/metadata/description":
                await ChangeAsync(asset, new CpdChange { Description = edit.Value.GetString() }, cancellationToken).ConfigureAwait(false);
                break;
            case "entity" when parts.Length > 3:
                await EditEntityAsync(asset, edit, Unescape(parts[2]), "/" + string.Join("/", parts.Skip(3)), cancellationToken).ConfigureAwait(false);
                break;
            case "attachments" when parts.Length == 4:
                await EditAttachmentAsync(asset, edit, Unescape(parts[2]), Unescape(parts[3]), cancellationToken).ConfigureAwait(false);
                break;
            default:
                throw new EditNotSupportedException(asset, edit.Pointer);
        }
    }

    /// <summary>Models and functions belong to Watson Machine Learning, which shows its own copy of name, description and tags.</summary>
    private Task ChangeAsync(AssetHeader asset, CpdChange change, CancellationToken cancellationToken) => asset.Type switch
    {
        MachineLearningContent.Model => _client.Models.UpdateAsync(_container, asset.Id, change, cancellationToken),
        MachineLearningContent.Function => _client.Functions.UpdateAsync(_container, asset.Id, change, cancellationToken),
        _ => _client.Assets.UpdateAsync(_container, asset.Id, change, cancellationToken),
    };

    private async Task EditEntityAsync(AssetHeader asset, AssetEdit edit, string attribute, string pointer, CancellationToken cancellationToken)
    {
        try
        {
            if (asset.Type == MachineLearningContent.Model && pointer == "/software_spec/id")
            {
                using var specification = JsonDocument.Parse($$"""{"id":{{edit.Value.GetRawText()}}}""");
                await _client.Models.PatchAsync(_container, asset.Id, [new CpdPatch("replace", "/software_spec", specification.RootElement.Clone())], cancellationToken).ConfigureAwait(false);
                return;
            }
            // "add" sets a member whether it is there or not, but would push an element into an array.
            var operation = edit.Value.ValueKind == JsonValueKind.Undefined ? "remove"
                : int.TryParse(pointer.Substring(pointer.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _) ? "replace" : "add";
            var patch = new CpdPatch(operation, pointer, operation == "remove" ? null : edit.Value);
            if (asset.Type == MachineLearningContent.Connection && attribute == MachineLearningContent.Connection)
            {
                // Not tried out: the destination's secrets may be entered only afterwards.
                await _client.Connections.PatchAsync(_container, asset.Id, [patch], test: false, cancellationToken).ConfigureAwait(false);
                return;
            }
            await _client.Assets.PatchAttributeAsync(_container, asset.Id, attribute, [patch], cancellationToken).ConfigureAwait(false);
        }
        catch (CpdApiException e) when (e.Status is 400 or 404 or 405 or 422 or 501)
        {
            throw new EditNotSupportedException(asset, edit.Pointer, e);
        }
    }

    private async Task EditAttachmentAsync(AssetHeader asset, AssetEdit edit, string attachmentId, string field, CancellationToken cancellationToken)
    {
        try
        {
            // A merge patch: only this field changes.
            await _client.Raw.SendAsync(new CpdRawRequest
            {
                Method = "PATCH",
                Path = $"/v2/assets/{Uri.EscapeDataString(asset.Id)}/attachments/{Uri.EscapeDataString(attachmentId)}",
                Query = [new(_container.Kind == CpdContainerKind.Space ? "space_id" : "project_id", _container.Id)],
                Body = Encoding.UTF8.GetBytes($$"""{{{JsonSerializer.Serialize(field, AdapterJson.Default.String)}}:{{edit.Value.GetRawText()}}}"""),
                ContentType = "application/merge-patch+json",
            }, cancellationToken).ConfigureAwait(false);
        }
        catch (CpdApiException e) when (e.Status is 400 or 404 or 405 or 415 or 422 or 501)
        {
            throw new EditNotSupportedException(asset, edit.Pointer, e);
        }
    }

    /// <summary>Runs a request that makes something, and says so when its outcome is unknown.</summary>
    private static async Task<T> OnceAsync<T>(Func<Task<T>> request, string what)
    {
        try
        {
            return await request().ConfigureAwait(false);
        }
        catch (CpdUnavailableException e) when (e.MayHaveTakenEffect)
        {
            throw new ReplyLostException(what, e);
        }
    }

    private static async Task GoneAsync(Func<Task> delete)
    {
        try
        {
            await delete().ConfigureAwait(false);
        }
        catch (CpdNotFoundException)
        {
            // What was to be removed is not there: the aim is reached.
        }
    }

    private static CpdSecret? Secret(TransferKey? key) => key is null ? null : new CpdSecret(key.Reveal().AsSpan());

    private static JobStatus Status(CpdExport export) =>
        new(export.Id, State(export.State)) { Name = export.Name, CreatorId = export.OwnerId, CreatedAt = export.CreatedAt, Progress = export.Progress, Failure = export.FailureMessage };

    private static JobStatus Status(CpdImport import) =>
        new(import.Id, State(import.State)) { CreatorId = import.OwnerId, CreatedAt = import.CreatedAt, Progress = import.Progress, Failure = import.FailureMessage };

    /// <summary>A word that is not known counts as still running: the time limit ends it.</summary>
    private static JobState State(string state) => state switch
    {
        "completed" => JobState.Completed,
        "failed" or "error" => JobState.Failed,
        "canceled" or "cancelled" or "deleting" or "deleted" => JobState.Canceled,
        _ => JobState.Running,
    };

    private static string Unescape(string part) => part.Replace("~1", "/").Replace("~0", "~");
}
