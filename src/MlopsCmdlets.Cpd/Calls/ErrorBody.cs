using System.Text.Json;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Json;

namespace MlopsCmdlets.Cpd.Calls;

/// <summary>What a failed reply says, out of any of the five shapes in which services say it.</summary>
internal sealed record ErrorBody(IReadOnlyList<CpdErrorDetail> Details, string? Trace, bool IsHtml)
{
    public static ErrorBody Empty { get; } = new([], null, IsHtml: false);

    public static ErrorBody Read(ReadOnlySpan<byte> body)
    {
        body = Trim(body);
        if (body.IsEmpty) return Empty;
        if (body[0] == (byte)'<') return new([], null, IsHtml: true);
        if (body[0] is not ((byte)'{' or (byte)'[')) return Empty;
        try
        {
            return Read(JsonSerializer.Deserialize(body, CpdJson.Default.JsonElement));
        }
        catch (JsonException)
        {
            return Empty;
        }
    }

    public static ErrorBody Read(JsonElement body)
    {
        var trace = body.Text("trace") ?? body.Text("transaction_id");
        // Spaces, exports, machine learning, catalogue, connections: a list.
        var details = body.Items("errors").Select(Listed).Where(d => d.Message.Length > 0 || d.Code.Length > 0).ToList();
        if (details.Count == 0 && body.Member("error") is { ValueKind: JsonValueKind.Object } inner) details.Add(Listed(inner));
        if (details.Count == 0 && Single(body) is { } single) details.Add(single);
        return new(details, trace, IsHtml: false);
    }

    private static CpdErrorDetail Listed(JsonElement error)
    {
        var field = error.Text("target", "name") ?? error.Texts("parameters").FirstOrDefault();
        // The id in "extra" is the more precise code where there is one.
        var code = error.Text("code") ?? error.Text("id") ?? "";
        var precise = error.Text("extra", "id");
        return new CpdErrorDetail(precise is null || precise == code ? code : code.Length == 0 ? precise : $"{code} ({precise})", error.Text("message") ?? "", field);
    }

    /// <summary>Projects and asset files, the platform API, user management.</summary>
    private static CpdErrorDetail? Single(JsonElement body)
    {
        var code = body.Text("_messageCode_") ?? body.Text("code") ?? body.Text("_statusCode_") ?? "";
        var exception = body.Text("exception");
        var message = body.Text("message");
        var reason = body.Text("reason");
        var text = string.Join(". ", new[] { reason, message, exception }.OfType<string>().Select(t => t.TrimEnd('.', ' ')).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal));
        if (text.Length == 0) text = body.Text("error") ?? "";
        return text.Length == 0 ? null : new CpdErrorDetail(code, text);
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith("\uFEFF"u8)) body = body.Slice(3);
        while (!body.IsEmpty && body[0] is (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t') body = body.Slice(1);
        return body;
    }
}
