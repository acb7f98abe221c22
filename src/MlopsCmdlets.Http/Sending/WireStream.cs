using MlopsCmdlets.Http.Errors;

namespace MlopsCmdlets.Http.Sending;

/// <summary>A reply's body: fails when it stalls or ends before Content-Length, stops at once when cancelled. Owns its exchange.</summary>
internal sealed class WireStream : Stream
{
    private readonly Exchange _exchange;
    private readonly FailureTranslator _failures;
    private readonly long? _expected;
    private long _received;
#if !NET
    private byte[]? _own;
#endif

    public WireStream(Exchange exchange, FailureTranslator failures)
    {
        _exchange = exchange;
        _failures = failures;
        _expected = exchange.Call.Request.Method == Requests.HttpVerb.Head ? null : exchange.Response!.Content?.Headers.ContentLength;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _received;
        set => throw new NotSupportedException();
    }

    public long Received => _received;

    public long? Expected => _expected;

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

#if NET
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var stop = StopOn(cancellationToken);
        try
        {
            _exchange.Reading();
            var read = await _exchange.Wire.ReadAsync(buffer, _exchange.Watchdog.Token).ConfigureAwait(false);
            return Account(read, buffer.Length);
        }
        catch (Exception e) when (e is not ApiException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw _failures.WhileReading(e, _exchange, _received, _expected);
        }
    }
#else
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        using var stop = StopOn(cancellationToken);
        try
        {
            _exchange.Reading();
            // A read cannot be cancelled on .NET Framework: it is abandoned, and so must not own the caller's buffer.
            _own ??= new byte[64 * 1024];
            var pending = _exchange.Wire.ReadAsync(_own, 0, Math.Min(count, _own.Length), CancellationToken.None);
            _ = pending.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            var read = await pending.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, _exchange.Watchdog.Token).ConfigureAwait(false);
            Buffer.BlockCopy(_own, 0, buffer, offset, read);
            return Account(read, count);
        }
        catch (Exception e) when (e is not ApiException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw _failures.WhileReading(e, _exchange, _received, _expected);
        }
    }
#endif

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _exchange.Dispose();
        base.Dispose(disposing);
    }

    private CancellationTokenRegistration StopOn(CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled && cancellationToken != _exchange.Watchdog.Caller
            ? cancellationToken.Register(static state => ((Watchdog)state!).Cancel(), _exchange.Watchdog)
            : default;

    private int Account(int read, int asked)
    {
        _exchange.Watchdog.Rest();
        _received += read;
        if (read == 0 && asked > 0 && _expected is { } expected && _received < expected)
            throw _failures.Truncated(_exchange, _received, expected);
        return read;
    }
}
