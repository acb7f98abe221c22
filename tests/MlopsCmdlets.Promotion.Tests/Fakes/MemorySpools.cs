using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests;

/// <summary>Spools in memory that count what is left of them and can be full.</summary>
public sealed class MemorySpools : ISpoolStore
{
    private int _open;

    public int Left => _open;

    public int Created { get; private set; }

    public int Capacity { get; set; } = int.MaxValue;

    public ISpoolFile Create()
    {
        Created++;
        Interlocked.Increment(ref _open);
        return new Spool(this);
    }

    private sealed class Spool(MemorySpools owner) : ISpoolFile
    {
        private MemoryStream _content = new();
        private bool _disposed;

        public string Path => "memory.zip";

        public Stream OpenWrite() => _content = new LimitedStream(owner.Capacity);

        public Stream OpenRead() => new MemoryStream(_content.ToArray(), writable: false);

        public void Keep()
        {
        }

        public void Dispose()
        {
            if (!_disposed)
                Interlocked.Decrement(ref owner._open);
            _disposed = true;
        }
    }

    private sealed class LimitedStream(int capacity) : MemoryStream
    {
        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            if (Length + count > capacity)
                throw new IOException("No space left on device", 28);
            Write(buffer, offset, count);
            return Task.CompletedTask;
        }
    }
}
