namespace MlopsCmdlets.Promotion.Locking;

/// <summary>The server took a file and does not show it, again and again.</summary>
public sealed class ClaimsNotKeptException(string path)
    : PromotionException($"The server does not keep what was written to '{path}': it was put several times and never listed.")
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Look whether the space's storage is full or read-only, and whether the session's user is an editor of the space.";
}
