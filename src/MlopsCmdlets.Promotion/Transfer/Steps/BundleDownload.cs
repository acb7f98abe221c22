using System.Buffers;

namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Streams a bundle into the spool and hashes it on the way. A broken stream is taken up where it ended.</summary>
internal sealed class BundleDownload(IAssetSource source, string exportId, ISpoolFile spool, TransferOptions options, TimeProvider time)
{
    private const int BufferSize = 256 * 1024, MaxFruitlessAttempts = 4;
    private long _received;
    private Sha256 _hash = new();

    internal async Task<ContentHash> RunAsync(IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        var file = Guard(spool.OpenWrite);
        try
        {
            var fruitless = 0;
            while (true)
            {
                var before = _received;
                // A failure to open (gone, forbidden, retries used up) passes through. Only a broken body is taken up again.
                using var content = await source.OpenExportAsync(exportId, _received, cancellationToken).ConfigureAwait(false);
                if (content.Offset != _received)
                {
                    file.Dispose();
                    file = Guard(spool.OpenWrite);
                    Restart();
                    if (content.Offset != 0)
                        throw new DownloadInterruptedException(source.Identity, _received, content.TotalLength, innerException: null);
                }

                var failure = await CopyAsync(content, file, buffer, progress, cancellationToken).ConfigureAwait(false);
                if (failure is null && !(content.TotalLength > _received))
                    break;
                fruitless = _received > before ? 0 : fruitless + 1;
                if (fruitless >= MaxFruitlessAttempts)
                    throw new DownloadInterruptedException(source.Identity, _received, content.TotalLength, failure);
                await time.WaitAsync(options.PollInterval, cancellationToken).ConfigureAwait(false);
            }
            await GuardAsync(() => file.FlushAsync(cancellationToken)).ConfigureAwait(false);
            Guard(() =>
            {
                file.Dispose();
                return true;
            });
            return new ContentHash(_hash.Finish(), _received);
        }
        finally
        {
            try
            {
                file.Dispose();
            }
            catch (IOException)
            {
                // The same full disk again, on flushing what it did not take before.
            }
            _hash.Dispose();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Copies to the end; returns what broke the stream, or null.</summary>
    private async Task<Exception?> CopyAsync(ExportContent content, Stream file, byte[] buffer, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            int count;
            try
            {
                count = await content.Stream.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when ((e is not OperationCanceledException || !cancellationToken.IsCancellationRequested) && !content.IsFinal(e))
            {
                return e;
            }
            if (count == 0)
                return null;
            await GuardAsync(() => file.WriteAsync(buffer, 0, count, cancellationToken)).ConfigureAwait(false);
            _hash.Append(buffer, 0, count);
            _received += count;
            progress?.Report(new TransferProgress(TransferStage.Downloading, _received, content.TotalLength));
        }
    }

    private void Restart()
    {
        _hash.Dispose();
        _hash = new Sha256();
        _received = 0;
    }

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SpoolException(spool.Path, _received, DiskFull.Is(e), e);
        }
    }

    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SpoolException(spool.Path, _received, DiskFull.Is(e), e);
        }
    }
}
