namespace MlopsCmdlets.Cpd.Errors;

/// <summary>The server was still at it when the time for waiting was over; it goes on there.</summary>
public sealed class CpdWaitTimeoutException : CpdException
{
    internal CpdWaitTimeoutException(string message)
        : base(message)
    {
    }

    /// <summary>The last state word seen.</summary>
    public string State { get; init; } = "";
}
