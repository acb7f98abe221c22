namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>A bundle to import.</summary>
/// <param name="OpenContent">Opens the bundle from its beginning; may be called again, each result is disposed by the caller.</param>
/// <param name="Length">Bytes of the bundle.</param>
/// <param name="Key">Key that the bundle's secrets were encrypted with, or null.</param>
public sealed record ImportRequest(Func<Stream> OpenContent, long Length, TransferKey? Key);
