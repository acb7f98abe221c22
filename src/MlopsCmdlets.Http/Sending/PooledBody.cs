using System.Buffers;
using MlopsCmdlets.Http.Errors;

namespace MlopsCmdlets.Http.Sending;

/// <summary>A reply read into a rented buffer. Dispose gives it back; after a failed read it is left to the collector, since a read may still write to it.</summary>
internal sealed class PooledBody : IDisposable
{
    private byte[] _buffer;

    private PooledBody(byte[] buffer, int length, bool isCut)
    {
        _buffer = buffer;
        Length = length;
        IsCut = isCut;
    }

    public int Length { get; }

    /// <summary>There was more than was read.</summary>
    public bool IsCut { get; }

    /// <summary>The body without a byte order mark.</summary>
    public ReadOnlySpan<byte> Span
    {
        get
        {
            ReadOnlySpan<byte> all = _buffer.AsSpan(0, Length);
            return all.StartsWith("\uFEFF"u8) ? all.Slice(3) : all;
        }
    }

    /// <summary>Reads to the end, or one byte past <paramref name="limit"/>, which sets <see cref="IsCut"/>.</summary>
    public static async ValueTask<PooledBody> ReadAsync(Stream body, long? expected, int limit, CancellationToken cancellationToken)
    {
        var size = expected is { } known && known < limit ? (int)known + 1 : expected is null ? 4096 : 16 * 1024;
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min((long)buffer.Length * 2, Math.Max(buffer.Length + 1L, limit + 1L)));
                Buffer.BlockCopy(buffer, 0, larger, 0, length);
                ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
                buffer = larger;
            }

#if NET
            var read = await body.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
#else
            var read = await body.ReadAsync(buffer, length, buffer.Length - length, cancellationToken).ConfigureAwait(false);
#endif
            if (read == 0)
                return new PooledBody(buffer, length, isCut: false);
            length += read;
            if (length > limit)
                return new PooledBody(buffer, limit, isCut: true);
            if (length == expected)
                return new PooledBody(buffer, length, isCut: false);
        }
    }

    public void Dispose()
    {
        // Replies of login calls pass through here: do not leave them in the pool.
        if (_buffer.Length > 0)
        {
            _buffer.AsSpan(0, Length).Clear();
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = [];
    }
}
