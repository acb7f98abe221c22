using System.Collections.Concurrent;

namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>One side of a copy with its listing; documents are read once.</summary>
internal sealed class TransferSide
{
    private readonly ConcurrentDictionary<string, Lazy<Task<AssetDocument>>> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AssetHeader> _byId = new(StringComparer.Ordinal);

    internal TransferSide(IAssetContainer container, IReadOnlyList<AssetHeader> listing, HashCache cache)
        : this(container, listing, new AssetContentReader(container, cache))
    {
    }

    /// <summary>A side whose hashes are known.</summary>
    internal TransferSide(IAssetContainer container, IReadOnlyList<AssetHeader> listing, Func<AssetDocument, ContentHash> known)
        : this(container, listing, new AssetContentReader(container, new HashCache(), known))
    {
    }

    private TransferSide(IAssetContainer container, IReadOnlyList<AssetHeader> listing, AssetContentReader reader)
    {
        Container = container;
        Listing = listing;
        Reader = reader;
        Names = IdSubstitution.ToNames(container.Identity, listing);
        foreach (var asset in listing)
            _byId[asset.Id] = asset;
    }

    internal IAssetContainer Container { get; }

    internal IReadOnlyList<AssetHeader> Listing { get; }

    internal AssetContentReader Reader { get; }

    internal IdSubstitution Names { get; }

    internal AssetHeader? Find(string id) => _byId.TryGetValue(id, out var asset) ? asset : null;

    internal IReadOnlyList<AssetHeader> Current(string type, string name) =>
        [.. Listing.Where(asset => asset.Type == type && asset.Name == name && !asset.IsSuperseded)];

    internal Task<AssetDocument> ReadAsync(string id, CancellationToken cancellationToken) =>
        _documents.GetOrAdd(id, key => new Lazy<Task<AssetDocument>>(() => Container.ReadAsync(key, cancellationToken))).Value;
}
