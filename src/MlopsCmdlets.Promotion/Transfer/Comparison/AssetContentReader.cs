using System.Buffers;

namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Computes content hashes by reading, or takes them from the cache.</summary>
internal sealed class AssetContentReader(IAssetContainer container, HashCache cache, Func<AssetDocument, ContentHash>? given = null)
{
    private const int BufferSize = 256 * 1024;

    internal async Task<ContentHash> HashAsync(AssetDocument document, bool useCache, CancellationToken cancellationToken)
    {
        if (given is not null)
            return given(document);
        if (useCache && cache.Find(container.Identity, document) is { } known)
            return known;
        var parts = new List<ContentHash>();
        foreach (var attachment in document.Attachments.Where(attachment => !attachment.IsRemote && !attachment.IsIncomplete))
        {
            using var stream = await container.OpenAttachmentAsync(document.Header, attachment, cancellationToken).ConfigureAwait(false);
            parts.Add(await HashAsync(stream, cancellationToken).ConfigureAwait(false));
        }
        var hash = ContentHash.Combine(parts);
        cache.Add(container.Identity, document, hash);
        return hash;
    }

    /// <summary>Reads this asset anew the next time.</summary>
    internal void Forget(AssetDocument document) => cache.Remove(container.Identity, document);

    internal static async Task<ContentHash> HashAsync(Stream stream, CancellationToken cancellationToken, Action<int>? read = null)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var hash = new Sha256();
            long bytes = 0;
            int count;
            while ((count = await stream.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false)) > 0)
            {
                hash.Append(buffer, 0, count);
                bytes += count;
                read?.Invoke(count);
            }
            return new ContentHash(hash.Finish(), bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
