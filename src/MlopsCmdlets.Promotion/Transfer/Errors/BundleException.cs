namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Base of everything that is wrong with a bundle. The whole bundle is refused; nothing of it was used.</summary>
public abstract class BundleException(string bundle, string message, Exception? innerException = null)
    : TransferException($"The bundle '{bundle}' was refused: {message}", innerException)
{
    /// <summary>The bundle's file name or source.</summary>
    public string Bundle { get; } = bundle;
}
