namespace MlopsCmdlets.Http.Errors;

/// <summary>The reply's body ended before its end.</summary>
public sealed class ApiTruncatedException(string message, ApiCall call, long received, long? expected, Exception? innerException = null)
    : ApiException(message, call, innerException)
{
    /// <summary>Bytes that came, before decompression.</summary>
    public long Received { get; } = received;

    /// <summary>Content-Length, if the server gave one.</summary>
    public long? Expected { get; } = expected;
}
