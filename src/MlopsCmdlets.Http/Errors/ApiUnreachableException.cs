namespace MlopsCmdlets.Http.Errors;

/// <summary>No connection could be made; nothing was sent.</summary>
public sealed class ApiUnreachableException(string message, ApiCall call, UnreachableReason reason, Exception? innerException = null)
    : ApiException(message, call, innerException)
{
    public UnreachableReason Reason { get; } = reason;
}
