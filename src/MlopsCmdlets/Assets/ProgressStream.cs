namespace MlopsCmdlets.Assets;

/// <summary>Reads through and tells how much was read, every so many bytes.</summary>
internal sealed class ProgressStream(Stream inner, long every, Action<long> tell) : Stream
{
    private long _read;
    private long _told;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
#pragma warning disable CA1835 // the overload that takes memory does not exist on .NET Framework
        Count(await inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false));
#pragma warning restore CA1835

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Count(int read)
    {
        _read += read;
        if (_read - _told >= every)
        {
            _told = _read;
            tell(_read);
        }

        return read;
    }
}
