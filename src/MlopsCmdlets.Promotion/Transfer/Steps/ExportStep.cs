namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Exports assets into a spool file. The export on the server is removed whatever happens.</summary>
internal sealed class ExportStep(IAssetSource source, TransferOptions options, TimeProvider time, List<string> warnings)
{
    internal async Task<ContentHash> RunAsync(IReadOnlyList<string> assetIds, TransferKey? key, ISpoolFile spool, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        var request = new ExportRequest(options.ExportPrefix + Guid.NewGuid().ToString("N"), assetIds, key);
        string? exportId = null;
        var isAnswered = false;
        try
        {
            progress?.Report(new TransferProgress(TransferStage.Exporting, 0, null));
            var job = await StartAsync(request, cancellationToken).ConfigureAwait(false);
            exportId = job.Id;
            isAnswered = true;
            job = await new JobPoller(source.Identity, options, time)
                .WaitAsync("export", job, source.GetExportAsync, TransferStage.Exporting, progress, cancellationToken).ConfigureAwait(false);
            if (job.State != JobState.Completed)
                throw new ExportFailedException(source.Identity, job);
            return await new BundleDownload(source, exportId, spool, options, time).RunAsync(progress, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await RemoveAsync(exportId, request.Name, mayExist: isAnswered || cancellationToken.IsCancellationRequested, progress).ConfigureAwait(false);
        }
    }

    private async Task<JobStatus> StartAsync(ExportRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await source.StartExportAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ReplyLostException e)
        {
            // The name is ours alone, so that the export can be told from all others.
            var found = await FindAsync(request.Name, cancellationToken).ConfigureAwait(false);
            return found ?? throw new OutcomeUnknownException(source.Identity, "export", [], e);
        }
    }

    private async Task<JobStatus?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var exports = await source.ListExportsAsync(cancellationToken).ConfigureAwait(false);
        return exports.FirstOrDefault(export => export.Name == name);
    }

    private async Task RemoveAsync(string? exportId, string name, bool mayExist, IProgress<TransferProgress>? progress)
    {
        if (!mayExist)
            return;
        progress?.Report(new TransferProgress(TransferStage.CleaningUp, 0, null));
        using var limit = time.CreateTimeout(options.CleanupTimeout);
        try
        {
            exportId ??= (await FindAsync(name, limit.Token).ConfigureAwait(false))?.Id;
            if (exportId is not null)
                await source.DeleteExportAsync(exportId, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Cleaning up must not hide the outcome of the copy. The bundle's secrets are encrypted.
            warnings.Add($"The temporary export '{name}' in {source.Identity} could not be removed ({e.Message}). Remove it by hand.");
        }
    }
}
