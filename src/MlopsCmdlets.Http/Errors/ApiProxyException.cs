namespace MlopsCmdlets.Http.Errors;

/// <summary>The proxy could not be reached, asked for a login (407) or refused to connect to the server.</summary>
public sealed class ApiProxyException(string message, ApiCall call, int? status, Exception? innerException = null)
    : ApiException(message, call, innerException)
{
    /// <summary>The proxy's status, 407 if it wants a login; null if it could not be reached or did not say.</summary>
    public int? Status { get; } = status;
}
