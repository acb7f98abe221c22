namespace MlopsCmdlets.Promotion.Gates;

/// <summary>There is no connection with the place where the source is kept.</summary>
/// <param name="reason">Why, a sentence without its full stop that begins in lower case.</param>
public sealed class SourceNotReachableException(string reason) : PromotionException(reason)
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Connect to the Git host with Connect-MlopsGitHost, and run it in a clone or name the repository in the gate.";
}
