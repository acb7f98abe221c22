namespace MlopsCmdlets.Http.Errors;

/// <summary>The reply was a success, yet not the JSON that was expected: an HTML page, cut or malformed JSON, another shape.</summary>
public sealed class ApiNotJsonException(string message, ApiCall call, int status, string contentType, string excerpt, Exception? innerException = null)
    : ApiException(message, call, innerException)
{
    public int Status { get; } = status;

    public string ContentType { get; } = contentType;

    /// <summary>The first 200 characters, redacted and without control characters.</summary>
    public string Excerpt { get; } = excerpt;

    /// <summary>True if it was an HTML page: the address belongs to something else, a login page or a gateway.</summary>
    public bool IsHtml { get; init; }
}
