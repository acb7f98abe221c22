namespace MlopsCmdlets.Sandbox.Faults;

/// <summary>Passes a response body on with one thing wrong: cut, changed, or silent after some bytes.</summary>
internal sealed class DamagedBody(Stream inner, HttpContext http, FaultRule rule) : Stream
{
    private long _position;
    private long? _at;
    private bool _done;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_done && rule.Kind == FaultKind.Truncate) return;
        var at = _at ??= Prepare();
        var offset = at - _position;
        _position += buffer.Length;
        if (_done || offset >= buffer.Length)
        {
            await inner.WriteAsync(buffer, cancellationToken);
            return;
        }

        _done = true;
        if (rule.Kind == FaultKind.Corrupt)
        {
            var copy = buffer.ToArray();
            copy[(int)offset] ^= 0x20;
            await inner.WriteAsync(copy, cancellationToken);
            return;
        }

        await inner.WriteAsync(buffer[..(int)offset], cancellationToken);
        await inner.FlushAsync(cancellationToken);
        if (rule.Kind == FaultKind.Stall) await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken.CanBeCanceled ? cancellationToken : http.RequestAborted);
        if (!rule.Clean) throw new IOException("A fault rule cut the body.");
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>A body shorter than the rule's position is damaged at its end.</summary>
    public async Task CompleteAsync()
    {
        if (_done || rule.Kind == FaultKind.Corrupt) return;
        if (!http.Response.HasStarted) await http.Response.StartAsync(http.RequestAborted);
        await inner.FlushAsync(http.RequestAborted);
        if (rule.Kind == FaultKind.Stall) await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted);
        if (!rule.Clean) throw new IOException("A fault rule cut the body.");
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are written asynchronously.");

    /// <summary>The last moment for the headers: a file that is sent starts the reply before it writes.</summary>
    public Task OnStarting()
    {
        _at ??= Prepare();
        return Task.CompletedTask;
    }

    /// <summary>Before the first byte: where the damage goes, and a length that fits a clean cut.</summary>
    private long Prepare()
    {
        var length = http.Response.ContentLength;
        var at = rule.AfterBytes ?? (length / 2) ?? 0;
        if (length is { } known && at >= known) at = Math.Max(0, known - 1);
        if (rule is { Kind: FaultKind.Truncate, Clean: true } && length is not null) http.Response.ContentLength = at;
        return at;
    }
}
