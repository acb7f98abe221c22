using System.Text;
using System.Text.Json;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Tests.Support;

internal static class Requests
{
    public static string? Parameter(this ApiRequest request, string name) => request.Query.LastOrDefault(p => p.Key == name).Value;

    public static JsonElement Json(this ApiRequest request)
    {
        using var document = JsonDocument.Parse(((ApiBody.Bytes)request.Body!).Content);
        return document.RootElement.Clone();
    }

    public static string Text(this ApiRequest request) => ((ApiBody.Bytes)request.Body!).Content is var c ? Encoding.UTF8.GetString(c.ToArray()) : "";

    public static string Content(Func<Stream> open)
    {
        using var reader = new StreamReader(open());
        return reader.ReadToEnd();
    }
}
