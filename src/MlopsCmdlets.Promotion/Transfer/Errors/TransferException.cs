namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Base of everything that goes wrong in a copy by its own judgement. Failures of a server or the network keep their own types.</summary>
public abstract class TransferException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>What the user can do next.</summary>
    public abstract string RecommendedAction { get; }
}
