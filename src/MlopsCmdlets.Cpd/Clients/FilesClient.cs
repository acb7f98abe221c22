using System.Runtime.CompilerServices;
using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Clients;

/// <summary>Files that belong to a container and not to one asset (<c>/v2/asset_files</c>).</summary>
public sealed class FilesClient
{
    private readonly CpdContext context;

    internal FilesClient(CpdContext context) => this.context = context;

    /// <summary>The files below a folder, deep.</summary>
    /// <param name="path">A folder, or null for all.</param>
    public async IAsyncEnumerable<CpdAssetFile> ListAsync(
        CpdContainer container, string? path = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = Call.Get("/v2/asset_files", $"list the files of the {container}").In(container)
            .With("path", path).With("flat", "true").With("limit", "100").With("offset", "0");
        await foreach (var item in context.ItemsAsync(request, PageStyle.Offset, cancellationToken).ConfigureAwait(false))
        {
            yield return new CpdAssetFile(
                item.Text("path") ?? "",
                item.Whole("size"),
                item.Text("etag"),
                item.Text("mime_type"),
                item.Text("type") is "folder" or "directory",
                // The first spelling is the server's.
                item.Date("last_modifed") ?? item.Date("last_modified"));
        }
    }

    public Task<CpdDownload> OpenAsync(CpdContainer container, string path, long offset = 0, CancellationToken cancellationToken = default)
    {
        var request = Call.Get(FilePath(path), $"read the file '{path}' of the {container}").In(container) with { Accept = "*/*" };
        return context.OpenAsync(AttachmentTransfer.FromOffset(request, offset), path, cancellationToken);
    }

    /// <summary>
    /// Writes a file. With <paramref name="overwrite"/> false an existing one stays; the API does not promise how it says so (an error or a silent success),
    /// so that a caller to whom it matters has to read the file back.
    /// </summary>
    public Task PutAsync(CpdContainer container, string path, CpdContent content, bool overwrite = true, CancellationToken cancellationToken = default)
    {
        var request = Call.Put(FilePath(path), $"write the file '{path}' of the {container}").In(container).With("override", overwrite ? "true" : "false") with
        {
            Body = new ApiBody.Multipart("file", content.FileName, content.Open, content.MediaType),
            // A repeated create-only put could take its own first attempt for somebody else's file.
            Retry = overwrite ? RetrySafety.ByMethod : RetrySafety.Never,
        };
        return context.ReplyAsync(request, path, cancellationToken);
    }

    public async Task<bool> ExistsAsync(CpdContainer container, string path, CancellationToken cancellationToken = default)
    {
        try
        {
            var request = new ApiRequest(HttpVerb.Head, FilePath(path)) { Purpose = $"look for the file '{path}' of the {container}", Accept = "*/*" }.In(container);
            await context.ReplyAsync(request, path, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (CpdNotFoundException)
        {
            return false;
        }
    }

    public Task DeleteAsync(CpdContainer container, string path, CancellationToken cancellationToken = default) =>
        context.DeleteAsync(Call.Delete(FilePath(path), $"delete the file '{path}' of the {container}").In(container), path, cancellationToken);

    /// <summary>The whole path is one segment; its slashes are escaped.</summary>
    private static string FilePath(string path)
    {
        var parts = path.Split('/', '\\');
        return Array.Exists(parts, p => p is "" or "." or "..")
            ? throw new ArgumentException($"'{path}' is not a path below the container's files: it must be relative and without '..'.", nameof(path))
            : "/v2/asset_files/" + Call.Segment(path);
    }
}
