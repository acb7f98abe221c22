using System.Text.Json;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.Calls;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Security;

namespace MlopsCmdlets.Git.Hosts.GitHub;

/// <summary>What GitHub means by a status, as far as it does not depend on the call.</summary>
internal sealed class GitHubErrors(Redactor redactor, CallPatience patience)
{
    /// <param name="failure">What was tried.</param>
    /// <param name="e">The refusal.</param>
    /// <param name="what">What the call reads or changes, for example <c>repository churn-team/churn</c>.</param>
    public GitHostException OfStatus(GitHostFailure failure, ApiStatusException e, string what)
    {
        failure = failure with { HostText = SaidBy(e), RequestId = Header(e, "X-GitHub-Request-Id") };
        return e.Status switch
        {
            401 => new GitHostAuthenticationException(failure, e),
            403 or 429 when GitHubLimits.ResetOf(e.Headers) is { } reset && Says(failure, "rate limit") && !IsSecondary(failure) => new GitHostRateLimitedException(failure, reset, patience.Limit, e),
            403 when IsSecondary(failure) || e.IsTurnedAway => new GitHostSecondaryLimitException(failure, e.RetryAfter, e),
            429 => new GitHostSecondaryLimitException(failure, e.RetryAfter, e),
            403 when Says(failure, "not accessible by") => new GitHostScopeException(failure, List(e, "X-Accepted-GitHub-Permissions", ';'), [], e),
            403 when Says(failure, "Upgrade to GitHub") => new GitHostNotSupportedException(failure, "the plan of the repository's owner does not have it.", e),
            403 => new GitHostAccessDeniedException(failure, "", e),
            404 or 410 => LacksScope(e) is { } granted ? new GitHostScopeException(failure, List(e, "X-Accepted-OAuth-Scopes", ','), granted, e) : new GitHostNotFoundException(failure, what, e),
            400 or 422 => new GitHostInvalidRequestException(failure, e),
            408 or >= 500 => new GitHostUnavailableException(failure, e),
            _ => new GitHostRefusedException(failure, e),
        };
    }

    /// <summary>Whether the host's words contain these.</summary>
    public static bool Says(GitHostFailure failure, string words) => failure.HostText.IndexOf(words, StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool IsSecondary(GitHostFailure failure) => Says(failure, "secondary rate limit") || Says(failure, "abuse detection");

    /// <summary>The scopes of a classic token if none of those that the call accepts is among them: GitHub hides that behind 404. Null when scopes do not explain it.</summary>
    private static string[]? LacksScope(ApiStatusException e)
    {
        if (Header(e, "X-OAuth-Scopes") is null)
            return null;
        var (accepted, granted) = (List(e, "X-Accepted-OAuth-Scopes", ','), List(e, "X-OAuth-Scopes", ','));
        return accepted.Length == 0 || accepted.Any(one => granted.Any(other => Covers(other, one))) ? null : granted;
    }

    /// <summary>Wider scopes hold narrower ones: <c>repo</c> holds <c>repo:status</c> and <c>public_repo</c>, <c>admin:org</c> holds <c>write:org</c> and <c>read:org</c>.</summary>
    private static bool Covers(string granted, string needed)
    {
        if (granted == needed || (granted == "repo" && (needed == "public_repo" || needed.StartsWith("repo:", StringComparison.Ordinal))))
            return true;
        var (left, right) = (granted.Split(':'), needed.Split(':'));
        return left.Length == 2 && right.Length == 2 && left[1] == right[1] && (left[0] == "admin" || (left[0] == "write" && right[0] == "read"));
    }

    private static string? Header(ApiStatusException e, string name) => e.Headers.TryGetValue(name, out var value) ? value : null;

    private static string[] List(ApiStatusException e, string name, char separator) =>
        [.. (Header(e, name) ?? "").Split(separator).Select(part => part.Trim()).Where(part => part.Length > 0)];

    /// <summary>GitHub's message, with the details that most of its 422 carry.</summary>
    private string SaidBy(ApiStatusException e)
    {
        try
        {
            using var body = JsonDocument.Parse(e.BodyText);
            if (body.RootElement.ValueKind != JsonValueKind.Object)
                return "";
            var message = Text(body.RootElement, "message");
            if (!body.RootElement.TryGetProperty("errors", out var errors) || errors.ValueKind != JsonValueKind.Array)
                return redactor.Clean(message);
            var details = errors.EnumerateArray().Select(Detail).Where(detail => detail.Length > 0);
            return redactor.Clean(string.Join("; ", new[] { message }.Concat(details)));
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static string Detail(JsonElement error) => error.ValueKind switch
    {
        JsonValueKind.String => error.GetString()!,
        JsonValueKind.Object => Text(error, "message") is { Length: > 0 } text ? text : string.Join(" ", new[] { Text(error, "field"), Text(error, "code") }.Where(part => part.Length > 0)),
        _ => "",
    };

    private static string Text(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
