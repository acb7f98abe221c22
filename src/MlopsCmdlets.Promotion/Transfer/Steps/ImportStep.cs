namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Sends a bundle and waits for its import. Never sends it twice.</summary>
internal sealed class ImportStep(IAssetTarget target, TransferOptions options, TimeProvider time)
{
    private const int Looks = 4;

    internal async Task RunAsync(
        Func<Stream> open, long length, TransferKey? key, IReadOnlyList<ExpectedAsset> expected, IReadOnlyList<AssetHeader> before,
        IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        var earlier = new HashSet<string>((await target.ListImportsAsync(cancellationToken).ConfigureAwait(false)).Select(import => import.Id), StringComparer.Ordinal);
        progress?.Report(new TransferProgress(TransferStage.Uploading, 0, length));
        Stream Open() => new CountingStream(open(), sent => progress?.Report(new TransferProgress(TransferStage.Uploading, sent, length)));
        JobStatus job;
        try
        {
            job = await target.StartImportAsync(new ImportRequest(Open, length, key), cancellationToken).ConfigureAwait(false);
        }
        catch (ReplyLostException e)
        {
            job = await AdoptAsync(earlier, e, cancellationToken).ConfigureAwait(false);
        }

        job = await new JobPoller(target.Identity, options, time)
            .WaitAsync("import", job, target.GetImportAsync, TransferStage.Importing, progress, cancellationToken).ConfigureAwait(false);
        if (job.State != JobState.Completed)
            throw new ImportFailedException(target.Identity, job, await LeftBehindAsync(expected, before, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The import whose reply was lost, if it is the only new one of this user.</summary>
    private async Task<JobStatus> AdoptAsync(HashSet<string> earlier, ReplyLostException lost, CancellationToken cancellationToken)
    {
        var pause = options.PollInterval;
        for (var look = 1; ; look++)
        {
            var all = await target.ListImportsAsync(cancellationToken).ConfigureAwait(false);
            var candidates = all.Where(import => !earlier.Contains(import.Id)
                && (import.CreatorId is null || target.UserId is null || import.CreatorId == target.UserId)).ToList();
            if (candidates.Count == 1)
                return candidates[0];
            if (candidates.Count > 1 || look == Looks)
                throw new OutcomeUnknownException(target.Identity, "import", candidates.ConvertAll(import => import.Id), lost);
            // The list may lag behind.
            await time.WaitAsync(pause, cancellationToken).ConfigureAwait(false);
            pause += pause;
        }
    }

    private async Task<IReadOnlyList<AssetHeader>> LeftBehindAsync(IReadOnlyList<ExpectedAsset> expected, IReadOnlyList<AssetHeader> before, CancellationToken cancellationToken)
    {
        try
        {
            return [.. NewAssets(before, await target.ListAsync(cancellationToken).ConfigureAwait(false))
                .Where(asset => expected.Any(one => one.Header.Type == asset.Type && one.Header.Name == asset.Name))];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return []; // The failed import is the news, not this listing.
        }
    }

    internal static IEnumerable<AssetHeader> NewAssets(IReadOnlyList<AssetHeader> before, IReadOnlyList<AssetHeader> after)
    {
        var known = new HashSet<string>(before.Select(asset => asset.Id), StringComparer.Ordinal);
        return after.Where(asset => !known.Contains(asset.Id));
    }
}
