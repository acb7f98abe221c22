using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Options;
using MlopsCmdlets.Http.Requests;
using RestSharp;
using RestSharp.Interceptors;

namespace MlopsCmdlets.Http.Sending;

/// <summary>
/// One request and its reply on the wire: fills RestSharp's message in, keeps the reply that <see cref="RestClient.DownloadStreamAsync"/> would hide behind its
/// stream, and tells the watchdog which phase it is.
/// </summary>
internal sealed class Exchange : Interceptor, IDisposable
{
    private readonly TransportOptions _options;
    private readonly Uri _uri;
    private readonly string? _authorization;
    private long _deadline;
    private long _uploadBegan;
    private long _uploadedBytes;

    public Exchange(TransportOptions options, Call call, Uri uri, string? authorization, CancellationToken cancellationToken)
    {
        _options = options;
        _uri = uri;
        _authorization = authorization;
        Call = call;
        Watchdog = new Watchdog(options.TimeProvider, cancellationToken);
        AwaitReply();
    }

    public Call Call { get; }

    public Watchdog Watchdog { get; }

    /// <summary>The reply, once its headers have come.</summary>
    public HttpResponseMessage? Response { get; private set; }

    /// <summary>The reply's body as it is on the wire.</summary>
    public Stream Wire { get; private set; } = Stream.Null;

    /// <summary>What our own source of the body threw.</summary>
    public Exception? SourceFailure { get; private set; }

    public long UploadedBytes => _uploadedBytes;

    public int Status => (int)Response!.StatusCode;

    public string ContentType => Response!.Content?.Headers.ContentType?.MediaType ?? "";

    public async Task SendAsync(RestClient client)
    {
        var request = new RestRequest
        {
            // The address is set on the message below, exactly as it was built and checked.
            Method = VerbOf(Call.Request.Method),
            Interceptors = [this],
        };
        var send = client.DownloadStreamAsync(request, Watchdog.Token);
#if NET
        Wire = await send.ConfigureAwait(false) ?? Stream.Null;
#else
        // Connecting and resolving names cannot be interrupted on .NET Framework: leave it to itself and dispose of what it still brings.
        _ = send.ContinueWith(
            static (late, state) =>
            {
                _ = late.Exception;
                if (((Exchange)state!).Watchdog.Token.IsCancellationRequested && late.Status == TaskStatus.RanToCompletion)
                    late.Result?.Dispose();
            },
            this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        Wire = await send.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, Watchdog.Token).ConfigureAwait(false) ?? Stream.Null;
#endif
        Watchdog.Rest();
    }

    public override ValueTask BeforeHttpRequest(HttpRequestMessage requestMessage, CancellationToken cancellationToken)
    {
        var request = Call.Request;
        requestMessage.RequestUri = _uri;
        try
        {
            requestMessage.Content = BodyContent.Create(Call, this);
        }
        catch (Exception e) when (NoteSourceFailure(e))
        {
            // A file that cannot be opened is no failure of the network.
            throw;
        }

        requestMessage.Headers.ExpectContinue = BodyContent.AsksFirst(request.Body);
        if (request.Accept != RestTransport.UsualAccept)
        {
            requestMessage.Headers.Remove("Accept");
            requestMessage.Headers.TryAddWithoutValidation("Accept", request.Accept);
        }

        // A download is asked for as it is stored: compressed it could neither be resumed nor measured.
        requestMessage.Headers.TryAddWithoutValidation("Accept-Encoding", Call.IsDownload ? "identity" : "gzip");
        if (_authorization is not null)
            requestMessage.Headers.TryAddWithoutValidation("Authorization", _authorization);
        foreach (var header in request.Headers)
            requestMessage.Headers.TryAddWithoutValidation(header.Key, header.Value);
        return default;
    }

    public override ValueTask AfterHttpRequest(HttpResponseMessage responseMessage, CancellationToken cancellationToken)
    {
        Response = responseMessage;
        return default;
    }

    /// <summary>Some of the body has been taken; the rest must follow within the stall time-out.</summary>
    public void Uploading(long sent)
    {
        _uploadedBytes = sent;
        if (_uploadBegan == 0)
            _uploadBegan = _options.TimeProvider.GetTimestamp();
        Watchdog.Watch(_options.StallTimeout, Expiry.UploadStall);
    }

    /// <summary>The whole body is on its way; now the server has the time of one attempt.</summary>
    public void Uploaded()
    {
        if (_uploadBegan != 0)
            Call.DoNotCount(_options.TimeProvider.GetElapsedTime(_uploadBegan));
        _uploadBegan = 0;
        AwaitReply();
    }

    /// <summary>A read of the reply's body begins.</summary>
    public void Reading()
    {
        var limit = _options.StallTimeout;
        var kind = Expiry.DownloadStall;
        if (!Call.IsDownload || Status >= 300)
        {
            var left = TimeSpan.FromSeconds(Math.Max(0, _deadline - _options.TimeProvider.GetTimestamp()) / (double)_options.TimeProvider.TimestampFrequency);
            if (left < limit)
                (limit, kind) = (left, Expiry.Attempt);
        }

        Watchdog.Watch(limit, kind);
    }

    /// <summary>An exception filter: always false.</summary>
    public bool NoteSourceFailure(Exception failure)
    {
        if (!Watchdog.Token.IsCancellationRequested)
        {
            SourceFailure = failure;
            // Not every handler ends by itself: it may wait for a reply to what it could not send.
            Watchdog.Cancel();
        }

        return false;
    }

    public void Dispose()
    {
#if NET
        Wire.Dispose();
        Response?.Dispose();
#else
        // Closing a connection stream may wait for the rest of its data on .NET Framework.
        var (wire, response) = (Wire, Response);
        _ = Task.Run(() =>
        {
            wire.Dispose();
            response?.Dispose();
        });
#endif
        Watchdog.Dispose();
    }

    private void AwaitReply()
    {
        var limit = _options.AttemptTimeout < TimeSpan.Zero ? TimeSpan.MaxValue : _options.AttemptTimeout;
        var kind = Expiry.Attempt;
        if (Call.Left < limit)
            (limit, kind) = (Call.Left, Expiry.Total);
        _deadline = limit == TimeSpan.MaxValue
            ? long.MaxValue
            : _options.TimeProvider.GetTimestamp() + (long)(limit.TotalSeconds * _options.TimeProvider.TimestampFrequency);
        Watchdog.Watch(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, kind);
    }

    private static Method VerbOf(HttpVerb verb) => verb switch
    {
        HttpVerb.Get => Method.Get,
        HttpVerb.Head => Method.Head,
        HttpVerb.Post => Method.Post,
        HttpVerb.Put => Method.Put,
        HttpVerb.Patch => Method.Patch,
        _ => Method.Delete,
    };
}
