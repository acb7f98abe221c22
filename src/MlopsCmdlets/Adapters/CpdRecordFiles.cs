using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Promotion;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Adapters;

/// <summary>The asset files of a space as the place of record and lock.</summary>
internal sealed class CpdRecordFiles(CpdClient client, CpdContainer container) : IRecordFiles
{
    private const int PageSize = 100;
    private const int Listings = 4;

    public async Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancellationToken)
    {
        var files = await ListOnceAsync(folder, cancellationToken).ConfigureAwait(false);

        // Pages are read one after the other, by offset: a file that goes meanwhile makes another slip through. Two equal listings have no such hole.
        for (var listing = 1; files.Count >= PageSize && listing < Listings; listing++)
        {
            var again = await ListOnceAsync(folder, cancellationToken).ConfigureAwait(false);
            if (again.SequenceEqual(files, StringComparer.Ordinal))
                break;
            files = again;
        }
        return files;
    }

    public async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var download = await client.Files.OpenAsync(container, path, cancellationToken: cancellationToken).ConfigureAwait(false);
            using var content = new MemoryStream();
            var buffer = new byte[16 * 1024];
            int count;
            while ((count = await download.Content.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false)) > 0)
            {
                content.Write(buffer, 0, count);
                if (content.Length > StrictJson.MaxBytes)
                    throw new RecordFileTooLargeException(path, StrictJson.MaxBytes);
            }
            return content.ToArray();
        }
        catch (CpdNotFoundException)
        {
            return null;
        }
    }

    public async Task PutNewAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            var file = new CpdContent(() => new MemoryStream(content, writable: false), content.Length, path.Substring(path.LastIndexOf('/') + 1), "application/json");
            await client.Files.PutAsync(container, path, file, overwrite: false, cancellationToken).ConfigureAwait(false);
        }
        catch (CpdConflictException)
        {
            // It is there: our own of a lost reply, or another's. Reading back tells.
        }
        catch (CpdUnavailableException e) when (e.MayHaveTakenEffect)
        {
            // The same.
        }
    }

    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await client.Files.DeleteAsync(container, path, cancellationToken).ConfigureAwait(false);
        }
        catch (CpdNotFoundException)
        {
            // The aim is reached.
        }
    }

    private async Task<IReadOnlyList<string>> ListOnceAsync(string folder, CancellationToken cancellationToken)
    {
        var paths = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            await foreach (var file in client.Files.ListAsync(container, folder, cancellationToken).ConfigureAwait(false))
            {
                if (!file.IsFolder && file.Path.Trim('/') is var path && path.StartsWith(folder + "/", StringComparison.Ordinal))
                    paths.Add(path);
            }
        }
        catch (CpdNotFoundException)
        {
            // Nothing was ever written there.
        }
        return [.. paths];
    }
}
