using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Applying.Steps;

/// <summary>The versions of the model at the destination: the one that serves is the current one, the others are tagged as superseded.</summary>
internal sealed class ModelVersions(PromotionParts parts)
{
    /// <summary>Sets the tags: of the versions named, only the one that serves is not superseded.</summary>
    /// <param name="servingId">What serves now.</param>
    /// <param name="otherIds">What served before, or was to serve.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal async Task<int> TagAsync(string servingId, IEnumerable<string?> otherIds, CancellationToken cancellationToken)
    {
        var target = parts.Destination.Target;
        var changed = 0;
        var listing = await target.ListAsync(cancellationToken).ConfigureAwait(false);
        // The listing may not have yet what was copied a moment ago, and then no earlier version would be tagged.
        var serving = listing.FirstOrDefault(asset => asset.Id == servingId) ?? (await target.ReadAsync(servingId, cancellationToken).ConfigureAwait(false)).Header;
        if (serving.IsSuperseded)
        {
            await target.EditAsync(serving, [AssetEdit.Tags(serving.Tags.Where(tag => tag != AssetHeader.SupersededTag))], cancellationToken).ConfigureAwait(false);
            changed++;
        }
        foreach (var asset in listing.Where(asset => asset.Id != servingId && !asset.IsSuperseded && otherIds.Contains(asset.Id, StringComparer.Ordinal)
            && asset.Type == serving.Type && asset.Name == serving.Name))
        {
            await target.EditAsync(asset, [AssetEdit.Tags(TagList.Superseded(asset))], cancellationToken).ConfigureAwait(false);
            changed++;
        }
        return changed;
    }

    /// <summary>Moves all but the youngest superseded versions to the trash; never one that a deployment serves.</summary>
    /// <param name="type">The model's type.</param>
    /// <param name="name">Its name.</param>
    /// <param name="keep">How many stay.</param>
    /// <param name="previousId">What served before: the first one to stay, whatever its age.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal async Task<int> PruneAsync(string type, string name, int keep, string? previousId, CancellationToken cancellationToken)
    {
        var served = new HashSet<string>((await parts.Destination.Serving.ListAsync(cancellationToken).ConfigureAwait(false)).Select(deployment => deployment.AssetId).OfType<string>(), StringComparer.Ordinal);
        var old = (await parts.Destination.Target.ListAsync(cancellationToken).ConfigureAwait(false))
            .Where(asset => asset.Type == type && asset.Name == name && asset.IsSuperseded && !served.Contains(asset.Id))
            .OrderByDescending(asset => asset.Id == previousId).ThenByDescending(asset => asset.CreatedAt).Skip(keep).ToList();
        foreach (var asset in old)
            await parts.Destination.Target.DeleteAsync(asset, cancellationToken).ConfigureAwait(false);
        return old.Count;
    }
}
