using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Files;

/// <summary>Reads a multipart body as a stream: the part named <c>file</c> goes to the content store, the other parts are short texts.</summary>
internal static class MultipartFile
{
    private const int MaxFieldLength = 64 * 1024;

    public static bool IsMultipart(ApiCall call) => call.Http.Request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) ?? false;

    /// <exception cref="ApiException">400: no multipart form, or no part named file.</exception>
    public static async Task<(Content File, string? ContentType, IReadOnlyDictionary<string, string> Fields)> ReadAsync(ApiCall call)
    {
        var boundary = MediaTypeHeaderValue.TryParse(call.Http.Request.ContentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;
        if (!IsMultipart(call) || string.IsNullOrEmpty(boundary)) throw new ApiException(415, "unsupported_media_type", "The body must be multipart/form-data with a part named file.");

        Content? file = null;
        string? contentType = null;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            var reader = new MultipartReader(boundary, call.Http.Request.Body) { BodyLengthLimit = null };
            while (await reader.ReadNextSectionAsync(call.Aborted) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) continue;
                var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
                if (name == "file" && file is null)
                {
                    file = await call.World.Contents.SaveAsync(section.Body, call.Aborted);
                    contentType = section.ContentType;
                }
                else if (name != "file")
                {
                    fields[name] = await ReadTextAsync(section.Body, name, call.Aborted);
                }
            }
        }
        catch (IOException error) when (!call.Aborted.IsCancellationRequested)
        {
            throw ApiException.BadRequest($"The multipart body is not complete: {error.Message}", "invalid_body");
        }
        catch (InvalidDataException error)
        {
            throw ApiException.BadRequest($"The multipart body is not valid: {error.Message}", "invalid_body");
        }

        return (file ?? throw ApiException.BadRequest("The form has no part named file.", "missing_field", "file"), contentType, fields);
    }

    private static async Task<string> ReadTextAsync(Stream body, string name, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(body);
        var buffer = new char[MaxFieldLength + 1];
        var length = await reader.ReadBlockAsync(buffer, cancellationToken);
        return length <= MaxFieldLength ? new string(buffer, 0, length) : throw ApiException.BadRequest($"The form field '{name}' is too long.", "invalid_body");
    }
}
