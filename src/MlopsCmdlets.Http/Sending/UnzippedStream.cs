using System.IO.Compression;

namespace MlopsCmdlets.Http.Sending;

/// <summary>A body with Content-Encoding gzip, decompressed by us: the platform's own decompression hides Content-Length and ends silently when the data is cut.</summary>
internal sealed class UnzippedStream(WireStream wire, Exchange exchange, FailureTranslator failures) : Stream
{
    private readonly GZipStream _gzip = new(wire, CompressionMode.Decompress);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        try
        {
            var read = await _gzip.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
            if (read == 0 && count > 0)
                await DrainAsync(cancellationToken).ConfigureAwait(false);
            return read;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw failures.BadCompression(e, exchange);
        }
    }

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await _gzip.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read == 0 && buffer.Length > 0)
                await DrainAsync(cancellationToken).ConfigureAwait(false);
            return read;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw failures.BadCompression(e, exchange);
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
        {
            _gzip.Dispose();
            wire.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Reads what is behind the compressed data, so that a cut body is noticed and the connection can be used again.</summary>
    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        var rest = new byte[256];
        while (await wire.ReadAsync(rest, 0, rest.Length, cancellationToken).ConfigureAwait(false) > 0)
        {
        }
    }
}
