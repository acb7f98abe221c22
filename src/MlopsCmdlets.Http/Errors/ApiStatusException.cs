using System.Text;
using MlopsCmdlets.Http.Security;

namespace MlopsCmdlets.Http.Errors;

/// <summary>The server answered with a status of 400 or more.</summary>
public sealed class ApiStatusException : ApiException
{
    private readonly ReadOnlyMemory<byte> _body;
    private readonly Redactor _redactor;
    private string? _bodyText;

    /// <param name="call">The call.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="contentType">Media type without parameters, or an empty string.</param>
    /// <param name="body">The decoded body; only its beginning if it is long.</param>
    /// <param name="headers">Response headers; compared without case.</param>
    /// <param name="redactor">Removes secrets from the body's text.</param>
    /// <param name="retryAfter">The wait the server asked for.</param>
    public ApiStatusException(
        ApiCall call, int status, string contentType, ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string> headers, Redactor redactor, TimeSpan? retryAfter)
        : base(Describe(status, headers, retryAfter), call, innerException: null)
    {
        Status = status;
        ContentType = contentType;
        Headers = headers;
        RetryAfter = retryAfter;
        _body = body;
        _redactor = redactor;
    }

    public int Status { get; }

    /// <summary>Media type without parameters, or an empty string.</summary>
    public string ContentType { get; }

    /// <summary>Response headers, redacted, without cookies; names compare without case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The wait the server asked for; zero if its date has passed.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The server did nothing and asks to come again later.</summary>
    public bool IsTurnedAway { get; init; }

    /// <summary>X-Global-Transaction-ID, by which an administrator finds the request in the server's logs.</summary>
    public string? TransactionId => Headers.TryGetValue("X-Global-Transaction-ID", out var id) ? id : null;

    /// <summary>The first 64 KiB of the body as text, with secrets replaced (still JSON where it was JSON). Foreign text: neutralise before showing.</summary>
    public string BodyText => _bodyText ??= _redactor.Redact(Encoding.UTF8.GetString(WithoutByteOrderMark(_body).ToArray()));

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith("\uFEFF"u8) ? body.Slice(3) : body;

    private static string Describe(int status, IReadOnlyDictionary<string, string> headers, TimeSpan? retryAfter)
    {
        var text = new StringBuilder("the server answered ").Append(status);
        var name = StatusText.Of(status);
        if (name.Length > 0)
            text.Append(' ').Append(name);
        if (retryAfter is { } wait && wait > TimeSpan.Zero)
            text.Append(FormattableString.Invariant($" and asks to wait {wait.TotalSeconds:0} s"));
        if (headers.TryGetValue("X-Global-Transaction-ID", out var id))
            text.Append(" (transaction ").Append(id).Append(')');
        return text.Append('.').ToString();
    }
}
