using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>
/// The source as the destination wants it: connections that another one stands for bear that one's name, and values that the environment's map names
/// are already those of the destination. Comparing with it needs to know nothing of maps.
/// </summary>
internal sealed class MappedSource(IAssetSource inner, EnvironmentMap map) : IAssetSource, IOwesValues
{
    // Reads go on beside each other, and each may add a name.
    private readonly ConcurrentDictionary<string, string> _originalNames = new(StringComparer.Ordinal);

    public ContainerIdentity Identity => inner.Identity;

    public string? UserId => inner.UserId;

    /// <summary>The name that an asset has at the source itself.</summary>
    internal string OriginalName(AssetHeader asset) => _originalNames.TryGetValue(asset.Id, out var name) ? name : asset.Name;

    internal bool IsMapped(AssetHeader asset) => _originalNames.ContainsKey(asset.Id);

    public IReadOnlyList<string> Owed(AssetHeader asset) =>
        map.Values.TryGetValue($"{asset.Type}/{OriginalName(asset)}", out var values)
            ? [.. values.Keys.Select(pointer => $"/entity/{CanonicalMetadata.Escape(asset.Type)}{pointer}")]
            : [];

    public async Task<IReadOnlyList<AssetHeader>> ListAsync(CancellationToken cancellationToken)
    {
        var listing = await inner.ListAsync(cancellationToken).ConfigureAwait(false);
        return map.Connections.Count == 0 ? listing : [.. listing.Select(Rename)];
    }

    public async Task<AssetDocument> ReadAsync(string assetId, CancellationToken cancellationToken)
    {
        var document = await inner.ReadAsync(assetId, cancellationToken).ConfigureAwait(false);
        var values = map.Values.TryGetValue($"{document.Header.Type}/{document.Header.Name}", out var found) ? found : null;
        return document with
        {
            Header = Rename(document.Header),
            Entity = values is null || document.Entity.ValueKind != JsonValueKind.Object ? document.Entity : Apply(document.Entity, document.Header.Type, values),
        };
    }

    public Task<Stream> OpenAttachmentAsync(AssetHeader asset, AssetAttachment attachment, CancellationToken cancellationToken) =>
        inner.OpenAttachmentAsync(asset, attachment, cancellationToken);

    public bool CanPromoteTo(ContainerIdentity target) => inner.CanPromoteTo(target);

    public Task<string> PromoteAsync(AssetHeader asset, ContainerIdentity target, CancellationToken cancellationToken) => inner.PromoteAsync(asset, target, cancellationToken);

    public Task<JobStatus> StartExportAsync(ExportRequest request, CancellationToken cancellationToken) => inner.StartExportAsync(request, cancellationToken);

    public Task<IReadOnlyList<JobStatus>> ListExportsAsync(CancellationToken cancellationToken) => inner.ListExportsAsync(cancellationToken);

    public Task<JobStatus> GetExportAsync(string exportId, CancellationToken cancellationToken) => inner.GetExportAsync(exportId, cancellationToken);

    public Task<ExportContent> OpenExportAsync(string exportId, long offset, CancellationToken cancellationToken) => inner.OpenExportAsync(exportId, offset, cancellationToken);

    public Task DeleteExportAsync(string exportId, CancellationToken cancellationToken) => inner.DeleteExportAsync(exportId, cancellationToken);

    private AssetHeader Rename(AssetHeader asset)
    {
        if (asset.Type != AssetKinds.Connection || !map.Connections.TryGetValue(asset.Name, out var name))
            return asset;
        _originalNames[asset.Id] = asset.Name;
        return asset with { Name = name };
    }

    private static JsonElement Apply(JsonElement entity, string type, IReadOnlyDictionary<string, JsonElement> values)
    {
        var root = (JsonObject)JsonNode.Parse(entity.GetRawText())!;
        foreach (var value in values)
        {
            JsonNode at = root[type] ??= new JsonObject();
            var parts = JsonPointer.Parts(value.Key);
            for (var i = 0; i < parts.Length; i++)
            {
                var isLast = i == parts.Length - 1;
                JsonNode? next = isLast ? JsonNode.Parse(value.Value.GetRawText()) : null;
                if (at is JsonArray array)
                {
                    if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= array.Count)
                        break; // The map names something that the asset does not have: nothing to replace.
                    if (isLast)
                        array[index] = next;
                    else
                        at = array[index] ??= new JsonObject();
                }
                else if (at is JsonObject members)
                {
                    if (isLast)
                        members[parts[i]] = next;
                    else
                        at = members[parts[i]] ??= new JsonObject();
                }
                else
                {
                    break;
                }
            }
        }
        using var document = JsonDocument.Parse(root.ToJsonString());
        return document.RootElement.Clone();
    }
}
