using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.AzureRepos.Json;
using MlopsCmdlets.Git.Hosts.Calls;
using MlopsCmdlets.Http;
using MlopsCmdlets.Http.Diagnostics;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Requests;
using MlopsCmdlets.Http.Security;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Connection;

/// <summary>Sends calls to one organisation or collection. Safe for concurrent use.</summary>
internal sealed class AzureConnection : IDisposable
{
    private const string ContinuationToken = "x-ms-continuationtoken";

    // Otherwise a missing login is answered by a redirection to a page for people.
    private static readonly IReadOnlyList<KeyValuePair<string, string>> Headers = [new("X-TFS-FedAuthRedirect", "Suppress")];

    private readonly IApiTransport _transport;
    private readonly Lazy<IApiTransport> _identities;
    private readonly AzureFailures _failures;

    public AzureConnection(GitHostOptions options)
    {
        Address = new AzureAddress(options.Url);
        Time = options.TimeProvider;
        Trace = new CallerTrace(options.Trace);
        Patience = new CallPatience(Time, options.Timeout);
        _failures = new AzureFailures(Address.Url, options.Timeout, Patience, Time);
        var redactor = new Redactor();
        _transport = Open(Address.Origin);
        _identities = new(() => Address.IdentityOrigin == Address.Origin ? _transport : Open(Address.IdentityOrigin));

        IApiTransport Open(Uri origin) => HostTransport.Create(options, origin, AzureToken.HeaderValue, AzureFailures.ReadWait, Patience, Trace, redactor);
    }

    public AzureAddress Address { get; }

    public TimeProvider Time { get; }

    /// <summary>How long the host's waits may be.</summary>
    public CallPatience Patience { get; }

    /// <summary>Hears what is called.</summary>
    public CallerTrace Trace { get; }

    /// <summary>The reply's document.</summary>
    public async Task<T> SendAsync<T>(AzureCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var reply = await SendAsync(call, _transport, cancellationToken).ConfigureAwait(false);
        return Read(call, reply, type);
    }

    /// <summary>The reply's document; null when there is no such thing.</summary>
    public async Task<T?> FindAsync<T>(AzureCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await SendAsync(call, type, cancellationToken).ConfigureAwait(false);
        }
        catch (GitHostNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Sends it; what the reply says does not matter.</summary>
    public Task SendAsync(AzureCall call, CancellationToken cancellationToken) => SendAsync(call, _transport, cancellationToken);

    /// <summary>All pages of a list that goes on by continuation tokens.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(AzureCall call, JsonTypeInfo<AzureList<T>> type, CancellationToken cancellationToken)
    {
        List<T> all = [];
        for (string? token = null; ;)
        {
            var reply = await SendAsync(call.With("continuationToken", token), _transport, cancellationToken).ConfigureAwait(false);
            all.AddRange(Read(call, reply, type).Value);
            if (!reply.Headers.TryGetValue(ContinuationToken, out var next) || next.Length == 0)
                return all;
            if (string.Equals(next, token, StringComparison.Ordinal))
                throw new GitHostInvalidReplyException(_failures.Of(call), "the host gives the same page again and again.");
            token = next;
        }
    }

    /// <summary>Identities by a filter.</summary>
    public async Task<IReadOnlyList<AzureIdentity>> IdentitiesAsync(AzureCall call, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(call, _identities.Value, cancellationToken).ConfigureAwait(false);
        // A search by ids has null where it found nothing.
        return Read(call, reply, AzureJson.Default.AzureListAzureIdentity).Value.Where(i => i is not null).ToList();
    }

    /// <summary>Makes a change. When its reply is lost, the change is looked for before it is made again.</summary>
    public Task<T> ChangeAsync<T>(Func<Task<T>> change, Func<Task<T?>> find, CancellationToken cancellationToken)
        where T : class => HostChange.MakeAsync(Time, change, find, cancellationToken);

    public GitHostFailure Failure(string action) => _failures.Of(action);

    public void Dispose()
    {
        if (_identities.IsValueCreated)
            _identities.Value.Dispose();
        _transport.Dispose();
    }

    private async Task<ApiReply> SendAsync(AzureCall call, IApiTransport transport, CancellationToken cancellationToken)
    {
        var request = new ApiRequest(call.Method, Address.Path + call.Path)
        {
            Query = [.. call.Query, new("api-version", call.Version)],
            Headers = Headers,
            Body = call.Body,
            Retry = call.Retry,
            Purpose = call.Action,
        };
        try
        {
            var reply = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
            RequireData(call, reply);
            return reply;
        }
        catch (ApiException e)
        {
            throw _failures.Of(call, e);
        }
    }

    /// <summary>What Azure DevOps answers to a token that it does not know is a page to sign in, with a status of success. No change was made then.</summary>
    private void RequireData(AzureCall call, ApiReply reply)
    {
        if (reply.ContentType.IndexOf("html", StringComparison.OrdinalIgnoreCase) < 0)
            return;
        if (reply.Status == 203)
            throw new GitHostAuthenticationException(_failures.Of(call, reply.Status));
        throw new GitHostInvalidReplyException(_failures.Of(call, reply.Status), "a web page came instead of data.");
    }

    private T Read<T>(AzureCall call, ApiReply reply, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(reply.Body.Span, type)
                ?? throw new GitHostInvalidReplyException(_failures.Of(call, reply.Status), "the answer is empty.");
        }
        catch (JsonException e)
        {
            throw new GitHostInvalidReplyException(_failures.Of(call, reply.Status), "the answer is not the JSON that was expected.", e);
        }
    }
}
