using System.Security.Cryptography;
using System.Text;

namespace MlopsCmdlets.Sandbox.Transfers;

/// <summary>
/// Encrypts single secrets of a bundle with a passphrase. The result looks like the product's, <c>&lt;base64&gt;:&lt;base64&gt;</c>: salt and nonce, then ciphertext and tag (AES-256-GCM, key by PBKDF2).
/// </summary>
internal sealed class SecretCipher(string passphrase)
{
    private const int SaltLength = 16;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int Iterations = 100_000;

    // One salt per bundle: deriving the key takes tens of milliseconds.
    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(SaltLength);
    private readonly Dictionary<string, byte[]> _keys = new(StringComparer.Ordinal);

    /// <summary>Whether a text is such a result, rather than a secret in clear text.</summary>
    public static bool IsEncrypted(string text) => Split(text) is not null;

    public string Encrypt(string secret)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        var plain = Encoding.UTF8.GetBytes(secret);
        var sealedBytes = new byte[plain.Length + TagLength];
        using var aes = new AesGcm(Key(_salt), TagLength);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(0, plain.Length), sealedBytes.AsSpan(plain.Length));
        return $"{Convert.ToBase64String([.. _salt, .. nonce])}:{Convert.ToBase64String(sealedBytes)}";
    }

    /// <exception cref="BundleException">The passphrase is wrong.</exception>
    public string Decrypt(string text)
    {
        if (Split(text) is not var (head, body)) throw new BundleException("decryption_failed", "An encrypted value of the archive is not valid.");
        var plain = new byte[body.Length - TagLength];
        using var aes = new AesGcm(Key(head[..SaltLength]), TagLength);
        try
        {
            aes.Decrypt(head.AsSpan(SaltLength), body.AsSpan(0, plain.Length), body.AsSpan(plain.Length), plain);
        }
        catch (CryptographicException error)
        {
            throw new BundleException("decryption_failed", "The archive cannot be decrypted: the encryption key is wrong.", error);
        }

        return Encoding.UTF8.GetString(plain);
    }

    private static (byte[] Head, byte[] Body)? Split(string text)
    {
        var parts = text.Split(':');
        if (parts.Length != 2) return null;
        Span<byte> head = new byte[parts[0].Length], body = new byte[parts[1].Length];
        return Convert.TryFromBase64String(parts[0], head, out var headLength) && headLength == SaltLength + NonceLength
            && Convert.TryFromBase64String(parts[1], body, out var bodyLength) && bodyLength >= TagLength
            ? (head[..headLength].ToArray(), body[..bodyLength].ToArray())
            : null;
    }

    private byte[] Key(byte[] salt)
    {
        var name = Convert.ToHexString(salt);
        if (!_keys.TryGetValue(name, out var key)) _keys[name] = key = Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, Iterations, HashAlgorithmName.SHA256, 32);
        return key;
    }
}
