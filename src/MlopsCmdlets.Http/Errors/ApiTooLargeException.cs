namespace MlopsCmdlets.Http.Errors;

/// <summary>A reply, or its headers, was larger than is read into memory.</summary>
public sealed class ApiTooLargeException(string message, ApiCall call, long limit, Exception? innerException = null)
    : ApiException(message, call, innerException)
{
    /// <summary>The limit in bytes.</summary>
    public long Limit { get; } = limit;
}
