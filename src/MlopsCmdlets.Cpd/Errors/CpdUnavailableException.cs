namespace MlopsCmdlets.Cpd.Errors;

/// <summary>No usable answer after all retries: no connection, a broken or stalled transfer, or a server failure (5xx).</summary>
public sealed class CpdUnavailableException : CpdApiException
{
    internal CpdUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The request may have taken effect although no answer came: look before repeating it.</summary>
    public bool MayHaveTakenEffect { get; init; }
}
