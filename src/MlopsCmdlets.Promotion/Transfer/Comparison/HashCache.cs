using System.Collections.Concurrent;
using System.Globalization;

namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>
/// Content hashes already computed, kept in memory for the life of a session: CPD states no checksums, so that every hash costs a download.
/// An asset that the server dates or counts differently is read again. Thread safe.
/// </summary>
public sealed class HashCache
{
    private const int Capacity = 50_000;
    private readonly ConcurrentDictionary<string, ContentHash> _hashes = new(StringComparer.Ordinal);

    internal ContentHash? Find(ContainerIdentity container, AssetDocument document) =>
        Key(container, document) is { } key && _hashes.TryGetValue(key, out var hash) ? hash : null;

    internal void Add(ContainerIdentity container, AssetDocument document, ContentHash hash)
    {
        if (Key(container, document) is not { } key)
            return;
        if (_hashes.Count >= Capacity)
            _hashes.Clear();
        _hashes[key] = hash;
    }

    /// <summary>Forgets a hash that something else contradicts: it may be of a damaged download, and would contradict for the rest of the session.</summary>
    internal void Remove(ContainerIdentity container, AssetDocument document)
    {
        if (Key(container, document) is { } key)
            _hashes.TryRemove(key, out _);
    }

    private static string? Key(ContainerIdentity container, AssetDocument document)
    {
        // Without a time of change there is nothing that tells an old content from a new one.
        var header = document.Header;
        if (header.UpdatedAt is not { } updated)
            return null;
        var attachments = string.Join(",", document.Attachments.Select(attachment => $"{attachment.Id}:{attachment.Size}"));
        return string.Join("|", container.Cluster, header.Id, header.Version, header.Size?.ToString(CultureInfo.InvariantCulture),
            updated.UtcTicks.ToString(CultureInfo.InvariantCulture), attachments);
    }
}
