namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Compares assets of one type and name: size, then metadata, and content only when those agree, because content must be downloaded.</summary>
/// <param name="source">The side that says how it has to be.</param>
/// <param name="target">The other side.</param>
/// <param name="inFull">Reads everything of both, also where it is known already that they differ: a plan names every difference and both hashes.</param>
internal sealed class AssetComparer(TransferSide source, TransferSide target, bool inFull = false)
{
    internal async Task<AssetComparison> CompareAsync(AssetHeader left, AssetHeader right, CancellationToken cancellationToken)
    {
        // A size of 0 means "not stated" for several types.
        if (!inFull && left.Size is > 0 && right.Size is > 0 && left.Size != right.Size)
            return new([$"content ({left.Size} bytes, there {right.Size})"], [], null, null);

        var leftRead = source.ReadAsync(left.Id, cancellationToken);
        var there = await target.ReadAsync(right.Id, cancellationToken).ConfigureAwait(false);
        var here = await leftRead.ConfigureAwait(false);

        var leftMetadata = CanonicalMetadata.Create(here, source.Names);
        var rightMetadata = CanonicalMetadata.Create(there, target.Names);
        var hash = leftMetadata.ComputeSha256();
        var differences = CanonicalMetadata.Differences(leftMetadata, rightMetadata);
        var dangling = differences.Where(pointer => PointsToSource(rightMetadata, pointer)).ToList();
        List<string> lasting = [.. differences.Except(dangling, StringComparer.Ordinal)];
        if (!inFull && lasting.Count > 0)
            return new(lasting, [], null, hash);

        var leftContent = source.Reader.HashAsync(here, useCache: true, cancellationToken);
        var rightContent = await target.Reader.HashAsync(there, useCache: true, cancellationToken).ConfigureAwait(false);
        var content = await leftContent.ConfigureAwait(false);
        if (content != rightContent)
            lasting.Insert(0, "content");
        List<string> repairable = TagList.Missing(here.Header, there.Header).Count > 0 ? [AssetEdit.TagsPointer, .. dangling] : dangling;
        return new(lasting, lasting.Count == 0 || inFull ? repairable : [], content, hash)
        {
            Sides = new(here, there, leftMetadata, rightMetadata, rightContent),
        };
    }

    private bool PointsToSource(CanonicalMetadata metadata, string pointer) =>
        metadata.Fields.TryGetValue(pointer, out var value) && value.IsText && IdSubstitution.IdsIn(value.Text, id => source.Find(id) is not null).Any();
}
