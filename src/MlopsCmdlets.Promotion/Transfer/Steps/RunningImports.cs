namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>
/// Lets imports that still run in the target end first. An import goes on when its caller is stopped, so that a copy run again right after it
/// would not see what is about to arrive, and would add it a second time.
/// </summary>
internal sealed class RunningImports(IAssetTarget target, TransferOptions options, TimeProvider time, bool oursOnly = false)
{
    /// <returns>How many there were.</returns>
    internal async Task<int> WaitAsync(IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        var running = await FindAsync(cancellationToken).ConfigureAwait(false);
        foreach (var job in running)
        {
            try
            {
                await new JobPoller(target.Identity, options, time).WaitAsync("import", job, target.GetImportAsync, TransferStage.Importing, progress, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not (JobTimeoutException or OperationCanceledException))
            {
                // Removed meanwhile, or not ours to read: there is nothing to wait for.
            }
        }
        return running.Count;
    }

    /// <summary>What began longer ago than anybody waits for an import is stuck, and would hold up every copy for good.</summary>
    private async Task<IReadOnlyList<JobStatus>> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            var since = time.GetUtcNow() - options.JobTimeout;
            return [.. (await target.ListImportsAsync(cancellationToken).ConfigureAwait(false)).Where(job => job.State == JobState.Running && !(job.CreatedAt < since) && (!oursOnly || IsOurs(job)))];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return []; // A plan needs less of a role than an import; the import itself will say what it lacks.
        }
    }

    private bool IsOurs(JobStatus job) => job.CreatorId is null || target.UserId is null || job.CreatorId == target.UserId;
}
