namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Part of a seekable stream. The stream has no other reader meanwhile and is not disposed.</summary>
internal sealed class StreamSlice(Stream stream, long start, long length) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        stream.Position = start + _position;
        var got = stream.Read(buffer, offset, (int)Math.Min(count, length - _position));
        _position += got;
        return got;
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        stream.Position = start + _position;
        var got = await stream.ReadAsync(buffer, offset, (int)Math.Min(count, length - _position), cancellationToken).ConfigureAwait(false);
        _position += got;
        return got;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
