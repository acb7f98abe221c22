namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>The bundle is no zip archive, is cut off, or its bytes are damaged.</summary>
public sealed class CorruptBundleException(string bundle, string what, string? entry = null, Exception? innerException = null)
    : BundleException(bundle, entry is null ? $"{what}." : $"{what} (entry '{entry}').", innerException)
{
    /// <summary>The damaged entry; null for the archive itself.</summary>
    public string? Entry { get; } = entry;

    /// <inheritdoc/>
    public override string RecommendedAction => "Export again and transfer the file in binary form.";
}
