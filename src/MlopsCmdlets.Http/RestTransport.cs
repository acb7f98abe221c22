using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MlopsCmdlets.Http.Diagnostics;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Options;
using MlopsCmdlets.Http.Requests;
using MlopsCmdlets.Http.Sending;
using RestSharp;

namespace MlopsCmdlets.Http;

/// <summary>The transport on RestSharp. One per connection; safe for concurrent use. Failures are <see cref="ApiException"/>s, cancellation is an <see cref="OperationCanceledException"/>.</summary>
public sealed class RestTransport : IApiTransport
{
    /// <summary>What RestSharp sends by itself.</summary>
    internal const string UsualAccept = "application/json";

    private const int MaxRedirects = 5;
    private const int ErrorBodyBytes = 64 * 1024;
    private const int ExcerptCharacters = 200;

    private readonly TransportOptions _options;
    private readonly RestClient _client;
    private readonly RetryPolicy _retry;
    private readonly FailureTranslator _failures;
    private volatile string? _registered;
    private volatile bool _disposed;
    private long _clockOffset = long.MinValue;

    public RestTransport(TransportOptions options)
    {
        _options = options;
        options.Redactor.Register(options.Proxy.Credential?.Password);
        var certificates = new CertificateCheck(options.Tls, options.TimeProvider);
        _failures = new FailureTranslator(options, certificates);
        _retry = new RetryPolicy(options);

        // Time limits are the watchdog's, in all phases.
        var http = new HttpClient(Handlers.Create(options, certificates), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", options.UserAgent);
        _client = new RestClient(
            http,
            new RestClientOptions(options.Origin)
            {
                FollowRedirects = false,
                Timeout = Timeout.InfiniteTimeSpan,
                ThrowOnAnyError = true,
                SetErrorExceptionOnUnsuccessfulStatusCode = false,
                UserAgent = null,
            },
            disposeHttpClient: true)
        {
            AcceptedContentTypes = [UsualAccept],
        };
    }

    public Uri Origin => _options.Origin;

    /// <summary>How far the server's clock is ahead of this machine's, by the Date of its last reply, exact to about a second; null while none said.</summary>
    public TimeSpan? ClockOffset => Interlocked.Read(ref _clockOffset) is var ticks and not long.MinValue ? TimeSpan.FromTicks(ticks) : null;

    public Task<T?> SendAsync<T>(ApiRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        RunAsync(request, download: false, exchange => ReadJsonAsync(exchange, type, cancellationToken), cancellationToken);

    public Task<ApiReply> SendAsync(ApiRequest request, CancellationToken cancellationToken) =>
        RunAsync(request, download: false, exchange => ReadReplyAsync(exchange, cancellationToken), cancellationToken);

    public Task<ApiDownload> DownloadAsync(ApiRequest request, CancellationToken cancellationToken) =>
        RunAsync(request, download: true, exchange => new ValueTask<ApiDownload>(OpenDownload(exchange)), cancellationToken);

    public void Dispose()
    {
        _disposed = true;
        _client.Dispose();
    }

    private Task<T> RunAsync<T>(ApiRequest request, bool download, Func<Exchange, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        if (_disposed)
            throw new ObjectDisposedException(nameof(RestTransport));
        cancellationToken.ThrowIfCancellationRequested();
        return _retry.ExecuteAsync(new Call(_options, request, download), (call, token) => AttemptAsync(call, read, token), cancellationToken);
    }

    private async ValueTask<T> AttemptAsync<T>(Call call, Func<Exchange, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        call.Attempts++;
        var exchange = await OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var handedOver = false;
        try
        {
            if (exchange.Response!.Headers.Date is { } date)
                Interlocked.Exchange(ref _clockOffset, (date - _options.TimeProvider.GetUtcNow()).Ticks);
            if (exchange.Status == 407)
                throw _failures.ProxyRefused(call, 407);
            if (exchange.Status >= 400)
                throw await StatusErrorAsync(exchange, cancellationToken).ConfigureAwait(false);
            if (exchange.Status >= 300)
                throw RedirectError(exchange);
            var result = await read(exchange).ConfigureAwait(false);
            handedOver = call.IsDownload;
            return result;
        }
        finally
        {
            if (!handedOver)
                exchange.Dispose();
        }
    }

    /// <summary>Sends with a token, once more after a 401, and along redirects that a download may follow.</summary>
    private async ValueTask<Exchange> OpenAsync(Call call, CancellationToken cancellationToken)
    {
        var authorization = await AuthorizationAsync(call, cancellationToken).ConfigureAwait(false);
        var uri = call.Uri;
        for (var redirects = 0; ;)
        {
            var exchange = await ExchangeAsync(call, uri, authorization, cancellationToken).ConfigureAwait(false);
            if (exchange.Status == 401 && authorization is not null && !call.LoggedInAgain)
            {
                call.LoggedInAgain = true;
                _options.Tokens!.Invalidate(authorization);
                string? renewed;
                try
                {
                    Report(call, TrafficEventKind.LoginAgain);
                    renewed = await AuthorizationAsync(call, cancellationToken).ConfigureAwait(false);
                }
                catch
                {
                    exchange.Dispose();
                    throw;
                }

                if (string.Equals(renewed, authorization, StringComparison.Ordinal))
                    return exchange;
                authorization = renewed;
            }
            else if (NextOf(exchange, uri) is { } next && redirects < MaxRedirects)
            {
                redirects++;
                uri = next;
            }
            else
            {
                return exchange;
            }

            exchange.Dispose();
        }
    }

    private async ValueTask<string?> AuthorizationAsync(Call call, CancellationToken cancellationToken)
    {
        if (call.Request.Anonymous || _options.Tokens is not { } tokens)
            return null;
        call.LoginFailed = true;
        var value = await tokens.GetHeaderValueAsync(this, cancellationToken).ConfigureAwait(false);
        call.LoginFailed = false;
        if (!ReferenceEquals(value, _registered))
        {
            if (!HeaderValues.IsValid(value))
                throw new ArgumentException("The token or key contains characters that a header cannot carry, such as a line break; it was probably not copied whole.");
            _options.Redactor.Register(value);
            _options.Redactor.Register(value.Substring(value.LastIndexOf(' ') + 1));
            _registered = value;
        }

        return value;
    }

    private async ValueTask<Exchange> ExchangeAsync(Call call, Uri uri, string? authorization, CancellationToken cancellationToken)
    {
        Report(call, TrafficEventKind.Call);
        var exchange = new Exchange(_options, call, uri, authorization, cancellationToken);
        try
        {
            await exchange.SendAsync(_client).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            using (exchange)
                throw _disposed ? new ObjectDisposedException(nameof(RestTransport), _failures.Safe(e)) : _failures.WhileSending(e, exchange);
        }

        Report(call, TrafficEventKind.Reply, exchange.Status);
        return exchange;
    }

    /// <summary>Where a download may follow: a GET, inside scheme, host and port. The token goes nowhere else.</summary>
    private static Uri? NextOf(Exchange exchange, Uri current)
    {
        if (!exchange.Call.IsDownload || exchange.Status is not (301 or 302 or 303 or 307 or 308) || !exchange.Call.IsRead)
            return null;
        if (exchange.Response!.Headers.Location is not { } location || !Uri.TryCreate(current, location, out var next))
            return null;
        return Call.SameOrigin(next, current) ? next : null;
    }

    private async ValueTask<T?> ReadJsonAsync<T>(Exchange exchange, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var body = await ReadBodyAsync(exchange, cancellationToken).ConfigureAwait(false);
        if (body.Span.IsEmpty)
            return default;
        try
        {
            return JsonSerializer.Deserialize(body.Span, type);
        }
        catch (JsonException e)
        {
            throw NotJson(exchange, body.Span, e);
        }
    }

    private async ValueTask<ApiReply> ReadReplyAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        using var body = await ReadBodyAsync(exchange, cancellationToken).ConfigureAwait(false);
        return new ApiReply(exchange.Status, exchange.ContentType, body.Span.ToArray(), HeaderValues.ToDictionary(exchange.Response!));
    }

    private async ValueTask<PooledBody> ReadBodyAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var limit = _options.MaxReplyBytes;
        var length = LengthOf(exchange);
        if (length is null || length <= limit)
        {
            var body = await PooledBody.ReadAsync(Decoded(exchange), length, limit, cancellationToken).ConfigureAwait(false);
            if (!body.IsCut)
                return body;
            body.Dispose();
        }

        throw new ApiTooLargeException($"the reply is larger than {limit} bytes.", exchange.Call.Describe(), limit) { MayHaveBeenProcessed = exchange.Call.NoteUnknownOutcome() };
    }

    private ApiDownload OpenDownload(Exchange exchange)
    {
        var headers = exchange.Response!.Content?.Headers;
        var disposition = headers?.ContentDisposition;
        return new ApiDownload(
            Decoded(exchange), LengthOf(exchange), exchange.ContentType, exchange.Status, (disposition?.FileNameStar ?? disposition?.FileName)?.Trim('"'))
        {
            Offset = exchange.Status == 206 ? headers?.ContentRange?.From ?? 0 : 0,
            EntityTag = exchange.Response.Headers.ETag?.ToString(),
        };
    }

    private Stream Decoded(Exchange exchange)
    {
        var wire = new WireStream(exchange, _failures);
        return IsCompressed(exchange) ? new UnzippedStream(wire, exchange, _failures) : wire;
    }

    private static bool IsCompressed(Exchange exchange) =>
        exchange.Response!.Content?.Headers.ContentEncoding is { Count: > 0 } encodings && encodings.Any(e => e.EndsWith("gzip", StringComparison.OrdinalIgnoreCase));

    private static long? LengthOf(Exchange exchange) =>
        exchange.Call.Request.Method == HttpVerb.Head || IsCompressed(exchange) ? null : exchange.Response!.Content?.Headers.ContentLength;

    private async Task<ApiStatusException> StatusErrorAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var call = exchange.Call;
        byte[] text = [];
        try
        {
            using var body = await PooledBody.ReadAsync(Decoded(exchange), LengthOf(exchange), ErrorBodyBytes, cancellationToken).ConfigureAwait(false);
            text = body.Span.ToArray();
        }
        catch (ApiException)
        {
            // The status is the news; what explained it was lost on the way.
        }

        var headers = HeaderValues.ToDictionary(exchange.Response!);
        headers.Remove("Set-Cookie");
        foreach (var name in headers.Keys.ToArray())
            headers[name] = _options.Redactor.Clean(headers[name]);
        var unknown = exchange.Status is 408 or >= 500 ? call.NoteUnknownOutcome() : call.MayHaveBeenProcessed;
        var wait = _options.Retry.ReadWait?.Invoke(exchange.Status, headers, _options.TimeProvider.GetUtcNow());
        return new ApiStatusException(
            call.Describe(), exchange.Status, _options.Redactor.Clean(exchange.ContentType), text, headers, _options.Redactor, wait ?? Sending.RetryAfter.Read(exchange.Response!, _options.TimeProvider))
        { MayHaveBeenProcessed = unknown, IsTurnedAway = wait is not null || exchange.Status == 429 };
    }

    private ApiRedirectException RedirectError(Exchange exchange)
    {
        var location = exchange.Response!.Headers.Location is { } uri ? Sending.Call.Shown(uri, _options.Redactor) : null;
        var message = location is null
            ? $"the server answered {exchange.Status} and did not say where to go."
            : exchange.Call.IsDownload
                ? $"the server redirects ({exchange.Status}) to {location}; that is outside its own address or one redirect too many, and is not followed."
                : $"the server redirects ({exchange.Status}) to {location}; redirects are not followed. Is the address right?";
        return new ApiRedirectException(message, exchange.Call.Describe(), exchange.Status, location);
    }

    private ApiNotJsonException NotJson(Exchange exchange, ReadOnlySpan<byte> body, JsonException failure)
    {
        // Redacted before it is cut: half a secret would not be recognised.
        var text = Encoding.UTF8.GetString(body.Slice(0, Math.Min(body.Length, 4096)).ToArray());
        var excerpt = Security.TextSafety.Shorten(_options.Redactor.Clean(text).Trim(), ExcerptCharacters);
        var type = _options.Redactor.Clean(exchange.ContentType);
        var isHtml = type.IndexOf("html", StringComparison.OrdinalIgnoreCase) >= 0 || text.TrimStart().StartsWith("<", StringComparison.Ordinal);
        var message = isHtml
            ? $"the server answered with a page instead of JSON: something else lives at this address, or the service is not installed. It begins: {excerpt}"
            : $"the reply is not the JSON that was expected. It begins: {excerpt}";
        return new ApiNotJsonException(message, exchange.Call.Describe(), exchange.Status, type, excerpt, _failures.Safe(failure))
        {
            IsHtml = isHtml,
            MayHaveBeenProcessed = exchange.Call.NoteUnknownOutcome(),
        };
    }

    private void Report(Call call, TrafficEventKind kind, int? status = null)
    {
        if (_options.Observer is { IsListening: true } observer)
            observer.Report(new TrafficEvent(kind, call.Request.Method, call.Target, call.Purpose, call.Attempts, status, Reason: null, Delay: null));
    }
}
