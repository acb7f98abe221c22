namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Where a copy stands.</summary>
/// <param name="Stage">What it is doing.</param>
/// <param name="Done">Bytes while downloading, checking and uploading; else assets (or percent of a server job).</param>
/// <param name="Total">The same of the whole; null when unknown.</param>
/// <param name="Item">The asset at hand, or null.</param>
public sealed record TransferProgress(TransferStage Stage, long Done, long? Total, string? Item = null);
