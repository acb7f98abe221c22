using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Calls;

/// <summary>A download whose failures are this library's exceptions.</summary>
internal sealed class TranslatingStream(Stream inner, ApiRequest request, string? target) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return inner.Read(buffer, offset, count);
        }
        catch (Exception e) when (ErrorTranslator.Translates(e))
        {
            throw ErrorTranslator.Translate(e, request, target);
        }
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        try
        {
#if NET
            return await inner.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).ConfigureAwait(false);
#else
            return await inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
#endif
        }
        catch (Exception e) when (ErrorTranslator.Translates(e))
        {
            throw ErrorTranslator.Translate(e, request, target);
        }
    }

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (ErrorTranslator.Translates(e))
        {
            throw ErrorTranslator.Translate(e, request, target);
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
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
