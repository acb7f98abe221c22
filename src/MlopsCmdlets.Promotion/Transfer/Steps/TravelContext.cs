namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>What both ways of travelling work with.</summary>
internal sealed record TravelContext(
    IAssetSource SourceContainer, IAssetTarget TargetContainer, TransferSide Source, TransferSide Target, ReferenceMap References,
    TransferOptions Options, TimeProvider Time, IProgress<TransferProgress>? Progress)
{
    /// <summary>Reads the documents of all assets at the source, several at once.</summary>
    internal Task<AssetDocument[]> ReadSourceAsync(IReadOnlyList<PlannedAsset> assets, CancellationToken cancellationToken) =>
        ParallelWork.SelectAsync(assets, Options.ParallelReads, (asset, token) => Source.ReadAsync(asset.Source.Id, token), cancellationToken);

    /// <summary>Verifies everything that arrived, several at once.</summary>
    internal async Task<IReadOnlyList<CopiedAsset>> VerifyAsync(IReadOnlyList<ExpectedAsset> expected, IReadOnlyDictionary<string, Arrival> arrivals, CancellationToken cancellationToken)
    {
        foreach (var asset in expected)
        {
            if (arrivals[asset.Header.Id].Target is { } copy)
                References.Add(asset.Header.Id, copy.Id);
        }
        var done = 0;
        var readBack = new ReadBack(Source, Target, TargetContainer, References, mayRemove: true);
        Progress?.Report(new TransferProgress(TransferStage.Verifying, 0, expected.Count));
        return await ParallelWork.SelectAsync(expected, Options.ParallelReads, async (asset, token) =>
        {
            var arrival = arrivals[asset.Header.Id];
            var outcome = arrival.Target is { } copy
                ? await readBack.RunAsync(asset, copy, token).ConfigureAwait(false)
                : new CopiedAsset(asset.Header, SourceContainer.Identity, TargetContainer.Identity, CopyAction.Failed)
                {
                    Error = arrival.Error,
                    Sha256 = asset.Content.Sha256,
                    Bytes = asset.Content.Bytes,
                    IsDependency = asset.IsDependency,
                };
            Progress?.Report(new TransferProgress(TransferStage.Verifying, Interlocked.Increment(ref done), expected.Count, asset.Header.Name));
            return outcome;
        }, cancellationToken).ConfigureAwait(false);
    }
}
