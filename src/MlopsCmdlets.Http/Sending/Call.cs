using System.Text;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Options;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Http.Sending;

/// <summary>One call with all its attempts: what is sent, what is left of its time, what happened so far. Used by one flow of control at a time.</summary>
internal sealed class Call
{
    private readonly TransportOptions _options;
    private readonly TimeSpan _total;
    private long _start;
    private string? _target;
    private string? _purpose;

    public Call(TransportOptions options, ApiRequest request, bool download)
    {
        _options = options;
        _total = request.Timeout ?? options.TotalTimeout;
        _start = options.TimeProvider.GetTimestamp();
        Request = request;
        IsDownload = download;
        Uri = BuildUri(options.Origin, request);
        CheckHeaders(request);
    }

    public ApiRequest Request { get; }

    public bool IsDownload { get; }

    public Uri Uri { get; }

    public int Attempts { get; set; }

    /// <summary>A login for this call failed; its own retries are over.</summary>
    public bool LoginFailed { get; set; }

    public bool LoggedInAgain { get; set; }

    /// <summary>Some attempt may have reached the server's logic without our knowing its outcome.</summary>
    public bool MayHaveBeenProcessed { get; private set; }

    /// <summary>Retry quota taken by this call.</summary>
    public int QuotaTaken { get; set; }

    public TimeSpan TotalTimeout => _total;

    public bool IsRead => Request.Method is HttpVerb.Get or HttpVerb.Head;

    public bool IsRepeatable => Request.Retry switch
    {
        RetrySafety.Safe => true,
        RetrySafety.Never => false,
        _ => Request.Method is HttpVerb.Get or HttpVerb.Head or HttpVerb.Put or HttpVerb.Delete,
    };

    /// <summary>Path and query for messages: redacted, on one line.</summary>
    public string Target => _target ??= Security.TextSafety.Shorten(_options.Redactor.Clean(Uri.PathAndQuery), 500);

    /// <summary>What the call is for, for messages: it may quote a name that a server gave.</summary>
    public string Purpose => _purpose ??= _options.Redactor.Clean(Request.Purpose);

    /// <summary>Time left of the whole call.</summary>
    public TimeSpan Left => _total < TimeSpan.Zero ? TimeSpan.MaxValue : _total - _options.TimeProvider.GetElapsedTime(_start);

    public ApiCall Describe() => new(Request.Method, Target, Purpose, Math.Max(1, Attempts));

    /// <summary>Time in which a body streamed does not count against the whole call.</summary>
    public void DoNotCount(TimeSpan time) => _start += (long)(time.TotalSeconds * _options.TimeProvider.TimestampFrequency);

    /// <summary>Notes that the outcome of an attempt is unknown; returns the flag for the exception.</summary>
    public bool NoteUnknownOutcome()
    {
        MayHaveBeenProcessed |= !IsRead;
        return MayHaveBeenProcessed;
    }

    /// <summary>An address that a server named, for messages: without its query, which may be a signature.</summary>
    public static string Shown(Uri uri, Security.Redactor redactor)
    {
        var text = uri.OriginalString;
        var query = text.IndexOf('?');
        return Security.TextSafety.Shorten(redactor.Clean(query < 0 ? text : text.Substring(0, query) + "?…"), 300);
    }

    /// <summary>
    /// Concatenated, not resolved: a path that looks like an address ("//host/", "/http://host/") must not lead the token to another origin. A path with
    /// ".." comes from a name that was not escaped, and is refused.
    /// </summary>
    private static Uri BuildUri(Uri origin, ApiRequest request)
    {
        var path = request.Path;
        if (path.Length == 0 || path[0] != '/')
            throw new ArgumentException($"The path must begin with '/': '{path}'.", nameof(request));
        if (path.IndexOfAny(['?', '#', '\\']) >= 0 || HasDotSegment(path))
            throw new ArgumentException("The path contains a query, a fragment, a backslash or a dot segment; escape its segments.", nameof(request));

        var text = new StringBuilder(origin.GetLeftPart(UriPartial.Authority), 256).Append(path);
        var separator = '?';
        foreach (var pair in request.Query)
        {
            if (pair.Value is null)
                continue;
            text.Append(separator).Append(Uri.EscapeDataString(pair.Key)).Append('=').Append(Uri.EscapeDataString(pair.Value));
            separator = '&';
        }

        var uri = new Uri(text.ToString(), UriKind.Absolute);
        if (!SameOrigin(uri, origin))
            throw new ArgumentException("The path leads to another origin.", nameof(request));
        return uri;
    }

    public static bool SameOrigin(Uri one, Uri other) =>
        string.Equals(one.Scheme, other.Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase)
        && one.Port == other.Port;

    private static bool HasDotSegment(string path)
    {
        if (path.IndexOf('.') < 0 && path.IndexOf("%2e", StringComparison.OrdinalIgnoreCase) < 0)
            return false;
        foreach (var segment in path.Split('/'))
        {
            if (Uri.UnescapeDataString(segment) is "." or "..")
                return true;
        }

        return false;
    }

    private static void CheckHeaders(ApiRequest request)
    {
        if (!HeaderValues.IsValid(request.Accept))
            throw new ArgumentException("The value of the header 'Accept' contains characters that a header cannot carry.", nameof(request));
        foreach (var header in request.Headers)
        {
            if (string.Equals(header.Key, "Authorization", StringComparison.OrdinalIgnoreCase))
                throw new ArgumentException("Authorization is the transport's to set.", nameof(request));
            if (!HeaderValues.IsValid(header.Value))
                throw new ArgumentException($"The value of the header '{header.Key}' contains characters that a header cannot carry.", nameof(request));
        }
    }
}
