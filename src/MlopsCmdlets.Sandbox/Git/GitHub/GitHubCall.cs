using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Git.Storage;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary>One call of GitHub's API: who calls, which repository, which page.</summary>
internal sealed class GitHubCall
{
    private const int MostPerPage = 100;
    private const int DefaultPerPage = 30;

    private readonly ApiCall _call;
    private readonly GitToken _token;

    /// <exception cref="ApiException">401 for bad credentials, 403 beyond the quota. The headers of every reply are set before.</exception>
    public GitHubCall(ApiCall call)
    {
        _call = call;
        var headers = call.Http.Response.Headers;
        headers["X-GitHub-Request-Id"] = call.Trace;
        headers["X-GitHub-Media-Type"] = "github.v3; format=json";
        headers["X-GitHub-Enterprise-Version"] = "3.14.0";
        var caller = GitCaller.Of(call.Http, Host);
        _token = caller.Token ?? throw (caller.Given ? GitHubErrors.BadCredentials() : ApiException.Unauthorized("Must authenticate to access this API."));
        if (_token.Kind == TokenKind.Personal) headers["X-OAuth-Scopes"] = string.Join(", ", _token.Scopes.Where(s => !s.StartsWith("vso.", StringComparison.Ordinal)));
        if (_token.Expires is { } end) headers["GitHub-Authentication-Token-Expiration"] = end.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        Rates = Host.GitHub.Rates.Take(_token.User, count: call.Http.Request.Path.Value?.EndsWith("/rate_limit", StringComparison.Ordinal) != true);
        headers["X-RateLimit-Limit"] = Host.GitHub.Rates.Limit.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = Rates.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Used"] = Rates.Used.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = Rates.Reset.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Resource"] = "core";
        if (Rates.Exceeded) throw ApiException.Forbidden($"API rate limit exceeded for user ID {_token.User.Id}.");
    }

    public GitHost Host => _call.World.Git;

    public GitUser User => _token.User;

    /// <summary>Who is written down as the author: for the token of a pipeline, the app.</summary>
    public GitUser Author => _token.Kind == TokenKind.Pipeline ? Host.Accounts.Actions : _token.User;

    public TokenKind TokenKind => _token.Kind;

    public (int Remaining, int Used, DateTimeOffset Reset, bool Exceeded) Rates { get; }

    /// <summary>Scheme, host and port, as the caller wrote them.</summary>
    public string Origin => $"{_call.Http.Request.Scheme}://{_call.Http.Request.Host}";

    public string Api => Origin + "/api/v3";

    public DateTimeOffset Now => _call.World.Now;

    public string Route(string name) => Uri.UnescapeDataString(_call.Route(name).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase));

    public string? Query(string name) => _call.Query(name);

    /// <summary>Whether the caller asks for one of GitHub's own media types.</summary>
    public bool Accepts(string form) => _call.Http.Request.Headers.Accept.ToString().Contains($"github.{form}", StringComparison.Ordinal) || _call.Http.Request.Headers.Accept.ToString().Contains($".{form}", StringComparison.Ordinal);

    public void SetHeader(string name, string value) => _call.Http.Response.Headers[name] = value;

    /// <summary>A number in the path; anything else is not found.</summary>
    public long Number(string name) => long.TryParse(Route(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw GitHubErrors.NotFound();

    public async Task<JsonObject> BodyAsync()
    {
        try
        {
            return await _call.BodyObjectAsync();
        }
        catch (ApiException error) when (error.Status == 400)
        {
            throw ApiException.BadRequest("Problems parsing JSON");
        }
    }

    /// <summary>The body where none is needed.</summary>
    public async Task<JsonObject> OptionalBodyAsync() => _call.Http.Request.ContentLength is 0 or null && !_call.Http.Request.Headers.ContainsKey("Transfer-Encoding") ? [] : await BodyAsync();

    /// <summary>Something that only a person's token with the scope may do, outside of any repository.</summary>
    public void RequireScope(string scope, bool pipelines = false)
    {
        SetHeader("X-Accepted-OAuth-Scopes", scope);
        if (_token.Kind == TokenKind.Pipeline && !pipelines) throw ApiException.Forbidden("Resource not accessible by integration");
        if (_token.Kind == TokenKind.Personal && !_token.Has(scope)) throw GitHubErrors.NotFound();
    }

    /// <summary>
    /// The repository that the path names, for somebody with at least this permission. As GitHub does, hides what the caller may not see, and what
    /// the token's scopes do not reach, behind 404; administration is 403 for those who can see the repository.
    /// </summary>
    public GitHubRepository Repository(RepositoryPermission least = RepositoryPermission.Read)
    {
        var repository = Host.GitHub.Find(Route("owner"), Route("repo"));
        var held = repository?.PermissionOf(User) ?? RepositoryPermission.None;
        if (repository is null || held < RepositoryPermission.Read) throw GitHubErrors.NotFound();
        if (least > RepositoryPermission.Read || repository.IsPrivate) RequireScope(GitToken.GitHubRepositories, pipelines: least < RepositoryPermission.Admin);
        if (held >= least) return repository;
        throw least == RepositoryPermission.Admin ? ApiException.Forbidden("Must have admin rights to Repository.") : GitHubErrors.NotFound();
    }

    public GitHubPullRequest PullRequest(GitHubRepository repository)
    {
        var number = Number("number");
        return repository.PullRequests.FirstOrDefault(p => p.Number == number) ?? throw GitHubErrors.NotFound();
    }

    /// <summary>The commit that a part of the path means.</summary>
    public async Task<string> CommitAsync(BareRepository storage, string name) =>
        await storage.ResolveAsync(name) ?? throw new ApiException(422, "no_commit", $"No commit found for SHA: {name}");

    /// <summary>The page that the query asks for, with the links to the others.</summary>
    public IReadOnlyList<T> Page<T>(IReadOnlyList<T> items)
    {
        var size = Math.Clamp(Positive("per_page", DefaultPerPage), 1, MostPerPage);
        var page = Positive("page", 1);
        var last = Math.Max(1, (items.Count + size - 1) / size);
        List<string> links = [];
        if (page > 1) links.Add(Link(page - 1, "prev"));
        if (page < last) links.Add(Link(page + 1, "next"));
        if (page < last) links.Add(Link(last, "last"));
        if (page > 1) links.Add(Link(1, "first"));
        if (links.Count > 0) SetHeader("Link", string.Join(", ", links));
        return [.. items.Skip((page - 1) * size).Take(size)];

        string Link(int number, string relation)
        {
            var query = _call.Http.Request.Query.Where(p => p.Key != "page").Select(p => KeyValuePair.Create(p.Key, (string?)p.Value[0])).Append(KeyValuePair.Create("page", (string?)number.ToString(CultureInfo.InvariantCulture)));
            return $"<{QueryHelpers.AddQueryString(Origin + _call.Http.Request.Path.ToUriComponent(), query)}>; rel=\"{relation}\"";
        }
    }

    public IResult List<T>(IReadOnlyList<T> items, Func<T, JsonNode> document) => Reply.Json(Page(items).Select(document).ToJsonArray());

    private int Positive(string name, int absent) => int.TryParse(Query(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : absent;
}
