namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Bytes to attach to an asset.</summary>
/// <param name="Name">Name of the attachment.</param>
/// <param name="MimeType">Media type.</param>
/// <param name="Open">Opens the bytes from their beginning; may be called again, each result is disposed by the caller.</param>
/// <param name="Length">How many there are.</param>
public sealed record NewContent(string Name, string MimeType, Func<Stream> Open, long Length);
