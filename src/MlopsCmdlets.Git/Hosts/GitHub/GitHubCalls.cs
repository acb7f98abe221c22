using System.Runtime.Serialization;
using System.Text.Json.Nodes;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.Calls;
using MlopsCmdlets.Http.Diagnostics;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Requests;
using MlopsCmdlets.Http.Security;
using Octokit;
using Octokit.Internal;

namespace MlopsCmdlets.Git.Hosts.GitHub;

/// <summary>Makes calls through Octokit, and failures of Git hosts out of what goes wrong. Safe for concurrent use.</summary>
internal sealed class GitHubCalls : IDisposable
{
    private const int PerPage = 100;

    private readonly GitHostOptions _options;
    private readonly OctokitHttp _http;
    private readonly IGitHubClient _client;
    private readonly GitHubErrors _errors;
    private volatile HostUser? _me;

    public GitHubCalls(GitHostOptions options, GitHubAddress address)
    {
        _options = options;
        Trace = new CallerTrace(options.Trace);
        Patience = new CallPatience(options.TimeProvider, options.Timeout);
        var redactor = new Redactor();
        var origin = new Uri(address.Api.GetLeftPart(UriPartial.Authority));
        _http = new OctokitHttp(HostTransport.Create(options, origin, token => "Bearer " + token, GitHubLimits.ReadWait, Patience, Trace, redactor), options.Url);
        _client = new GitHubClient(new Connection(new ProductHeaderValue("MlopsCmdlets"), address.Api, new InMemoryCredentialStore(Credentials.Anonymous), _http, new SimpleJsonSerializer()));
        _errors = new GitHubErrors(redactor, Patience);
    }

    /// <summary>Hears what is called.</summary>
    public CallerTrace Trace { get; }

    /// <summary>How long the host's waits may be.</summary>
    public CallPatience Patience { get; }

    public TimeProvider Time => _options.TimeProvider;

    /// <summary>All pages, as large as GitHub makes them.</summary>
    public static ApiOptions AllPages => new() { PageSize = PerPage };

    public static ApiOptions Page(int number) => new() { PageSize = PerPage, PageCount = 1, StartPage = number };

    /// <summary>Whether a page of this length may have another behind it.</summary>
    public static bool MayGoOn(int count) => count >= PerPage;

    public void Dispose() => _http.Dispose();

    /// <summary>What a failure found here, without a reply, is about.</summary>
    public GitHostFailure Failure(string action) => new(_options.Url, action);

    /// <summary>Makes a call.</summary>
    /// <param name="action">What is tried, for messages: <c>list the branches of churn-team/churn</c>.</param>
    /// <param name="what">What is missing when GitHub answers 404.</param>
    /// <param name="send">The call of Octokit.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="retry">Whether the transport may repeat it when its fate is unknown.</param>
    public async Task<T> SendAsync<T>(string action, string what, Func<IGitHubClient, Task<T>> send, CancellationToken cancellationToken, RetrySafety retry = RetrySafety.ByMethod)
    {
        _http.Begin(new OctokitCall(action, retry, cancellationToken));
        try
        {
            return await send(_client).ConfigureAwait(false);
        }
        catch (Http.Errors.ApiException e)
        {
            throw HostFailures.Translate(e, _options.Url, action, _options.Timeout, (failure, status) => _errors.OfStatus(failure, status, what));
        }
        catch (Exception e) when (e is Octokit.ApiException or SerializationException or InvalidCastException or FormatException or NullReferenceException)
        {
            // Octokit reads replies by reflection and throws what comes when they are not of the form that it knows.
            throw new GitHostInvalidReplyException(Failure(action), "the reply is not one that GitHub gives.", e);
        }
    }

    /// <summary>The same for what need not be there: null when it is not, or not visible.</summary>
    public async Task<T?> FindAsync<T>(string action, string what, Func<IGitHubClient, Task<T>> send, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await SendAsync(action, what, send, cancellationToken).ConfigureAwait(false);
        }
        catch (GitHostException e) when (e.Failure.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Reads what Octokit has no lossless model of.</summary>
    public Task<JsonNode?> ReadAsync(string action, string what, string path, CancellationToken cancellationToken) =>
        SendAsync(action, what, async client => Parse(await client.Connection.Get<object>(Relative(path), null).ConfigureAwait(false)), cancellationToken);

    /// <summary>Who the token belongs to; asked once.</summary>
    public async Task<HostUser> MeAsync(CancellationToken cancellationToken)
    {
        if (_me is { } known)
            return known;
        var me = GitHubMap.User(await SendAsync("ask whose token it is", "user", client => client.User.Current(), cancellationToken).ConfigureAwait(false));
        return _me = me;
    }

    /// <summary>The same; null for the token of a pipeline, to which GitHub does not tell.</summary>
    public async Task<HostUser?> FindMeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await MeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (GitHostScopeException)
        {
            return null;
        }
    }

    /// <summary>Posts a body for which Octokit has no model with all members.</summary>
    public static Task<T> PostAsync<T>(IGitHubClient client, string path, IDictionary<string, object> body) => new ApiConnection(client.Connection).Post<T>(Relative(path), body, CancellationToken.None);

    public static Uri Relative(string path) => new(path, UriKind.Relative);

    public static string Escape(string text) => Uri.EscapeDataString(text);

    public static JsonNode? Parse<T>(IApiResponse<T> reply) => reply.HttpResponse.Body is string { Length: > 0 } text ? JsonNode.Parse(text) : null;
}
