using System.Globalization;
using System.Text.Json;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.AzureRepos.Json;
using MlopsCmdlets.Git.Hosts.Calls;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Security;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Connection;

/// <summary>From the failures of the HTTP stack, and Azure DevOps' error bodies with their <c>TF</c> numbers, to those of this library.</summary>
internal sealed class AzureFailures(Uri host, TimeSpan limit, CallPatience patience, TimeProvider time)
{
    // It knows no secrets of its own (the transport has removed those already); it makes foreign text harmless for a terminal.
    private static readonly Redactor Cleaner = new();

    public GitHostFailure Of(string action) => new(host, Cleaner.Clean(action));

    /// <summary>Text of the host, on one line and without control characters.</summary>
    public static string Clean(string text) => Cleaner.Clean(text);

    public GitHostFailure Of(AzureCall call, int? status = null) => Of(call.Action) with { Status = status };

    public GitHostException Of(AzureCall call, ApiException error) => error switch
    {
        // The page to sign in is elsewhere.
        ApiRedirectException e when e.Location?.IndexOf("_signin", StringComparison.OrdinalIgnoreCase) >= 0 => new GitHostAuthenticationException(Of(call, e.Status), e),
        ApiNotJsonException { Status: 203 } e => new GitHostAuthenticationException(Of(call, e.Status), e),
        _ => HostFailures.Translate(error, host, Cleaner.Clean(call.Action), limit, (failure, e) => OfStatus(call, failure, e)),
    };

    /// <summary>
    /// The wait that a 429 asks for in seconds since 1970, where it has no Retry-After. Other statuses are not read this way: whether they were turned away unseen is
    /// not known.
    /// </summary>
    public static TimeSpan? ReadWait(int status, IReadOnlyDictionary<string, string> headers, DateTimeOffset now)
    {
        if (status != 429 || headers.ContainsKey("Retry-After") || !headers.TryGetValue("X-RateLimit-Reset", out var text))
            return null;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds >= 253402300800)
            return null;
        var wait = DateTimeOffset.FromUnixTimeSeconds(seconds) - now;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private GitHostException? OfStatus(AzureCall call, GitHostFailure plain, ApiStatusException e)
    {
        var body = Body(e);
        var failure = plain with
        {
            HostText = Cleaner.Clean(body.Message ?? "").Trim(),
            RequestId = e.Headers.TryGetValue("X-VSS-E2EID", out var id) || e.Headers.TryGetValue("ActivityId", out id) ? Cleaner.Clean(id) : null,
        };
        var (key, text) = (body.TypeKey ?? "", body.Message ?? "");
        switch (e.Status)
        {
            case 401 when Has(text, "TF400813") && !Has(text, "anonymous access"):
                // The identity of all a's is nobody: the token is good, but not for this.
                return Has(text, "scope") || Has(text, "aaaaaaaa-aaaa-aaaa")
                    ? new GitHostScopeException(failure, call.Needs, [], e)
                    : new GitHostAccessDeniedException(failure, "", e);
            case 403 when Has(key, "RejectedByPolicy") || Has(text, "TF402455"):
                return new BranchProtectedException(failure, call.Branch, e);
            case 403:
                return new GitHostAccessDeniedException(failure, "", e);
            case 404:
                return new GitHostNotFoundException(failure, call.What.Length > 0 ? call.What : "such thing", e);
            case 409 when Has(key, "Exists"):
                return new GitHostAlreadyExistsException(failure, call.What.Length > 0 ? call.What : "a thing of that name", e);
            case 429 when e.RetryAfter is { } wait:
                return new GitHostRateLimitedException(failure, time.GetUtcNow() + wait, patience.Limit, e);
            default:
                // The common meaning, with the host's words.
                return HostFailures.OfStatus(failure, e);
        }
    }

    internal static AzureError Body(ApiStatusException e)
    {
        var text = e.BodyText.TrimStart();
        if (text.Length == 0 || text[0] != '{')
            return AzureError.None;
        try
        {
            return JsonSerializer.Deserialize(text, AzureJson.Default.AzureError) ?? AzureError.None;
        }
        catch (JsonException)
        {
            return AzureError.None;
        }
    }

    private static bool Has(string text, string part) => text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
}
