using System.Globalization;
using System.Text;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Requests;
using MlopsCmdlets.Http.Security;

namespace MlopsCmdlets.Cpd.Calls;

/// <summary>From the failures of the HTTP stack to those of this library. The one place that knows what a status or an error code means.</summary>
internal static class ErrorTranslator
{
    private const int MaximumExcerpt = 300;
    private const string Look = "The change may have been made although no answer came: look before you repeat it.";

    // It knows no secrets of its own (the transport has removed those already); it makes foreign text harmless for a terminal.
    private static readonly Redactor Cleaner = new();

    /// <summary>Cancellation, faults of local files and programming errors pass through as they are.</summary>
    public static bool Translates(Exception exception) => exception is ApiException;

    public static CpdException Translate(Exception exception, ApiRequest request, string? target)
    {
        var what = $"Could not {(request.Purpose.Length > 0 ? request.Purpose : $"call {request.Path}")}: ";
        return exception switch
        {
            ApiStatusException e => Status(e, what, request, target),
            ApiCertificateException e => new CpdCertificateException(what + e.Problem, e)
            {
                Target = target,
                RecommendedAction = "Give the authority that signed it as CA certificate; skipping the check is for tests only.",
            },
            ApiNotJsonException e => new CpdInvalidReplyException(what + (e.IsHtml ? "a web page came instead of data." : e.Problem), e)
            {
                Target = target,
                RecommendedAction = AfterLooking(e, "Check that the URL leads to the cluster itself and that no proxy or login page is in between."),
            },
            ApiEncodingException e => new CpdInvalidReplyException(what + e.Problem, e)
            {
                Target = target,
                RecommendedAction = AfterLooking(e, "Something in between changes replies, most likely a proxy: connect without it, or have its administrator let the cluster's replies through as they are."),
            },
            ApiRedirectException e => new CpdInvalidReplyException(what + e.Problem, e)
            {
                Target = target,
                RecommendedAction = "Connect with the address that the cluster itself uses.",
            },
            ApiTooLargeException e => new CpdInvalidReplyException(what + e.Problem, e)
            {
                Target = target,
                RecommendedAction = "Ask for less at once, or save the reply to a file.",
            },
            ApiException e => new CpdUnavailableException(what + e.Problem, e)
            {
                Target = target,
                Operation = request.Purpose,
                MayHaveTakenEffect = e.MayHaveBeenProcessed,
                RecommendedAction = e.MayHaveBeenProcessed ? Look : Unreachable(e),
            },
            _ => throw new ArgumentException("Not a failure of the HTTP stack.", nameof(exception), exception),
        };
    }

    private static CpdApiException Status(ApiStatusException e, string what, ApiRequest request, string? target)
    {
        var body = ErrorBody.Read(Encoding.UTF8.GetBytes(e.BodyText));
        var details = body.Details.Select(d => new CpdErrorDetail(Cleaner.Clean(d.Code), Cleaner.Clean(d.Message), d.Field is null ? null : Cleaner.Clean(d.Field))).ToList();
        var html = body.IsHtml || e.ContentType.IndexOf("html", StringComparison.OrdinalIgnoreCase) >= 0;
        var gateway = html || (details.Count == 0 && e.BodyText.TrimStart().StartsWith("Error 4", StringComparison.OrdinalIgnoreCase));
        var excerpt = details.Count > 0 || gateway || e.BodyText.Length == 0 ? null : Shorten(Cleaner.Clean(e.BodyText));
        var text = what + Words(e, details, excerpt);
        var facts = new Facts(e, details, e.TransactionId ?? body.Trace, request.Purpose, target, excerpt);
        return Kind(e.Status, details, gateway) switch
        {
            Case.Authentication => facts.On(new CpdAuthenticationException(text, e)
            {
                RecommendedAction = "Check the user name and the password or key, and that the user is known to the platform.",
            }),
            Case.Denied => facts.On(new CpdAccessDeniedException(text, e)
            {
                RecommendedAction = "Ask an administrator of the space or project for the role that this needs (editor for changes and exports).",
            }),
            Case.NotInstalled => facts.On(new CpdServiceNotInstalledException(text + " The gateway knows no service at this address.", e)
            {
                RecommendedAction = "Check that the service is installed on this cluster and running.",
            }),
            Case.NotFound => facts.On(new CpdNotFoundException(text, e)
            {
                RecommendedAction = "Check the id, and that your user is a member of the space or project.",
            }),
            Case.Conflict => facts.On(new CpdConflictException(text, e)
            {
                RecommendedAction = "Look at what is there already, then use another name or change that instead.",
            }),
            Case.RateLimited => facts.On(new CpdRateLimitedException(text, e)
            {
                RetryAfter = e.RetryAfter,
                RecommendedAction = e.RetryAfter is { } wait
                    ? string.Format(CultureInfo.InvariantCulture, "Try again in {0:0} seconds.", wait.TotalSeconds)
                    : "Try again later, with fewer requests at once.",
            }),
            Case.Invalid => facts.On(new CpdInvalidRequestException(text, e)
            {
                RecommendedAction = details.Exists(d => d.Code.Contains("SPACES0046E"))
                    ? "Select at least one asset that is there."
                    : "Correct what the server complains about.",
            }),
            Case.Unavailable => facts.On(new CpdUnavailableException(text, e)
            {
                MayHaveTakenEffect = e.MayHaveBeenProcessed,
                RecommendedAction = e.MayHaveBeenProcessed ? Look : "Try again later; if it stays, give the transaction id to the cluster's administrator.",
            }),
            _ => facts.On(new CpdApiException(text, e) { RecommendedAction = "Read the server's reason." }),
        };
    }

    private static Case Kind(int status, List<CpdErrorDetail> details, bool gateway)
    {
        // Two answers whose status is not certain are known by what they say.
        if (details.Exists(d => d.Code.Contains("SPACES0045E"))) return Case.Denied;
        if (status == 400 && details.Exists(IsDuplicate)) return Case.Conflict;
        return status switch
        {
            401 => Case.Authentication,
            403 => Case.Denied,
            404 => gateway ? Case.NotInstalled : Case.NotFound,
            410 => Case.NotFound,
            409 or 412 => Case.Conflict,
            429 => Case.RateLimited,
            400 or 413 or 415 or 416 or 422 => Case.Invalid,
            408 or >= 500 => Case.Unavailable,
            _ => Case.Other,
        };
    }

    /// <summary>Projects answer a name or member that is there already with 400 in some releases, 409 in others.</summary>
    private static bool IsDuplicate(CpdErrorDetail detail) =>
        new[] { "already used", "not unique", "already exists" }.Any(words => detail.Message.IndexOf(words, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>What an error inside a reply says.</summary>
    public static string Words(System.Text.Json.JsonElement reply) =>
        Cleaner.Clean(Words(ErrorBody.Read(reply).Details));

    /// <summary>Codes before their messages, unless they are mere statuses or the message begins with its code.</summary>
    public static string Words(IEnumerable<CpdErrorDetail> details) => string.Join(" ", details.Select(d =>
        d.Code.All(char.IsDigit) || d.Message.StartsWith(d.Code, StringComparison.Ordinal) ? d.Message : $"{d.Code}: {d.Message}"));

    private static string Words(ApiStatusException e, List<CpdErrorDetail> details, string? excerpt)
    {
        var said = details.Count > 0
            ? Words(details)
            : excerpt is null ? e.Problem : $"{e.Problem} {excerpt}";
        return said.EndsWith(".", StringComparison.Ordinal) ? said : said + ".";
    }

    private static string AfterLooking(ApiException e, string advice) => e.MayHaveBeenProcessed ? $"{Look} {advice}" : advice;

    private static string Unreachable(ApiException e) => e switch
    {
        ApiStalledException => "Try again; where the network or the storage is slow, connect with a longer stall time-out.",
        ApiProxyException => "Check the proxy's address and credential.",
        ApiUnreachableException { Reason: UnreachableReason.NameNotFound } => "Check the host name in the URL, and the name service of this machine.",
        ApiUnreachableException => "Check the URL and the port, and whether a proxy or a firewall is in between.",
        _ => "Try again; if it stays, check the network and the cluster's state.",
    };

    private static string Shorten(string text) => text.Length <= MaximumExcerpt ? text : text.Substring(0, MaximumExcerpt) + "…";

    private enum Case
    {
        Other,
        Authentication,
        Denied,
        NotInstalled,
        NotFound,
        Conflict,
        RateLimited,
        Invalid,
        Unavailable,
    }

    private sealed record Facts(
        ApiStatusException Source, IReadOnlyList<CpdErrorDetail> Details, string? TransactionId, string Operation, string? Target, string? Excerpt)
    {
        public T On<T>(T exception)
            where T : CpdApiException
        {
            exception.Describe(Source.Status, Details, TransactionId, Operation, Target, Excerpt);
            return exception;
        }
    }
}
