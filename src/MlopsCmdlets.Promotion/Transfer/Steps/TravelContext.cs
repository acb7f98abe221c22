namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>What both ways of travelling work with.</summary>
internal sealed record TravelContext(
    IAssetSource SourceContainer, IAssetTarget TargetContainer, TransferSide Source, TransferSide Target, ReferenceMap References,
    TransferOptions Options, TimeProvider Time, IProgress<TransferProgress>? Progress)
{
    /// <summary>Reads the documents of all assets at the source, several at once.</summary>
    internal Task<AssetDocument[]> ReadSourceAsync(IReadOnlyList<PlannedAsset> assets, CancellationToken cancellationToken) =>
        ParallelWork.SelectAsync(assets, Options.ParallelReads, (asset, token) => Source.ReadAsync(asset.Source.Id, token), cancellationToken);

    /// <summary>Verifies everything that arrived.</summary>
    internal Task<IReadOnlyList<CopiedAsset>> VerifyAsync(IReadOnlyList<ExpectedAsset> expected, IReadOnlyDictionary<string, Arrival> arrivals, CancellationToken cancellationToken) =>
        new VerifyStep(Source, Target, TargetContainer, References, Options, Progress).RunAsync(expected, arrivals, cancellationToken);
}
