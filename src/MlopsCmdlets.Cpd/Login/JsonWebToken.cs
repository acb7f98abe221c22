using System.Text;
using System.Text.Json;
using MlopsCmdlets.Cpd.Json;

namespace MlopsCmdlets.Cpd.Login;

/// <summary>Reads the claims of a token without checking its signature: that is the server's business.</summary>
internal static class JsonWebToken
{
    /// <summary>Null if the text is not a JWT.</summary>
    public static JsonElement? Claims(ReadOnlySpan<char> token)
    {
        var first = token.IndexOf('.');
        if (first < 0) return null;
        var rest = token.Slice(first + 1);
        var second = rest.IndexOf('.');
        var payload = (second < 0 ? rest : rest.Slice(0, second)).ToString().Replace('-', '+').Replace('_', '/');
        try
        {
            var bytes = Convert.FromBase64String(payload.PadRight((payload.Length + 3) / 4 * 4, '='));
            var claims = JsonSerializer.Deserialize(bytes, CpdJson.Default.JsonElement);
            return claims.ValueKind == JsonValueKind.Object ? claims : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or DecoderFallbackException)
        {
            return null;
        }
    }

    public static DateTimeOffset? Expiry(JsonElement? claims) => Seconds(claims, "exp");

    public static DateTimeOffset? IssuedAt(JsonElement? claims) => Seconds(claims, "iat");

    private static DateTimeOffset? Seconds(JsonElement? claims, string name) =>
        claims?.Whole(name) is { } seconds and > 0 and < 253402300799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
