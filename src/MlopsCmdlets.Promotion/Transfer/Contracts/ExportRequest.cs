namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>What an export takes along.</summary>
/// <param name="Name">Name of the export; unique, so that it can be found again when the reply to its creation is lost.</param>
/// <param name="AssetIds">The assets; never empty.</param>
/// <param name="Key">Key for secrets; null leaves them in clear text.</param>
public sealed record ExportRequest(string Name, IReadOnlyList<string> AssetIds, TransferKey? Key);
