namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Verifies everything that arrived, several at once.</summary>
internal sealed class VerifyStep(
    TransferSide source, TransferSide target, IAssetTarget writer, ReferenceMap references, TransferOptions options, IProgress<TransferProgress>? progress)
{
    internal async Task<IReadOnlyList<CopiedAsset>> RunAsync(IReadOnlyList<ExpectedAsset> expected, IReadOnlyDictionary<string, Arrival> arrivals, CancellationToken cancellationToken)
    {
        foreach (var asset in expected)
        {
            if (arrivals[asset.Header.Id].Target is { } copy)
                references.Add(asset.Header.Id, copy.Id);
        }
        var done = 0;
        var readBack = new ReadBack(source, target, writer, references, mayRemove: true);
        progress?.Report(new TransferProgress(TransferStage.Verifying, 0, expected.Count));
        return await ParallelWork.SelectAsync(expected, options.ParallelReads, async (asset, token) =>
        {
            var arrival = arrivals[asset.Header.Id];
            var outcome = arrival.Target is { } copy
                ? await readBack.RunAsync(WithTwins(asset, arrival.Twins), copy, token).ConfigureAwait(false)
                : new CopiedAsset(asset.Header, source.Container.Identity, writer.Identity, CopyAction.Failed)
                {
                    Error = arrival.Error,
                    Sha256 = asset.Content.Sha256,
                    Bytes = asset.Content.Bytes,
                    IsDependency = asset.IsDependency,
                };
            progress?.Report(new TransferProgress(TransferStage.Verifying, Interlocked.Increment(ref done), expected.Count, asset.Header.Name));
            return outcome;
        }, cancellationToken).ConfigureAwait(false);
    }

    private ExpectedAsset WithTwins(ExpectedAsset asset, IReadOnlyList<AssetHeader> twins) => twins.Count == 0 ? asset : asset with
    {
        Plan = asset.Plan with
        {
            Warnings = [.. asset.Plan.Warnings, $"Somebody else added the same type and name to {writer.Identity} at the same time: {string.Join(", ", twins.Select(twin => twin.Id))}. Remove all but one, so that the name is unique."],
        },
    };
}
