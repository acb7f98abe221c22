namespace MlopsCmdlets.Http.Sending;

/// <summary>A request body that is being read to be sent. A read means that what was read before has been taken by the network.</summary>
internal sealed class UploadStream(Stream source, Exchange exchange) : Stream
{
    private long _sent;

    public override bool CanRead => true;

    public override bool CanSeek => source.CanSeek;

    public override bool CanWrite => false;

    public override long Length => source.Length;

    public override long Position
    {
        get => source.Position;
        set => source.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        exchange.Uploading(_sent);
        try
        {
            return Count(source.Read(buffer, offset, count));
        }
        catch (Exception e) when (exchange.NoteSourceFailure(e))
        {
            throw;
        }
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        exchange.Uploading(_sent);
        try
        {
            return Count(await source.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (exchange.NoteSourceFailure(e))
        {
            throw;
        }
    }

#if NET
    public override int Read(Span<byte> buffer)
    {
        exchange.Uploading(_sent);
        try
        {
            return Count(source.Read(buffer));
        }
        catch (Exception e) when (exchange.NoteSourceFailure(e))
        {
            throw;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        exchange.Uploading(_sent);
        try
        {
            return Count(await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (exchange.NoteSourceFailure(e))
        {
            throw;
        }
    }
#endif

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => source.Seek(offset, origin);

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            source.Dispose();
        base.Dispose(disposing);
    }

    private int Count(int read)
    {
        _sent += read;
        if (read == 0)
            exchange.Uploaded();
        return read;
    }
}
