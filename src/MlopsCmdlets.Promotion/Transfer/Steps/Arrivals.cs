namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>
/// Finds out which new asset of the target is the copy of which asset. An import does not say: its copies are told by type and name, and
/// where those do not suffice by content, because others may add assets to the target at the same time.
/// </summary>
internal sealed class Arrivals(IAssetTarget target, TransferSide source, TransferSide side, TransferOptions options, TimeProvider time)
{
    private const int Looks = 5;

    /// <summary>Per expected asset its copy, or the reason why there is none.</summary>
    internal async Task<IReadOnlyDictionary<string, Arrival>> FindAsync(
        IReadOnlyList<ExpectedAsset> expected, IReadOnlyList<AssetHeader> before, CancellationToken cancellationToken)
    {
        var arrived = await ListAsync(expected, before, cancellationToken).ConfigureAwait(false);
        var result = new Dictionary<string, Arrival>(StringComparer.Ordinal);
        foreach (var group in expected.GroupBy(asset => (asset.Header.Type, asset.Header.Name)))
        {
            var wanted = group.ToList();
            var candidates = arrived.Where(asset => asset.Type == group.Key.Type && asset.Name == group.Key.Name).ToList();
            // Where the server tells who made an asset, what others made is out of the question.
            IReadOnlyList<AssetHeader> twins = candidates.Count > wanted.Count && candidates.Exists(IsOurs) ? candidates.FindAll(asset => !IsOurs(asset)) : [];
            candidates.RemoveAll(twins.Contains);
            if (wanted.Count == 1 && candidates.Count == 1)
                result[wanted[0].Header.Id] = new Arrival(candidates[0], Error: null) { Twins = twins };
            else
                await AssignAsync(wanted, candidates, result, cancellationToken).ConfigureAwait(false);
        }
        return result;
    }

    internal bool IsOurs(AssetHeader asset) => target.UserId is { } user && asset.CreatorId == user;

    private async Task<List<AssetHeader>> ListAsync(IReadOnlyList<ExpectedAsset> expected, IReadOnlyList<AssetHeader> before, CancellationToken cancellationToken)
    {
        var pause = options.PollInterval;
        for (var look = 1; ; look++)
        {
            var after = await target.ListAsync(cancellationToken).ConfigureAwait(false);
            var arrived = ImportStep.NewAssets(before, after).ToList();
            var isComplete = expected.GroupBy(asset => (asset.Header.Type, asset.Header.Name))
                .All(group => arrived.Count(asset => asset.Type == group.Key.Type && asset.Name == group.Key.Name) >= group.Count());
            if (isComplete || look == Looks)
                return arrived;
            // The search index may lag behind the import.
            await time.WaitAsync(pause, cancellationToken).ConfigureAwait(false);
            pause += pause;
        }
    }

    private async Task AssignAsync(List<ExpectedAsset> wanted, List<AssetHeader> candidates, Dictionary<string, Arrival> result, CancellationToken cancellationToken)
    {
        var contents = new Dictionary<string, ContentHash>(StringComparer.Ordinal);
        var metadata = new Dictionary<string, CanonicalMetadata>(StringComparer.Ordinal);
        foreach (var candidate in candidates)
        {
            var document = await target.ReadAsync(candidate.Id, cancellationToken).ConfigureAwait(false);
            contents[candidate.Id] = await side.Reader.HashAsync(document, useCache: false, cancellationToken).ConfigureAwait(false);
            metadata[candidate.Id] = CanonicalMetadata.Create(document, side.Names);
        }
        foreach (var twins in wanted.GroupBy(asset => asset.Content))
        {
            var ours = twins.ToList();
            var theirs = candidates.FindAll(candidate => contents[candidate.Id] == twins.Key);
            if (theirs.Count == ours.Count)
            {
                Pair(ours, theirs, metadata, result);
                continue;
            }
            foreach (var asset in ours.Select(one => one.Header))
            {
                result[asset.Id] = candidates.Count == 0 || (theirs.Count == 0 && candidates.Count < wanted.Count) ? new Arrival(null, new AssetMissingException(asset, target.Identity))
                    : new Arrival(null, new AmbiguousTargetException(asset, target.Identity, theirs.Count > 0 ? theirs : candidates));
            }
        }
    }

    /// <summary>As many copies as twins: each gets the copy whose metadata is most like its own, and among equals the order of creation decides.</summary>
    private void Pair(List<ExpectedAsset> ours, List<AssetHeader> theirs, Dictionary<string, CanonicalMetadata> metadata, Dictionary<string, Arrival> result)
    {
        var pairs = ours.SelectMany(one => theirs.Select(other => (
                One: one.Header, Other: other,
                Differences: CanonicalMetadata.Differences(CanonicalMetadata.Create(one.Document, source.Names), metadata[other.Id]).Count,
                MissingTags: TagList.Missing(one.Header, other).Count)))
            .OrderBy(pair => pair.Differences).ThenBy(pair => pair.MissingTags)
            .ThenBy(pair => pair.One.CreatedAt).ThenBy(pair => pair.One.Id, StringComparer.Ordinal)
            .ThenBy(pair => pair.Other.CreatedAt).ThenBy(pair => pair.Other.Id, StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (one, other, _, _) in pairs)
        {
            if (!result.ContainsKey(one.Id) && taken.Add(other.Id))
                result[one.Id] = new Arrival(other, Error: null);
        }
    }
}
