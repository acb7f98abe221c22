using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.State;

/// <summary>
/// The assets of all containers. Changes go through <see cref="Update"/>, which is atomic; a reader always has a whole record.
/// </summary>
internal sealed class AssetStore(World world)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, Asset> _all = new(StringComparer.Ordinal);
    private ImmutableArray<Func<Asset, string?>> _deletionChecks = [];
    private ImmutableArray<Action<Asset>> _deleted = [];

    /// <summary>Adds an asset; sets its place in the order of creation.</summary>
    public Asset Add(Asset asset)
    {
        asset = asset with { Sequence = world.NextSequence() };
        return _all.TryAdd(asset.Id, asset) ? asset : throw ApiException.Conflict($"The asset '{asset.Id}' already exists.");
    }

    /// <summary>The assets of a container, oldest first, without those in the trash.</summary>
    public IReadOnlyList<Asset> In(Container container, string? type = null) =>
        [.. Everything(container).Where(a => a.TrashedAt is null && (type is null || a.Type == type))];

    /// <summary>The trash of a container, oldest asset first.</summary>
    public IReadOnlyList<Asset> TrashOf(Container container) => [.. Everything(container).Where(a => a.TrashedAt is not null)];

    public bool TryGet(Container container, string id, [NotNullWhen(true)] out Asset? asset) =>
        _all.TryGetValue(id, out asset) && asset.ContainerId == container.Id && asset.TrashedAt is null;

    /// <summary>The asset with an id, wherever it is; for paths that name no container, such as scoring.</summary>
    public bool TryFind(string id, [NotNullWhen(true)] out Asset? asset) => _all.TryGetValue(id, out asset) && asset.TrashedAt is null;

    /// <exception cref="ApiException">404: no such asset (of that type) in the container.</exception>
    public Asset Require(Container container, string id, string? type = null) =>
        TryGet(container, id, out var asset) && (type is null || asset.Type == type)
            ? asset
            : throw ApiException.NotFound($"ASSTV3001E: The asset with id '{id}' was not found in {container.ScopeName[..^3]} '{container.Id}'.", "does_not_exist");

    /// <summary>Changes an asset atomically; counts its version and sets its time of change.</summary>
    public Asset Update(Asset asset, string updaterId, Func<Asset, Asset> change)
    {
        lock (_gate)
        {
            if (!_all.TryGetValue(asset.Id, out var current)) throw ApiException.NotFound($"ASSTV3001E: The asset with id '{asset.Id}' was not found.", "does_not_exist");
            return _all[asset.Id] = change(current) with { Version = current.Version + 1, UpdatedAt = world.Now, UpdaterId = updaterId };
        }
    }

    /// <summary>Puts bytes into an asset as a new attachment, or as the new content of one that it has.</summary>
    /// <param name="container">The asset's container, which keeps the file.</param>
    /// <param name="asset">The asset.</param>
    /// <param name="attachment">Its <see cref="Attachment.ObjectKey"/> is the path of the file; null means <c>&lt;type&gt;/&lt;asset&gt;/&lt;attachment&gt;</c>.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="updaterId">Uid of the caller.</param>
    /// <param name="replaces">Which of the attachments that the asset has at that moment gives way to it, and leaves it its id.</param>
    public (Asset Asset, Attachment Attachment) Attach(Container container, Asset asset, Attachment attachment, Content content, string updaterId, Func<Attachment, bool>? replaces = null)
    {
        Attachment? stored = null;
        var updated = Update(asset, updaterId, current =>
        {
            var id = (replaces is null ? null : current.Attachments.FirstOrDefault(replaces))?.Id ?? attachment.Id;
            stored = attachment with
            {
                Id = id,
                ObjectKey = attachment.ObjectKey ?? $"{asset.Type}/{asset.Id}/{id}",
                Size = content.Size,
                TransferComplete = true,
                CreatedAt = attachment.CreatedAt == default ? world.Now : attachment.CreatedAt,
                CreatorId = attachment.CreatorId.Length > 0 ? attachment.CreatorId : updaterId,
            };
            container.Files.Put(new StoredFile(stored.ObjectKey, content, stored.Mime ?? "application/octet-stream", world.Now));
            return current with { Attachments = [.. current.Attachments.Where(x => x.Id != id), stored] };
        });
        return (updated, stored!);
    }

    /// <summary>The bytes of an attachment, or null when it is remote or not yet uploaded.</summary>
    public static Content? ContentOf(Container container, Attachment attachment) =>
        attachment.ObjectKey is { } key && container.Files.TryGet(key, out var file) ? file.Content : null;

    /// <summary>Keeps the asset as it is now under the next number.</summary>
    public Asset Commit(Container container, Asset asset, string message, string committerId) =>
        Update(asset, committerId, current =>
        {
            var number = current.Revisions.Length + 1;
            var attachments = current.Attachments.Select(a => Keep(container, current, a, number));
            var revision = new AssetRevision(number, message, world.Now, committerId, current with { Revisions = [], Attachments = [.. attachments] });
            return current with { Revisions = current.Revisions.Add(revision) };
        });

    /// <summary>Removes an asset and its own files.</summary>
    /// <exception cref="ApiException">409: a family needs it.</exception>
    public void Delete(Container container, Asset asset, string updaterId, bool purge)
    {
        if (_deletionChecks.Select(check => check(asset)).FirstOrDefault(r => r is not null) is { } reason) throw ApiException.Conflict(reason);
        if (!purge)
        {
            Update(asset, updaterId, a => a with { TrashedAt = world.Now });
            return;
        }

        Asset? removed;
        // Not between the two halves of a change, which would put the asset back, without its files.
        lock (_gate)
        {
            if (!_all.TryRemove(asset.Id, out removed)) return;
        }

        var attachments = removed.Attachments.Concat(removed.Revisions.SelectMany(r => r.Snapshot.Attachments));
        foreach (var key in attachments.Where(a => !a.IsReferenced).Select(a => a.ObjectKey).OfType<string>()) container.Files.Remove(key);
        foreach (var action in _deleted) action(removed);
    }

    /// <summary>Lets a family refuse a deletion: the function gives the reason, or null.</summary>
    public void AddDeletionCheck(Func<Asset, string?> check) => ImmutableInterlocked.Update(ref _deletionChecks, (list, item) => list.Add(item), check);

    /// <summary>Lets a family drop what it keeps for an asset that is gone.</summary>
    public void OnDeleted(Action<Asset> action) => ImmutableInterlocked.Update(ref _deleted, (list, item) => list.Add(item), action);

    public void RemoveContainer(string containerId)
    {
        lock (_gate)
        {
            foreach (var asset in _all.Values.Where(a => a.ContainerId == containerId)) _all.TryRemove(asset.Id, out _);
        }
    }

    /// <summary>The attachment of a revision: the same bytes under a key of its own.</summary>
    private Attachment Keep(Container container, Asset asset, Attachment attachment, int number)
    {
        if (ContentOf(container, attachment) is not { } content) return attachment;
        var key = $"{container.CatalogId}/{asset.Id}/{attachment.Id}.{number}";
        container.Files.Put(new StoredFile(key, content, attachment.Mime ?? "application/octet-stream", world.Now));
        return attachment with { ObjectKey = key, IsReferenced = false };
    }

    private IEnumerable<Asset> Everything(Container container) => _all.Values.Where(a => a.ContainerId == container.Id).OrderBy(a => a.Sequence);
}
