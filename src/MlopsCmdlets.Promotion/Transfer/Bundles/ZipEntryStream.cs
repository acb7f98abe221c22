using System.IO.Compression;
using System.IO.Hashing;

namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Inflates one entry, counts, and checks length and checksum at its end.</summary>
internal sealed class ZipEntryStream : Stream
{
    private readonly BundleReader _bundle;
    private readonly ZipEntryInfo _entry;
    private readonly Stream _data;
    private readonly Crc32 _crc = new();
    private long _read;
    private bool _isChecked;

    internal ZipEntryStream(BundleReader bundle, Stream archive, long offset, ZipEntryInfo entry)
    {
        _bundle = bundle;
        _entry = entry;
        var slice = new StreamSlice(archive, offset, entry.CompressedSize);
        _data = entry.Method == 0 ? slice : new DeflateStream(slice, CompressionMode.Decompress);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return Check(buffer, offset, _data.Read(buffer, offset, count), count);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new CorruptBundleException(_bundle.Name, "its compressed data is damaged", _entry.Name, e);
        }
    }

#if NET
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        try
        {
            return Check(buffer, offset, await _data.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false), count);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new CorruptBundleException(_bundle.Name, "its compressed data is damaged", _entry.Name, e);
        }
    }
#else
    // The older frameworks inflate on another thread for nothing, and mono crashes doing so.
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Read(buffer, offset, count));
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
            _data.Dispose();
        base.Dispose(disposing);
    }

    // mono reports damaged data as a failure of input and output.
    private static bool IsDamage(Exception exception) =>
#if NET
        exception is InvalidDataException;
#else
        exception is InvalidDataException or IOException;
#endif

    private int Check(byte[] buffer, int offset, int got, int asked)
    {
        if (got > 0)
        {
            _crc.Append(buffer.AsSpan(offset, got));
            _read += got;
            _bundle.Count(got);
            if (_read > _entry.Size)
                throw new CorruptBundleException(_bundle.Name, "an entry is longer than stated", _entry.Name);
        }
        else if (asked > 0 && !_isChecked)
        {
            _isChecked = true;
            if (_read != _entry.Size)
                throw new CorruptBundleException(_bundle.Name, "an entry is shorter than stated", _entry.Name);
            if (_crc.GetCurrentHashAsUInt32() != _entry.Crc32)
                throw new CorruptBundleException(_bundle.Name, "an entry's checksum is wrong", _entry.Name);
        }
        return got;
    }
}
