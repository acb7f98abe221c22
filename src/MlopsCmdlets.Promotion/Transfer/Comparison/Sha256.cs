using System.Security.Cryptography;
using System.Text;

namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>SHA-256 over bytes that come in pieces; hexadecimal in lower case.</summary>
internal sealed class Sha256 : IDisposable
{
#if NET
    private readonly SHA256 _hash = SHA256.Create();
#else
    // Create() gives the slow managed one there, which strict (FIPS) machines refuse.
    private readonly SHA256 _hash = new SHA256CryptoServiceProvider();
#endif

    internal void Append(byte[] buffer, int offset, int count) => _hash.TransformBlock(buffer, offset, count, null, 0);

    /// <summary>Ends the computation; call once.</summary>
    internal string Finish()
    {
        _hash.TransformFinalBlock([], 0, 0);
        return Hex(_hash.Hash!);
    }

    internal static string OfText(string text)
    {
        using var hash = new Sha256();
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.Append(bytes, 0, bytes.Length);
        return hash.Finish();
    }

    public void Dispose() => _hash.Dispose();

    private static string Hex(byte[] bytes)
    {
        const string digits = "0123456789abcdef";
        var text = new char[bytes.Length * 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            text[2 * i] = digits[bytes[i] >> 4];
            text[2 * i + 1] = digits[bytes[i] & 15];
        }
        return new string(text);
    }
}
