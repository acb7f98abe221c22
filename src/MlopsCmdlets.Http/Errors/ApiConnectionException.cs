namespace MlopsCmdlets.Http.Errors;

/// <summary>The connection broke while the request was sent or before the reply began: reset, closed, or not HTTP.</summary>
public sealed class ApiConnectionException(string message, ApiCall call, Exception? innerException = null)
    : ApiException(message, call, innerException);
