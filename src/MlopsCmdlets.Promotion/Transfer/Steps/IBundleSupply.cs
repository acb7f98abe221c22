namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Where a copy gets its bundle from: a new export, or the spool that an interrupted run left.</summary>
internal interface IBundleSupply
{
    /// <summary>The bundle of some assets.</summary>
    /// <param name="assets">What it has to hold.</param>
    /// <param name="documents">Their documents at the source, in the same order.</param>
    /// <param name="warnings">Told what a user should know.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    Task<SuppliedBundle> GetAsync(IReadOnlyList<PlannedAsset> assets, IReadOnlyList<AssetDocument> documents, List<string> warnings, CancellationToken cancellationToken);
}
