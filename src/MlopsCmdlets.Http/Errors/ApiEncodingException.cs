namespace MlopsCmdlets.Http.Errors;

/// <summary>The reply came whole, yet is not compressed as its Content-Encoding says. Something in between changes replies: sent again, the request would meet it again.</summary>
public sealed class ApiEncodingException(string message, ApiCall call, Exception? innerException = null)
    : ApiException(message, call, innerException);
