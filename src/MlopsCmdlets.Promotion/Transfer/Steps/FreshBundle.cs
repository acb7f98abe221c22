namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>A new export into a temporary file.</summary>
internal sealed class FreshBundle(IAssetSource source, TransferOptions options, TimeProvider time, ISpoolStore spools, IProgress<TransferProgress>? progress) : IBundleSupply
{
    public async Task<SuppliedBundle> GetAsync(IReadOnlyList<PlannedAsset> assets, IReadOnlyList<AssetDocument> documents, List<string> warnings, CancellationToken cancellationToken)
    {
        // A key always, in memory only: which types carry secrets is not for us to know.
        var key = TransferKey.CreateRandom();
        var spool = spools.Create();
        try
        {
            var hash = await new ExportStep(source, options, time, warnings).RunAsync([.. assets.Select(asset => asset.Source.Id)], key, spool, progress, cancellationToken).ConfigureAwait(false);
            return new SuppliedBundle(spool, hash, key);
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }
}
