using System.Globalization;
using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Reading;
using MlopsCmdlets.Http;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Clients;

/// <summary>The three steps of an upload (describe, send, complete) and the two of a download (sign, fetch).</summary>
internal sealed class AttachmentTransfer(CpdContext context)
{
    private const string SignedPath = "/v2/asset_files/";

    public async Task<CpdAttachment> UploadAsync(
        CpdContainer container, string assetId, string assetType, CpdContent content, CancellationToken cancellationToken)
    {
        var purpose = $"upload '{content.FileName}' to the asset '{assetId}' in the {container}";
        var path = $"/v2/assets/{Call.Segment(assetId)}/attachments";
        var describe = Call.Post(path, purpose).In(container).Json(w =>
        {
            w.WriteString("asset_type", assetType);
            w.WriteString("name", content.FileName);
            w.WriteString("mime", content.MediaType);
        });
        var reply = await context.JsonAsync(describe, assetId, cancellationToken).ConfigureAwait(false);
        var attachmentId = reply.Text("attachment_id") ?? CpdContext.RequireId(reply, describe);
        var url = reply.Text("url1") ?? throw new CpdInvalidReplyException($"Could not {purpose}: the server names no address for the upload.")
        {
            Target = assetId,
            RecommendedAction = "Check that the container has storage of its own: external storage is not supported.",
        };
        await SendAsync(url, content, purpose, assetId, cancellationToken).ConfigureAwait(false);
        var complete = Call.Post($"{path}/{Call.Segment(attachmentId)}/complete", purpose).In(container).Safe();
        await context.OptionalJsonAsync(complete, assetId, cancellationToken).ConfigureAwait(false);
        return AssetReader.Attachment(reply) with { Id = attachmentId, Name = content.FileName, MediaType = content.MediaType, Size = content.Length };
    }

    /// <summary>Describes data behind a connection: there is nothing to send, and nothing to complete (ATTSV3041E).</summary>
    public async Task<CpdAttachment> ReferAsync(
        CpdContainer container, CpdAsset asset, string connectionId, string connectionPath, string? mediaType, CancellationToken cancellationToken)
    {
        var describe = Call.Post($"/v2/assets/{Call.Segment(asset.Id)}/attachments", $"refer to '{connectionPath}' in the asset '{asset.Name}' in the {container}").In(container).Json(w =>
        {
            w.WriteString("asset_type", asset.Type);
            w.WriteString("name", asset.Name);
            w.Text("mime", mediaType);
            w.WriteString("connection_id", connectionId);
            w.WriteString("connection_path", connectionPath);
        });
        var reply = await context.JsonAsync(describe, asset.Id, cancellationToken).ConfigureAwait(false);
        return AssetReader.Attachment(reply) with
        {
            Id = reply.Text("attachment_id") ?? CpdContext.RequireId(reply, describe),
            IsRemote = true,
            ConnectionId = connectionId,
            ConnectionPath = connectionPath,
        };
    }

    public async Task<CpdDownload> OpenAsync(CpdContainer container, string assetId, string attachmentId, long offset, CancellationToken cancellationToken)
    {
        var purpose = $"download an attachment of the asset '{assetId}' in the {container}";
        var sign = Call.Get($"/v2/assets/{Call.Segment(assetId)}/attachments/{Call.Segment(attachmentId)}", purpose).In(container);
        var reply = await context.JsonAsync(sign, assetId, cancellationToken).ConfigureAwait(false);
        var url = reply.Text("url") ?? throw new CpdUnsupportedException($"Could not {purpose}: it has no bytes in Cloud Pak for Data.")
        {
            Target = assetId,
            RecommendedAction = "The data is in another system: read it there through its connection.",
        };
        if (Local(HttpVerb.Get, url, purpose) is { } local)
            return await context.OpenAsync(FromOffset(local with { Accept = "*/*" }, offset), assetId, cancellationToken).ConfigureAwait(false);
        var (foreign, request) = Foreign(url, new ApiRequest(HttpVerb.Get, "/") { Purpose = purpose, Accept = "*/*" });
        try
        {
            var download = await context.OpenAsync(foreign, FromOffset(request, offset), assetId, cancellationToken).ConfigureAwait(false);
            return download.Owning(foreign);
        }
        catch
        {
            foreign.Dispose();
            throw;
        }
    }

    public static ApiRequest FromOffset(ApiRequest request, long offset) =>
        offset <= 0 ? request : request.Header("Range", string.Format(CultureInfo.InvariantCulture, "bytes={0}-", offset));

    /// <summary>Software gives a signed path on the cluster and wants a form with one file; a hosted service gives an object store's address and wants the bytes.</summary>
    private async Task SendAsync(string url, CpdContent content, string purpose, string assetId, CancellationToken cancellationToken)
    {
        if (Local(HttpVerb.Put, url, purpose) is { } local)
        {
            var form = local with { Body = new ApiBody.Multipart("file", content.FileName, content.Open, content.MediaType) };
            await context.ReplyAsync(form, assetId, cancellationToken).ConfigureAwait(false);
            return;
        }

        var raw = new ApiRequest(HttpVerb.Put, "/") { Purpose = purpose, Body = new ApiBody.Raw(content.Open, content.Length, content.MediaType) };
        var (foreign, request) = Foreign(url, raw);
        using (foreign)
        {
            try
            {
                await foreign.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (ErrorTranslator.Translates(e))
            {
                throw ErrorTranslator.Translate(e, request, assetId);
            }
        }
    }

    /// <summary>A request to the session's own origin if the signed address is a path there, whatever host it names; the signature replaces the token.</summary>
    private static ApiRequest? Local(HttpVerb verb, string url, string purpose)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var absolute) && absolute.Scheme is "https" or "http")
        {
            if (!absolute!.AbsolutePath.StartsWith(SignedPath, StringComparison.Ordinal)) return null;
            url = absolute.PathAndQuery;
        }

        if (!url.StartsWith("/", StringComparison.Ordinal)) return null;
        var mark = url.IndexOf('?');
        var path = mark < 0 ? url : url.Substring(0, mark);
        return new ApiRequest(verb, path) { Purpose = purpose, Anonymous = true, Query = QueryOf(mark < 0 ? "" : url.Substring(mark + 1)) };
    }

    private (IApiTransport Transport, ApiRequest Request) Foreign(string url, ApiRequest request)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != "https" || uri.IsLoopback || context.ForeignTransport is not { } create)
        {
            throw new CpdUnsupportedException($"Could not {request.Purpose}: the server points to storage at an address that is not allowed.")
            {
                RecommendedAction = "Only the cluster itself and object stores with an https address are used.",
            };
        }

        var transport = create(new Uri(uri.GetLeftPart(UriPartial.Authority)));
        return (transport, new ApiRequest(request.Method, uri.AbsolutePath)
        {
            Purpose = request.Purpose,
            Body = request.Body,
            Accept = request.Accept,
            Anonymous = true,
            Query = QueryOf(uri.Query.TrimStart('?')),
        });
    }

    private static List<KeyValuePair<string, string?>> QueryOf(string query)
    {
        var list = new List<KeyValuePair<string, string?>>();
        foreach (var pair in query.Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=');
            list.Add(equals < 0
                ? new(Uri.UnescapeDataString(pair), "")
                : new(Uri.UnescapeDataString(pair.Substring(0, equals)), Uri.UnescapeDataString(pair.Substring(equals + 1))));
        }

        return list;
    }
}
