using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Identity;

/// <summary>Makes and checks the platform's tokens (JWT, RS256) and the signatures of upload and download links.</summary>
internal sealed class TokenService : IDisposable
{
    // Tests share one key between servers, and a key is used by one thread at a time.
    private static readonly Lock Signing = new();

    private readonly TimeProvider _time;
    private readonly byte[] _linkKey = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, bool> _revoked = new(StringComparer.Ordinal);

    /// <summary>RSA signs and checks in about a millisecond; a token that was found good once is only looked up.</summary>
    private readonly ConcurrentDictionary<string, (string UserName, long Expires)> _known = new(StringComparer.Ordinal);
    private readonly string _keyId = Ids.Secret(22);
    private readonly Task<RSA> _key;
    private readonly bool _ownsKey;

    public TokenService(TimeProvider time, RSA? key)
    {
        _time = time;
        _ownsKey = key is null;

        // Beside the rest of the start-up: finding the primes takes a quarter of a second and more.
        _key = key is not null ? Task.FromResult(key) : Task.Run(() => RSA.Create(2048));
    }

    /// <summary>A token with the claims of CPD's own. The user's roles are those of this moment; a change needs a new token.</summary>
    public string Issue(User user, TimeSpan lifetime)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        var expires = now + (long)lifetime.TotalSeconds;
        var claims = new JsonObject
        {
            ["username"] = user.UserName,
            ["role"] = user.Role,
            ["permissions"] = user.Permissions.ToJsonArray(),
            ["groups"] = new JsonArray([.. user.Groups.Select(g => (JsonNode)int.Parse(g, CultureInfo.InvariantCulture))]),
            ["sub"] = user.UserName,
            ["iss"] = "KNOXSSO",
            ["aud"] = "DSX",
            ["uid"] = user.Uid,
            ["authenticator"] = "default",
            ["display_name"] = user.DisplayName,
            ["jti"] = Ids.New(),
            ["iat"] = now,
            ["exp"] = expires,
        };
        var header = new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = _keyId };
        var signed = $"{Encode(header)}.{Encode(claims)}";
        byte[] signature;
        lock (Signing) signature = Key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var token = $"{signed}.{Base64Url.EncodeToString(signature)}";
        _known[token] = (user.UserName, expires);
        return token;
    }

    /// <summary>The name of the user that a token is for; null when it is not ours, expired or revoked.</summary>
    public string? Check(string token)
    {
        if (_revoked.ContainsKey(token)) return null;
        if (!_known.TryGetValue(token, out var known))
        {
            if (Verify(token) is not { } verified) return null;
            known = _known[token] = verified;
        }

        return _time.GetUtcNow().ToUnixTimeSeconds() < known.Expires ? known.UserName : null;
    }

    public void Revoke(string token) => _revoked[token] = true;

    /// <summary>Makes all tokens of today invalid, as a restart of the cluster's identity service would.</summary>
    public int RevokeAll()
    {
        var tokens = _known.Keys.ToArray();
        foreach (var token in tokens) Revoke(token);
        return tokens.Length;
    }

    /// <summary>The signature that lets a method be used on a path without a token.</summary>
    public string SignLink(string method, string path, DateTimeOffset until)
    {
        var limit = until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{limit}.{Mac(method, path, limit)}";
    }

    public bool CheckLink(string method, string path, string signature)
    {
        var dot = signature.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0 || !long.TryParse(signature.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var limit)) return false;
        return limit > _time.GetUtcNow().ToUnixTimeSeconds()
            && CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(Mac(method, path, signature[..dot])),
                Encoding.UTF8.GetBytes(signature[(dot + 1)..]));
    }

    public void Dispose()
    {
        if (_ownsKey && _key.IsCompletedSuccessfully) Key.Dispose();
    }

    private RSA Key => _key.GetAwaiter().GetResult();

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private string Mac(string method, string path, string limit) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_linkKey, Encoding.UTF8.GetBytes($"{method}\n{path}\n{limit}")));

    private (string UserName, long Expires)? Verify(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3) return null;
        try
        {
            var signature = Base64Url.DecodeFromChars(parts[2]);
            lock (Signing)
            {
                if (!Key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)) return null;
            }

            var claims = JsonExtensions.ParseStrict(Base64Url.DecodeFromChars(parts[1]));
            return claims.Text("username") is { } name && claims.Whole("exp") is { } expires ? (name, expires) : null;
        }
        catch (Exception error) when (error is FormatException or JsonException or CryptographicException)
        {
            return null;
        }
    }
}
