using System.Collections.Concurrent;

namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Which id at the target stands for an id of the source: copies, the container, and what the target already has in equal form.</summary>
internal sealed class ReferenceMap(TransferSide source, TransferSide target)
{
    private readonly ConcurrentDictionary<string, string> _ids = new(StringComparer.Ordinal) { [source.Container.Identity.Id] = target.Container.Identity.Id };
    private readonly ConcurrentDictionary<string, Lazy<Task<string?>>> _existing = new(StringComparer.Ordinal);
    private readonly AssetComparer _comparer = new(source, target);

    internal void Add(string sourceId, string targetId) => _ids[sourceId] = targetId;

    /// <summary>Everything that a document refers to, with its counterpart or null.</summary>
    internal async Task<IReadOnlyDictionary<string, string?>> ResolveAsync(CanonicalMetadata raw, CancellationToken cancellationToken)
    {
        var result = new Dictionary<string, string?>(StringComparer.Ordinal);
        var found = raw.Fields.Where(field => field.Value.IsText && !field.Key.StartsWith("/metadata/", StringComparison.Ordinal))
            .SelectMany(field => IdSubstitution.IdsIn(field.Value.Text, id => _ids.ContainsKey(id) || source.Find(id) is not null));
        foreach (var id in found)
        {
            if (!result.ContainsKey(id))
                result[id] = _ids.TryGetValue(id, out var known) ? known : await FindExistingAsync(id, cancellationToken).ConfigureAwait(false);
        }
        return result;
    }

    private Task<string?> FindExistingAsync(string sourceId, CancellationToken cancellationToken) =>
        _existing.GetOrAdd(sourceId, id => new Lazy<Task<string?>>(() => CompareAsync(id, cancellationToken))).Value;

    private async Task<string?> CompareAsync(string sourceId, CancellationToken cancellationToken)
    {
        if (source.Find(sourceId) is not { } asset)
            return null;
        foreach (var candidate in target.Current(asset.Type, asset.Name))
        {
            if ((await _comparer.CompareAsync(asset, candidate, cancellationToken).ConfigureAwait(false)).IsEqual)
                return candidate.Id;
        }
        return null;
    }
}
