using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Applying.Steps;

/// <summary>What an earlier run of the same plan left when it was killed: found by name, waited for or removed.</summary>
internal sealed class Leftovers(PromotionParts parts, PromotionPlan plan)
{
    /// <summary>Waits until no import of this user runs at the destination, so that what it brings is seen.</summary>
    /// <returns>True if there was one.</returns>
    internal async Task<bool> AwaitImportsAsync(CancellationToken cancellationToken) =>
        await new RunningImports(parts.Destination.Target, new TransferOptions(), parts.Time, oursOnly: true).WaitAsync(progress: null, cancellationToken).ConfigureAwait(false) > 0;

    /// <summary>Removes temporary deployments and exports of this plan.</summary>
    /// <returns>How many were there.</returns>
    internal async Task<int> RemoveAsync(CancellationToken cancellationToken)
    {
        var removed = await RemoveSmokeDeploymentsAsync(cancellationToken).ConfigureAwait(false);
        var source = parts.Source!.Source;
        foreach (var export in await source.ListExportsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (export.Name?.StartsWith(PromotionNames.ExportPrefix(plan), StringComparison.Ordinal) != true)
                continue;
            await source.DeleteExportAsync(export.Id, cancellationToken).ConfigureAwait(false);
            removed++;
        }
        return removed;
    }

    /// <summary>Removes what bears the name and the tag of this plan's smoke deployment; one with the name alone is somebody else's.</summary>
    internal async Task<int> RemoveSmokeDeploymentsAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        var name = PromotionNames.SmokeDeployment(plan);
        foreach (var deployment in await parts.Destination.Serving.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (deployment.Name != name || !deployment.Tags.Contains(PromotionNames.TemporaryTag, StringComparer.Ordinal))
                continue;
            await parts.Destination.Serving.DeleteAsync(deployment.Id, cancellationToken).ConfigureAwait(false);
            removed++;
        }
        return removed;
    }
}
