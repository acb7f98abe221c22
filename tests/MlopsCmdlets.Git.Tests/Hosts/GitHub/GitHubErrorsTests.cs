using System.Text;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.Calls;
using MlopsCmdlets.Git.Hosts.GitHub;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Requests;
using MlopsCmdlets.Http.Security;

namespace MlopsCmdlets.Git.Tests.Hosts.GitHub;

/// <summary>What GitHub means by a status, row by row, with its own words.</summary>
public sealed class GitHubErrorsTests
{
    private static readonly GitHostFailure Failure = new(new Uri("https://github.com"), "read repository a/b");

    [Theory]
    [InlineData(401, "Bad credentials", "", typeof(GitHostAuthenticationException))]
    [InlineData(403, "API rate limit exceeded for user ID 1.", "x-ratelimit-remaining: 0|x-ratelimit-reset: 1900000000", typeof(GitHostRateLimitedException))]
    [InlineData(429, "API rate limit exceeded for user ID 1.", "x-ratelimit-remaining: 0|x-ratelimit-reset: 1900000000", typeof(GitHostRateLimitedException))]
    [InlineData(403, "You have exceeded a secondary rate limit.", "x-ratelimit-remaining: 0|x-ratelimit-reset: 1900000000", typeof(GitHostSecondaryLimitException))]
    [InlineData(429, "Too many requests", "", typeof(GitHostSecondaryLimitException))]
    [InlineData(403, "Must have admin rights to Repository.", "x-ratelimit-remaining: 0|x-ratelimit-reset: 1900000000", typeof(GitHostAccessDeniedException))]
    [InlineData(403, "Must have admin rights to Repository.", "x-ratelimit-remaining: 4000", typeof(GitHostAccessDeniedException))]
    [InlineData(403, "Resource not accessible by integration", "", typeof(GitHostScopeException))]
    [InlineData(403, "Resource not accessible by personal access token", "X-Accepted-GitHub-Permissions: checks=read", typeof(GitHostScopeException))]
    [InlineData(403, "Upgrade to GitHub Pro or make this repository public to enable this feature.", "", typeof(GitHostNotSupportedException))]
    [InlineData(404, "Not Found", "", typeof(GitHostNotFoundException))]
    [InlineData(404, "Not Found", "X-OAuth-Scopes: repo, workflow|X-Accepted-OAuth-Scopes: repo", typeof(GitHostNotFoundException))]
    [InlineData(404, "Not Found", "X-OAuth-Scopes: repo|X-Accepted-OAuth-Scopes: public_repo, repo:status", typeof(GitHostNotFoundException))]
    [InlineData(404, "Not Found", "X-OAuth-Scopes: admin:org|X-Accepted-OAuth-Scopes: read:org", typeof(GitHostNotFoundException))]
    [InlineData(404, "Not Found", "X-OAuth-Scopes: read:org|X-Accepted-OAuth-Scopes: admin:org", typeof(GitHostScopeException))]
    [InlineData(404, "Not Found", "X-OAuth-Scopes: |X-Accepted-OAuth-Scopes: repo", typeof(GitHostScopeException))]
    [InlineData(404, "Not Found", "X-Accepted-OAuth-Scopes: repo", typeof(GitHostNotFoundException))]
    [InlineData(405, "Pull Request is not mergeable", "", typeof(GitHostRefusedException))]
    [InlineData(409, "Git Repository is empty.", "", typeof(GitHostRefusedException))]
    [InlineData(422, "Validation Failed", "", typeof(GitHostInvalidRequestException))]
    [InlineData(451, "Repository access blocked", "", typeof(GitHostRefusedException))]
    [InlineData(500, "", "", typeof(GitHostUnavailableException))]
    [InlineData(502, "<html>Bad gateway</html>", "", typeof(GitHostUnavailableException))]
    public void A_refusal_has_its_own_type(int status, string message, string headers, Type type)
    {
        var error = Translate(status, message.StartsWith('<') ? message : $$"""{"message":"{{message}}"}""", headers);
        Assert.IsType(type, error);
        Assert.Equal(status, error.Failure.Status);
        Assert.StartsWith("Could not read repository a/b at github.com: ", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.RecommendedAction);
        if (!message.StartsWith('<'))
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"message":"Validation Failed","errors":[{"resource":"PullRequest","code":"custom","message":"No commits between dev and x"}]}""", "Validation Failed; No commits between dev and x")]
    [InlineData("""{"message":"Validation Failed","errors":[{"resource":"PullRequest","field":"head","code":"invalid"}]}""", "Validation Failed; head invalid")]
    [InlineData("""{"message":"Unprocessable Entity","errors":["Can not approve your own pull request"]}""", "Unprocessable Entity; Can not approve your own pull request")]
    [InlineData("""{"message":"Unprocessable Entity","errors":[7,null]}""", "Unprocessable Entity")]
    [InlineData("""["x"]""", "")]
    [InlineData("""{"message":7}""", "")]
    [InlineData("no JSON", "")]
    public void The_hosts_words_are_read_in_all_their_forms(string body, string text) => Assert.Equal(text, Translate(422, body, "").Failure.HostText);

    [Fact]
    public void The_scope_that_lacks_and_the_time_of_the_reset_are_told()
    {
        var scope = Assert.IsType<GitHostScopeException>(Translate(404, "{}", "X-OAuth-Scopes: gist, read:org|X-Accepted-OAuth-Scopes: repo"));
        Assert.Equal(["repo"], scope.Needed);
        Assert.Equal(["gist", "read:org"], scope.Granted);
        Assert.Contains("repo", scope.RecommendedAction, StringComparison.Ordinal);
        var limited = Assert.IsType<GitHostRateLimitedException>(Translate(403, """{"message":"API rate limit exceeded"}""", "X-RateLimit-Remaining: 0|X-RateLimit-Reset: 1900000000"));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1900000000), limited.ResetAt);
        Assert.Contains("2030-03-17 17:46:40 UTC", limited.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "x-ratelimit-remaining: 0|x-ratelimit-reset: 1900000000", 101)]
    [InlineData(403, "x-ratelimit-remaining: 0|x-ratelimit-reset: 1900000000|Date: Sun, 17 Mar 2030 17:46:30 GMT", 11)]
    [InlineData(403, "x-ratelimit-remaining: 0|x-ratelimit-reset: 1000000000", 1)]
    [InlineData(403, "x-ratelimit-remaining: 0|x-ratelimit-reset: 1900000000|Retry-After: 7", 7)]
    [InlineData(429, "Retry-After: 7", 7)]
    [InlineData(403, "x-ratelimit-remaining: 1|x-ratelimit-reset: 1900000000", null)]
    [InlineData(403, "x-ratelimit-remaining: 0|x-ratelimit-reset: 99999999999999999999", null)]
    [InlineData(403, "x-ratelimit-remaining: 0|x-ratelimit-reset: 999999999999999", null)]
    [InlineData(403, "x-ratelimit-remaining: 0", null)]
    [InlineData(404, "Retry-After: 7", null)]
    [InlineData(200, "x-ratelimit-remaining: 0|x-ratelimit-reset: 1900000000", null)]
    public void A_wait_is_read_from_the_headers(int status, string headers, int? seconds) => Assert.Equal(
        seconds is { } wait ? TimeSpan.FromSeconds(wait) : null,
        GitHubLimits.ReadWait(status, Headers(headers), DateTimeOffset.FromUnixTimeSeconds(1900000000 - 100)));

    private static GitHostException Translate(int status, string body, string headers)
    {
        var redactor = new Redactor();
        var error = new ApiStatusException(new ApiCall(HttpVerb.Get, "/repos/a/b", "", 1), status, "application/json", Encoding.UTF8.GetBytes(body), Headers(headers), redactor, retryAfter: null);
        return new GitHubErrors(redactor, new CallPatience(TimeProvider.System, TimeSpan.FromMinutes(10))).OfStatus(Failure with { Status = status }, error, "repository a/b");
    }

    private static Dictionary<string, string> Headers(string text) =>
        text.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
}
