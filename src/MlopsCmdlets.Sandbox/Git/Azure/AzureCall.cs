using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Git.Azure;

/// <summary>One call of Azure DevOps' API: who calls, which project and repository, which page.</summary>
internal sealed partial class AzureCall
{
    private static readonly string[] CodeScopes = ["vso.code", "vso.code_write", "vso.code_manage", "vso.code_full"];

    private readonly ApiCall _call;
    private readonly GitToken _token;

    private AzureCall(ApiCall call, GitToken token)
    {
        _call = call;
        _token = token;
    }

    public GitHost Host => _call.World.Git;

    public AzureState State => Host.Azure;

    public GitUser User => _token.User;

    public TokenKind TokenKind => _token.Kind;

    public DateTimeOffset Now => _call.World.Now;

    public string Origin => $"{_call.Http.Request.Scheme}://{_call.Http.Request.Host}";

    /// <summary>The URL of the organisation.</summary>
    public string Root => $"{Origin}/azure/{Organization.Login}";

    public GitOrganization Organization => Host.Accounts.Organization(_call.Route("organization")) ?? throw new ApiException(404, "HostNotFoundException", $"TF400018: The organization {_call.Route("organization")} was not found.");

    /// <summary>
    /// The call, or what Azure answers instead: a sign-in page, not an error, to whoever brings no credentials (302) or wrong ones (203).
    /// </summary>
    public static (AzureCall? Call, IResult? SignIn) Open(ApiCall call)
    {
        var headers = call.Http.Response.Headers;
        headers["ActivityId"] = headers["X-VSS-E2EID"] = Activity(call);
        var caller = GitCaller.Of(call.Http, call.World.Git);
        if (caller.Token is { } token)
        {
            CheckVersion(call);
            var opened = new AzureCall(call, token);
            if (token.User is { IsSiteAdministrator: false } user && !opened.Organization.Members.Contains(user))
                throw new ApiException(401, "UnauthorizedRequestException", $"TF400813: The user '{user.Guid}' is not authorized to access this resource.");
            return (opened, null);
        }

        if (caller.Expired) throw new ApiException(401, "PersonalAccessTokenExpiredException", "Access Denied: The Personal Access Token used has expired.");
        if (caller.Given) return (null, Reply.Text(SignInPage, 203, "text/html; charset=utf-8"));
        headers.WWWAuthenticate = "Bearer authorization_uri=https://login.example.invalid/common, Basic realm=\"https://dev.azure.com/\"";
        if (call.Http.Request.Headers["X-TFS-FedAuthRedirect"] == "Suppress") return (null, Reply.Text(SignInPage, 401, "text/html; charset=utf-8"));
        headers.Location = $"{call.Http.Request.Scheme}://{call.Http.Request.Host}/azure/_signin?realm=dev.azure.com";
        return (null, Reply.Text(SignInPage, 302, "text/html; charset=utf-8"));
    }

    public string Route(string name) => Uri.UnescapeDataString(_call.Route(name));

    public string? Query(string name) => _call.Query(name);

    public bool Flag(string name) => string.Equals(Query(name), "true", StringComparison.OrdinalIgnoreCase);

    public bool AcceptsJson => _call.Http.Request.Headers.Accept.ToString() is var accept && (accept.Length == 0 || accept.Contains("json", StringComparison.OrdinalIgnoreCase));

    /// <summary>A resource that has not been released needs <c>-preview</c> in the version.</summary>
    public void RequirePreview()
    {
        if (Version(_call) is { } version && !version.Contains("-preview", StringComparison.OrdinalIgnoreCase))
        {
            throw new ApiException(
                400,
                "VssInvalidPreviewVersionException",
                $"The requested version \"{version}\" of the resource is under preview. The -preview flag must be supplied in the api-version for such requests. For example: \"{version}-preview\"");
        }
    }

    /// <summary>The token must have this scope or a greater one.</summary>
    public void RequireScope(string scope)
    {
        var at = Array.IndexOf(CodeScopes, scope);
        var held = at >= 0 ? CodeScopes.Skip(at).Any(_token.Has) : _token.Has(scope) || _token.Has("vso.code_full");
        if (!held) throw new ApiException(401, "UnauthorizedRequestException", $"TF400813: The user '{User.Guid}' is not authorized to access this resource: the token lacks the scope {scope}.");
    }

    /// <summary>The project in the path; null where the call is the organisation's.</summary>
    public AzureProject? ProjectOrNone() => _call.Route("project") is { Length: > 0 } name ? State.Project(Organization.Login, name) ?? throw AzureErrors.ProjectNotFound(name) : null;

    public AzureProject Project() => ProjectOrNone() ?? throw AzureErrors.ProjectNotFound("");

    /// <summary>The repository in the path, by name in its project or by id anywhere in the organisation.</summary>
    public AzureRepository Repository(string scope = "vso.code")
    {
        RequireScope(scope);
        var (name, project) = (Route("repository"), ProjectOrNone());
        var repository = project is null ? State.ById(name) : State.Find(Organization.Login, project.Id, name);
        return repository is not null && repository.Project.Organization == Organization && repository.PermissionOf(User) >= RepositoryPermission.Read ? repository : throw AzureErrors.RepositoryNotFound(name);
    }

    public AzurePullRequest PullRequest(string scope = "vso.code")
    {
        RequireScope(scope);
        var requests = _call.Route("repository").Length > 0 ? Repository(scope).PullRequests : State.Repositories.Where(r => r.Project.Organization == Organization).SelectMany(r => r.PullRequests);
        return int.TryParse(Route("id"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && requests.FirstOrDefault(p => p.Number == number) is { } found
            ? found
            : throw AzureErrors.PullRequestNotFound();
    }

    /// <summary>The user may do what the bit stands for.</summary>
    public void RequirePermission(AzureRepository repository, int bit, string name, string? branch = null)
    {
        if (!repository.May(User, bit, branch)) throw AzureErrors.NeedsPermission(name);
    }

    public async Task<JsonObject> BodyAsync() => await AnyBodyAsync() as JsonObject ?? throw AzureErrors.Argument("body");

    public async Task<JsonNode> AnyBodyAsync()
    {
        try
        {
            return await _call.BodyAsync();
        }
        catch (ApiException error) when (error.Status == 400)
        {
            throw new ApiException(400, "VssPropertyValidationException", "The body of the request is not valid JSON.");
        }
    }

    public static IResult List(IEnumerable<JsonNode> items)
    {
        var value = items.ToJsonArray();
        var count = value.Count;
        return Reply.Json(new JsonObject { ["value"] = value, ["count"] = count });
    }

    /// <summary>A page by <c>$top</c> and <c>continuationToken</c>; the token of the next page is a header.</summary>
    public IResult Page<T>(IReadOnlyList<T> items, Func<T, JsonNode> document, int size = 1000)
    {
        var start = Query("continuationToken") is not { } token ? 0 : Offset(token) ?? throw AzureErrors.Argument("continuationToken");
        if (int.TryParse(Query("$top"), NumberStyles.None, CultureInfo.InvariantCulture, out var top) && top > 0) size = Math.Min(size, top);
        if (start + size < items.Count) _call.Http.Response.Headers["x-ms-continuationtoken"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"n:{start + size}")));
        return List(items.Skip(start).Take(size).Select(document));
    }

    private static int? Offset(string token)
    {
        Span<byte> bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length) && Encoding.ASCII.GetString(bytes[..length]) is ['n', ':', .. var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : null;
    }

    private static string Activity(ApiCall call) => new Guid(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(call.Trace)).AsSpan(0, 16)).ToString("D");

    private static string? Version(ApiCall call) => call.Query("api-version") ?? (AcceptedVersion().Match(call.Http.Request.Headers.Accept.ToString()) is { Success: true } match ? match.Groups[1].Value : null);

    private static void CheckVersion(ApiCall call)
    {
        var method = call.Http.Request.Method;
        if (Version(call) is not { } version)
        {
            // Reading without a version is allowed, and gives the newest.
            if (HttpMethods.IsGet(method)) return;
            throw new ApiException(
                400,
                "VssVersionNotSpecifiedException",
                $"No api-version was supplied for the \"{method}\" request. The version must be supplied either as part of the Accept header (e.g. \"application/json; api-version=1.0\") or as a query parameter (e.g. \"?api-version=1.0\").");
        }

        if (!ValidVersion().IsMatch(version)) throw new ApiException(400, "VssVersionOutOfRangeException", $"The api-version \"{version}\" is not valid. Use for example 7.1.");
    }

    private const string SignInPage = "<!DOCTYPE html>\r\n<html lang=\"en-US\"><head><title>Azure DevOps Services | Sign In</title></head><body><p>Sign in to your account</p></body></html>\r\n";

    [GeneratedRegex(@"api-version=([^;,\s]+)", RegexOptions.CultureInvariant)]
    private static partial Regex AcceptedVersion();

    [GeneratedRegex(@"^[1-7]\.\d(-preview(\.\d+)?)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ValidVersion();
}
