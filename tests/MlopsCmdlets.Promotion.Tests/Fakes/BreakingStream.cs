namespace MlopsCmdlets.Promotion.Tests;

/// <summary>Gives some bytes, then fails as a reset connection does; with a negative number it ends early instead.</summary>
public sealed class BreakingStream(Stream inner, int bytes) : Stream
{
    private int _left = Math.Abs(bytes);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_left == 0)
            return bytes < 0 ? 0 : throw new IOException("Connection reset by peer");
        var got = inner.Read(buffer, offset, Math.Min(count, _left));
        _left -= got;
        return got;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
