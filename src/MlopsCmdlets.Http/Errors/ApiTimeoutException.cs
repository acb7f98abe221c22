namespace MlopsCmdlets.Http.Errors;

/// <summary>A time limit passed.</summary>
public sealed class ApiTimeoutException(string message, ApiCall call, TimeSpan limit, bool isTotal, Exception? innerException = null)
    : ApiException(message, call, innerException)
{
    public TimeSpan Limit { get; } = limit;

    /// <summary>True if the whole call ran out of time, false if its last attempt did.</summary>
    public bool IsTotal { get; } = isTotal;
}
