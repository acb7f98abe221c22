namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Thrown by a container: a request that makes something may have been carried out, but its reply was lost. Repeating it could make two.</summary>
public sealed class ReplyLostException(string request, Exception innerException)
    : TransferException($"The reply to '{request}' was lost; it may have been carried out.", innerException)
{
    /// <summary>The request, in words.</summary>
    public string Request { get; } = request;

    /// <inheritdoc/>
    public override string RecommendedAction => "Look whether it was carried out before repeating it.";
}
