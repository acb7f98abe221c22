using System.Net.Http.Headers;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Http.Sending;

/// <summary>Request bodies as HTTP content; streams are opened anew for each attempt and read under the watchdog's eyes.</summary>
internal static class BodyContent
{
    /// <summary>From this size on the server is asked first (Expect: 100-continue), so that a refusal does not cost the whole upload.</summary>
    private const long AskFirstFrom = 1024 * 1024;

    public static HttpContent? Create(Call call, Exchange exchange)
    {
        switch (call.Request.Body)
        {
            case null:
                // An empty body instead of none: the platform's own handler resends a request without a body when a kept-alive connection turns out dead,
                // although the server may have carried it out.
                return call.IsRepeatable ? null : new ByteArrayContent([]);
            case ApiBody.Bytes bytes:
#if NET
                return WithType(new ReadOnlyMemoryContent(bytes.Content), bytes.ContentType);
#else
                return WithType(new ByteArrayContent(bytes.Content.ToArray()), bytes.ContentType);
#endif
            case ApiBody.Raw raw:
                var content = WithType(new StreamContent(new UploadStream(raw.Open(), exchange)), raw.ContentType);
                if (raw.Length is { } length)
                    content.Headers.ContentLength = length;
                return content;
            case ApiBody.Multipart multipart:
                return Multipart(multipart, exchange);
            default:
                throw new InvalidOperationException("Unknown kind of body.");
        }
    }

    public static bool AsksFirst(ApiBody? body) => body is ApiBody.Multipart || body is ApiBody.Raw raw && (raw.Length ?? long.MaxValue) >= AskFirstFrom;

    public static bool IsStreamed(ApiBody? body) => body is ApiBody.Raw or ApiBody.Multipart;

    private static MultipartFormDataContent Multipart(ApiBody.Multipart multipart, Exchange exchange)
    {
        var form = new MultipartFormDataContent();
        foreach (var field in multipart.Fields)
        {
            var text = new StringContent(field.Value);
            text.Headers.ContentDisposition = Disposition(field.Key);
            form.Add(text);
        }

        var file = WithType(new StreamContent(new UploadStream(multipart.Open(), exchange)), multipart.ContentType);
        file.Headers.ContentDisposition = Disposition(multipart.PartName);
        file.Headers.ContentDisposition.FileName = Quote(multipart.FileName);
        form.Add(file);
        return form;
    }

    private static ContentDispositionHeaderValue Disposition(string name) => new("form-data") { Name = Quote(name) };

    /// <summary>As browsers do: quotes and line breaks are percent-escaped inside the quotes.</summary>
    private static string Quote(string text) =>
        "\"" + text.Replace("\r", "%0D").Replace("\n", "%0A").Replace("\"", "%22") + "\"";

    private static T WithType<T>(T content, string contentType)
        where T : HttpContent
    {
        content.Headers.ContentType = MediaTypeHeaderValue.TryParse(contentType, out var type)
            ? type
            : throw new ArgumentException($"'{contentType}' is not a media type, such as text/csv or application/json.", nameof(contentType));
        return content;
    }
}
