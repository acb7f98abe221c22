namespace MlopsCmdlets.Promotion;

/// <summary>Base of everything that goes wrong in a governed promotion by its own judgement. Failures of a server or the network keep their own types.</summary>
public abstract class PromotionException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>What the user can do next.</summary>
    public abstract string RecommendedAction { get; }
}
