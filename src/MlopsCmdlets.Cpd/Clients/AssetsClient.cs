using System.Runtime.CompilerServices;
using System.Text.Json;
using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Naming;
using MlopsCmdlets.Cpd.Reading;

namespace MlopsCmdlets.Cpd.Clients;

/// <summary>Assets of every type as the catalogue service sees them (<c>/v2/assets</c>).</summary>
public sealed class AssetsClient
{
    private readonly CpdContext context;
    private readonly AttachmentTransfer attachments;

    internal AssetsClient(CpdContext context)
    {
        this.context = context;
        attachments = new AttachmentTransfer(context);
    }

    /// <summary>Searches a container, page by page.</summary>
    public async IAsyncEnumerable<CpdAsset> SearchAsync(
        CpdContainer container, CpdAssetQuery? query = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in context.ItemsAsync(SearchRequest(container, query, entity: false), PageStyle.ObjectCursor, cancellationToken).ConfigureAwait(false))
            yield return AssetReader.Asset(item, container, context.Session);
    }

    /// <summary>Searches a container and gives the documents with their entities, as they come. They can hold secrets of connections.</summary>
    public IAsyncEnumerable<JsonElement> SearchDocumentsAsync(CpdContainer container, CpdAssetQuery? query = null, CancellationToken cancellationToken = default) =>
        context.ItemsAsync(SearchRequest(container, query, entity: true), PageStyle.ObjectCursor, cancellationToken);

    public async Task<CpdAsset> GetAsync(CpdContainer container, string id, CancellationToken cancellationToken = default) =>
        AssetReader.Asset(await GetDocumentAsync(container, id, cancellationToken).ConfigureAwait(false), container, context.Session);

    /// <summary>The whole document as the server sends it. It can hold secrets of a connection: do not show it.</summary>
    public Task<JsonElement> GetDocumentAsync(CpdContainer container, string id, CancellationToken cancellationToken = default) =>
        context.JsonAsync(Call.Get(Path(id), $"read the asset '{id}' in the {container}").In(container), id, cancellationToken);

    /// <summary>The one asset with this id or exact name; <paramref name="type"/> narrows the search.</summary>
    public async Task<CpdAsset> FindAsync(CpdContainer container, string nameOrId, string? type = null, CancellationToken cancellationToken = default)
    {
        var kind = type is null or "asset" ? "asset" : $"asset of type {type}";
        var found = await NameResolver.FindAsync(
            kind,
            nameOrId,
            (id, ct) => GetAsync(container, id, ct),
            () => SearchAsync(container, new CpdAssetQuery { Type = type ?? "asset" }, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return type is null or "asset" || found.Type == type
            ? found
            : throw new CpdNameNotFoundException($"'{nameOrId}' is no {kind} but of type {found.Type}.")
            {
                Target = nameOrId,
                RecommendedAction = "Give the id of an asset of that type, or leave the type out.",
            };
    }

    public async Task<CpdAsset> CreateAsync(CpdContainer container, CpdAssetDefinition definition, CancellationToken cancellationToken = default) =>
        AssetReader.Asset(await CreateDocumentAsync(container, definition, cancellationToken).ConfigureAwait(false), container, context.Session);

    internal async Task<JsonElement> CreateDocumentAsync(CpdContainer container, CpdAssetDefinition definition, CancellationToken cancellationToken)
    {
        var path = definition.Type == "data_asset" ? "/v2/data_assets" : "/v2/assets";
        var request = Call.Post(path, $"create the asset '{definition.Name}' in the {container}").In(container).Json(w =>
        {
            w.Object("metadata", m =>
            {
                m.WriteString("name", definition.Name);
                m.WriteString("asset_type", definition.Type);
                m.WriteString("asset_category", "USER");
                m.WriteString("origin_country", "us");
                m.Text("description", definition.Description);
                m.Texts("tags", definition.Tags);
                m.Object("rov", rov => rov.WriteNumber("mode", 0));
            });
            if (definition.Entity is { } entity) w.Element("entity", entity);
            else w.Object("entity", e => e.Object(definition.Type, _ => { }));
        });
        var reply = await context.JsonAsync(request, definition.Name, cancellationToken).ConfigureAwait(false);
        var id = CpdContext.RequireId(reply, request);
        return reply.Member("metadata") is not null ? reply : await GetDocumentAsync(container, id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates a data asset with one file. If the upload fails, the empty asset is deleted again.</summary>
    public async Task<CpdAsset> CreateDataAssetAsync(
        CpdContainer container, CpdAssetDefinition definition, CpdContent content, CancellationToken cancellationToken = default)
    {
        var asset = await CreateAsync(container, definition, cancellationToken).ConfigureAwait(false);
        try
        {
            // Not read again: the next read may not yet see it.
            var attachment = await UploadAttachmentAsync(container, asset.Id, definition.Type, content, cancellationToken).ConfigureAwait(false);
            return asset with { Attachments = [attachment], Size = content.Length };
        }
        catch
        {
            await TryDeleteAsync(container, asset.Id).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Creates a data asset whose bytes stay in another system. If the reference cannot be attached, the empty asset is deleted again.</summary>
    /// <param name="container">The space or project, which must have the connection.</param>
    /// <param name="definition">The asset.</param>
    /// <param name="connectionId">The connection's id.</param>
    /// <param name="connectionPath">Where the data is behind the connection: <c>/schema/table</c> or <c>/bucket/file.csv</c>.</param>
    /// <param name="mediaType">Media type of the data, or null.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<CpdAsset> CreateConnectedDataAssetAsync(
        CpdContainer container, CpdAssetDefinition definition, string connectionId, string connectionPath, string? mediaType, CancellationToken cancellationToken = default)
    {
        var asset = await CreateAsync(container, definition, cancellationToken).ConfigureAwait(false);
        try
        {
            var attachment = await attachments.ReferAsync(container, asset, connectionId, connectionPath, mediaType, cancellationToken).ConfigureAwait(false);
            return asset with { Attachments = [attachment] };
        }
        catch
        {
            await TryDeleteAsync(container, asset.Id).ConfigureAwait(false);
            throw;
        }
    }

    public async Task<CpdAsset> UpdateAsync(CpdContainer container, string id, CpdChange change, CancellationToken cancellationToken = default)
    {
        var operations = JsonBody.Operations(change, "/metadata");
        if (operations.Count == 0) return await GetAsync(container, id, cancellationToken).ConfigureAwait(false);
        var request = Call.Patch(Path(id), $"change the asset '{id}' in the {container}", operations).In(container);
        var reply = await context.OptionalJsonAsync(request, id, cancellationToken).ConfigureAwait(false);
        return reply is { } document && document.Member("metadata") is not null
            ? AssetReader.Asset(document, container, context.Session)
            : await GetAsync(container, id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Patches one attribute, the part of the entity with that name: this is how references inside an entity are changed.</summary>
    public Task<JsonElement?> PatchAttributeAsync(
        CpdContainer container, string id, string attribute, IReadOnlyList<CpdPatch> operations, CancellationToken cancellationToken = default) =>
        context.OptionalJsonAsync(
            Call.Patch($"{Path(id)}/attributes/{Call.Segment(attribute)}", $"change the {attribute} of the asset '{id}' in the {container}", operations).In(container),
            id,
            cancellationToken);

    /// <summary>Deletes an asset; without <paramref name="purge"/> it goes to the trash.</summary>
    public Task DeleteAsync(CpdContainer container, string id, bool purge = true, CancellationToken cancellationToken = default) =>
        context.DeleteAsync(
            Call.Delete(Path(id), $"delete the asset '{id}' in the {container}").In(container).With("purge_on_delete", purge ? "true" : null), id, cancellationToken);

    /// <summary>Copies an asset of a project into a space of the same cluster.</summary>
    public async Task<CpdAsset> PromoteAsync(
        CpdContainer project, string id, string spaceId, CpdPromoteOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = Call.Post(Path(id) + "/promote", $"promote the asset '{id}' of the {project}").In(project).With("revision_id", options?.Revision).Json(w =>
        {
            w.WriteNumber("mode", 0);
            w.WriteString("space_id", spaceId);
            w.Object("metadata", m =>
            {
                m.Text("name", options?.Name);
                m.Text("description", options?.Description);
                m.Texts("tags", options?.Tags);
            });
        });
        var reply = await context.JsonAsync(request, id, cancellationToken).ConfigureAwait(false);
        CpdContext.RequireId(reply, request);
        return AssetReader.Asset(reply, CpdContainer.Space(spaceId), context.Session) with { ProjectId = null, SpaceId = spaceId };
    }

    /// <summary>Uploads a file as a new attachment.</summary>
    public Task<CpdAttachment> UploadAttachmentAsync(
        CpdContainer container, string id, string assetType, CpdContent content, CancellationToken cancellationToken = default) =>
        attachments.UploadAsync(container, id, assetType, content, cancellationToken);

    /// <summary>Opens the bytes of an attachment. A remote one has none here and is a <see cref="CpdUnsupportedException"/>.</summary>
    public Task<CpdDownload> OpenAttachmentAsync(CpdContainer container, string id, string attachmentId, long offset = 0, CancellationToken cancellationToken = default) =>
        attachments.OpenAsync(container, id, attachmentId, offset, cancellationToken);

    public Task DeleteAttachmentAsync(CpdContainer container, string id, string attachmentId, CancellationToken cancellationToken = default) =>
        context.DeleteAsync(
            Call.Delete($"{Path(id)}/attachments/{Call.Segment(attachmentId)}", $"delete an attachment of the asset '{id}' in the {container}").In(container),
            id,
            cancellationToken);

    /// <summary>Commits the current state as a revision.</summary>
    public async Task<CpdRevision> CreateRevisionAsync(CpdContainer container, string id, string? message, CancellationToken cancellationToken = default)
    {
        var request = Call.Post(Path(id) + "/revisions", $"make a revision of the asset '{id}' in the {container}")
            .In(container).Json(w => w.WriteString("commit_message", message ?? ""));
        return AssetReader.Revision(await context.JsonAsync(request, id, cancellationToken).ConfigureAwait(false), container, context.Session);
    }

    public async IAsyncEnumerable<CpdRevision> ListRevisionsAsync(
        CpdContainer container, string id, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = Call.Get(Path(id) + "/revisions", $"list the revisions of the asset '{id}' in the {container}").In(container).With("limit", "200");
        await foreach (var item in context.ItemsAsync(request, PageStyle.Detect, cancellationToken).ConfigureAwait(false))
            yield return AssetReader.Revision(item, container, context.Session);
    }

    internal async Task TryDeleteAsync(CpdContainer container, string id)
    {
        try
        {
            await DeleteAsync(container, id, cancellationToken: CancellationToken.None).ConfigureAwait(false);
        }
        catch (CpdException)
        {
            // The first failure is the one to report.
        }
    }

    private static string Path(string id) => $"/v2/assets/{Call.Segment(id)}";

    private static Http.Requests.ApiRequest SearchRequest(CpdContainer container, CpdAssetQuery? query, bool entity)
    {
        query ??= new CpdAssetQuery();
        var type = query.Type.Length == 0 ? "asset" : query.Type;
        return Call.Post($"/v2/asset_types/{Call.Segment(type)}/search", $"search the {container}").In(container).Safe().Json(w =>
        {
            w.WriteString("query", query.Query);
            w.WriteNumber("limit", query.PageSize);
            w.WriteString("sort", "asset.name");
            if (entity) w.WriteString("include", "entity");
        });
    }
}
