using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>Follows the references of assets to what else has to be at the destination.</summary>
internal sealed class DependencyClosure(PlanLook look)
{
    /// <summary>The assets that were asked for, first, then what they need, level by level.</summary>
    internal async Task<IReadOnlyList<NeededAsset>> FollowAsync(IReadOnlyList<AssetHeader> asked, CancellationToken cancellationToken)
    {
        var found = new List<NeededAsset>(asked.Select(asset => new NeededAsset(asset, null)));
        var seen = new HashSet<string>(asked.Select(asset => asset.Id), StringComparer.Ordinal);
        for (var level = found.ToList(); level.Count > 0;)
        {
            // What a mapped connection refers to is the destination's affair.
            var followed = level.FindAll(needed => !look.Mapped.IsMapped(needed.Asset) && !AssetKinds.NeverTravels(needed.Asset.Type));
            var documents = await ParallelWork.SelectAsync(followed, PlanLook.ParallelReads, (needed, token) => look.Here.ReadAsync(needed.Asset.Id, token), cancellationToken).ConfigureAwait(false);
            level = [];
            foreach (var document in documents)
            {
                foreach (var (id, pointer) in References(document))
                {
                    if (seen.Add(id))
                        level.Add(new NeededAsset(look.Here.Find(id)!, $"{document.Header.Type} '{document.Header.Name}': {Role(pointer)}"));
                }
            }
            found.AddRange(level);
        }
        return found;
    }

    private IEnumerable<(string Id, string Pointer)> References(AssetDocument document) =>
        CanonicalMetadata.Create(document, IdSubstitution.None).Fields
            .Where(field => field.Value.IsText && !field.Key.StartsWith("/metadata/", StringComparison.Ordinal))
            .SelectMany(field => IdSubstitution.IdsIn(field.Value.Text, id => id != document.Header.Id && look.Here.Find(id) is { IsBookkeeping: false }).Select(id => (id, field.Key)));

    private static string Role(string pointer) =>
        pointer.Contains("training_data") ? "training data"
        : pointer.Contains("package_extension") ? "package extension"
        : pointer.Contains("software_spec") ? "software specification"
        : pointer.Contains("hardware_spec") ? "hardware specification"
        : pointer.Contains("code_package") ? "code package"
        : pointer.Contains("schema") ? "schema"
        : pointer.Contains("connection") ? "connection"
        : pointer.StartsWith("/entity/", StringComparison.Ordinal) ? pointer.Substring("/entity/".Length) : pointer;
}
