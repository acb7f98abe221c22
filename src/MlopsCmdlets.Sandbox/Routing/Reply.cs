using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace MlopsCmdlets.Sandbox.Routing;

/// <summary>The results that handlers return.</summary>
internal static class Reply
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 256 };

    public static IResult Json(JsonNode document, int status = 200) => new BytesResult(Utf8(document), "application/json", status);

    public static IResult Created(JsonNode document) => Json(document, 201);

    public static IResult Accepted(JsonNode document) => Json(document, 202);

    public static IResult Empty(int status = 204) => new BytesResult(null, null, status);

    public static IResult Text(string text, int status = 200, string contentType = "text/plain; charset=utf-8") =>
        new BytesResult(Encoding.UTF8.GetBytes(text), contentType, status);

    public static IResult Bytes(byte[] bytes, string contentType, int status = 200) => new BytesResult(bytes, contentType, status);

    /// <summary>A file of any size, streamed; honours <c>Range</c>.</summary>
    public static IResult File(string path, string contentType, string? etag = null, DateTimeOffset? modified = null, string? downloadName = null) =>
        TypedResults.PhysicalFile(
            path,
            contentType,
            downloadName,
            lastModified: modified,
            entityTag: etag is null ? null : Microsoft.Net.Http.Headers.EntityTagHeaderValue.Parse(etag),
            enableRangeProcessing: true);

    public static string ReasonPhrase(int status) => ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase : "Error";

    public static byte[] Utf8(JsonNode document)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions)) document.WriteTo(writer);
        return buffer.ToArray();
    }

    private sealed class BytesResult(byte[]? body, string? contentType, int status) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            if (body is null) return;
            httpContext.Response.ContentType = contentType;
            httpContext.Response.ContentLength = body.Length;
            if (!HttpMethods.IsHead(httpContext.Request.Method)) await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}
