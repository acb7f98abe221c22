namespace MlopsCmdlets.Http.Errors;

/// <summary>A body stopped moving for longer than the stall time-out.</summary>
public sealed class ApiStalledException(string message, ApiCall call, bool isUpload, long bytes, TimeSpan limit)
    : ApiException(message, call, innerException: null)
{
    /// <summary>True if the server stopped taking our bytes, false if it stopped sending its own.</summary>
    public bool IsUpload { get; } = isUpload;

    /// <summary>Bytes that had moved.</summary>
    public long Bytes { get; } = bytes;

    public TimeSpan Limit { get; } = limit;
}
