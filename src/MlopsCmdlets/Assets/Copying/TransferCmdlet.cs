using System.Management.Automation;
using MlopsCmdlets.Adapters;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Promotion.Transfer;
using MlopsCmdlets.Session;

namespace MlopsCmdlets.Assets.Copying;

/// <summary>What copying, exporting and importing share: the selection, the spool, progress and the report.</summary>
public abstract class TransferCmdlet : CpdCmdlet
{
    /// <summary>Folder for the temporary bundle; the user's temporary folder if not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SpoolPath { get; set; }

    /// <summary>Longest wait for one export or import on the server, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 604_800)]
    public int TimeoutSec { get; set; } = 3600;

    private protected CopyService Service { get; private set; } = new(new HashCache());

    /// <inheritdoc/>
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        Service = new CopyService(RunspaceState.OfCurrent().Hashes);
        return Task.CompletedTask;
    }

    private protected async Task<TransferOptions> OptionsAsync(bool force) => new()
    {
        Force = force,
        SpoolFolder = SpoolPath is null ? null : await AskAsync(() => GetUnresolvedProviderPathFromPSPath(SpoolPath)).ConfigureAwait(false),
        JobTimeout = TimeSpan.FromSeconds(TimeoutSec),
    };

    private protected IProgress<TransferProgress> Progress(string activity) => new TransferProgressReporter((status, percent) => _ = ProgressAsync(activity, status, percent));

    /// <summary>Asks once for the whole plan; with -WhatIf, and only then, asset by asset.</summary>
    /// <param name="target">What is changed.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="force">-Force: no question is asked.</param>
    /// <param name="production">The change reaches a production space.</param>
    /// <param name="supersedes">Of an asset that is equal already, other versions are tagged as superseded.</param>
    private protected async Task<bool> ApproveAsync(ContainerIdentity target, IEnumerable<PlannedAsset> plan, bool force, bool production, bool supersedes = false)
    {
        PlannedAsset[] changes = [.. plan.Where(a => a.Action is CopyAction.Added or CopyAction.Updated or CopyAction.Repaired || (supersedes && a is { Equal: not null, Different.Count: > 0 }))];
        if (changes.Length == 0)
            return true;
        if (await AskAsync(() => new Confirmation(this).IsWhatIf).ConfigureAwait(false))
        {
            foreach (PlannedAsset change in changes)
                await ApproveAsync(target.ToString(), Sentence(change)).ConfigureAwait(false);
            return false;
        }

        string what = changes.Length == 1 ? Sentence(changes[0]) : $"Copy {changes.Length} assets ({Counts(changes)})";
        return await ApproveAsync(target.ToString(), what, force, production).ConfigureAwait(false);
    }

    /// <summary>Emits what was copied, and an error for each asset that was not.</summary>
    private protected async Task ReportAsync(TransferResult result, CpdSession destination)
    {
        await EndProgressAsync().ConfigureAwait(false);
        foreach (CopiedAsset copied in result.Assets)
        {
            CpdCopiedAsset outcome = CpdCopiedAsset.Of(copied, destination);
            if (copied.Error is { } failure)
            {
                await FailAsync(failure, outcome).ConfigureAwait(false);
                continue;
            }

            foreach (string warning in copied.Warnings)
                await WarnAsync($"{copied.Source.Type} '{copied.Source.Name}': {warning}").ConfigureAwait(false);
            await WriteAsync(outcome).ConfigureAwait(false);
        }

        foreach (string warning in result.Warnings)
            await WarnAsync(warning).ConfigureAwait(false);
    }

    private static string Sentence(PlannedAsset asset) => asset.Action switch
    {
        CopyAction.Updated => $"Add a new version of {asset.Source.Type} '{asset.Source.Name}', tag the present one as superseded",
        CopyAction.Repaired => $"Put {asset.Source.Type} '{asset.Source.Name}' right",
        CopyAction.Unchanged => $"Tag other versions of {asset.Source.Type} '{asset.Source.Name}' as superseded ({string.Join(", ", asset.Different.Select(d => d.Id))})",
        _ => $"Add {asset.Source.Type} '{asset.Source.Name}'",
    };

    private static string Counts(IEnumerable<PlannedAsset> changes) =>
        string.Join(", ", changes.GroupBy(c => c.Action).Select(g => $"{g.Count()} {g.Key switch { CopyAction.Updated => "new version", CopyAction.Added => "added", CopyAction.Repaired => "repaired", _ => "with other versions to tag" }}"));
}
