using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>What a promotion cannot do and people have to.</summary>
internal sealed class HandWork(PlanLook look)
{
    private const string Anew = "make it anew at the destination, in the web console or with Invoke-CpdRestMethod at /v2/jobs.";

    /// <summary>Sentences about what does not travel, what arrives without its secrets, and jobs at the source that work with the plan's assets.</summary>
    internal async Task<IReadOnlyList<string>> ListAsync(IReadOnlyList<NeededAsset> needed, IReadOnlyList<PlannedChange> changes, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        foreach (var item in needed.Where(item => IsByHand(item.Asset)))
        {
            var why = item.NeededBy is null ? "" : $" (needed by {item.NeededBy})";
            lines.Add(item.Asset.Type is "job" or "job_run"
                ? $"{item.Asset.Type} '{item.Asset.Name}'{why} is not copied: {Anew}"
                : $"{item.Asset.Type} '{item.Asset.Name}'{why} does not travel in an export: make it by hand at the destination.");
        }
        lines.AddRange(changes.Where(change => change.Type == AssetKinds.Connection && change.Action == ChangeAction.Add)
            .Select(change => $"connection '{change.Name}' arrives with the secrets of the source: enter those of the destination with Set-CpdConnection."));
        lines.AddRange(await JobsAsync(needed, cancellationToken).ConfigureAwait(false));
        return lines;
    }

    internal static bool IsByHand(AssetHeader asset) => AssetKinds.NeverTravels(asset.Type) || AssetKinds.MayBeLeftOut(asset.Type);

    private async Task<IEnumerable<string>> JobsAsync(IReadOnlyList<NeededAsset> needed, CancellationToken cancellationToken)
    {
        var planned = new HashSet<string>(needed.Select(item => item.Asset.Id), StringComparer.Ordinal);
        List<AssetHeader> jobs = [.. look.Here.Listing.Where(asset => asset.Type == "job" && !planned.Contains(asset.Id))];
        var lines = await ParallelWork.SelectAsync(jobs, PlanLook.ParallelReads, async (job, token) =>
        {
            var document = await look.Here.ReadAsync(job.Id, token).ConfigureAwait(false);
            var used = CanonicalMetadata.Create(document, IdSubstitution.None).Fields.Values.Where(value => value.IsText)
                .SelectMany(value => IdSubstitution.IdsIn(value.Text, planned.Contains)).Select(look.Here.Find).FirstOrDefault();
            return used is null ? null : $"job '{job.Name}' works with {used.Type} '{used.Name}' and is not copied: {Anew}";
        }, cancellationToken).ConfigureAwait(false);
        return lines.OfType<string>();
    }
}
