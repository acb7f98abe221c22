using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace MlopsCmdlets.Arguments;

/// <summary>Reads certificates from PEM text or DER bytes, alike on both frameworks.</summary>
internal static class CertificateText
{
    private static readonly Regex Blocks = new(
        "-----BEGIN CERTIFICATE-----(?<content>[^-]+)-----END CERTIFICATE-----", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    public static bool IsPem(string text) => text.Contains("-----BEGIN ");

    public static IReadOnlyList<X509Certificate2> Parse(byte[] content, string from) =>
        Encoding.ASCII.GetString(content) is { } text && IsPem(text) ? Parse(text, from) : [Load(content, from)];

    public static IReadOnlyList<X509Certificate2> Parse(string pem, string from)
    {
        var certificates = new List<X509Certificate2>();
        foreach (Match block in Blocks.Matches(pem))
        {
            try
            {
                certificates.Add(Load(Convert.FromBase64String(block.Groups["content"].Value), from));
            }
            catch (FormatException)
            {
                throw NotACertificate(from);
            }
        }

        return certificates.Count > 0 ? certificates : throw NotACertificate(from);
    }

    private static X509Certificate2 Load(byte[] der, string from)
    {
        try
        {
            return new X509Certificate2(der);
        }
        catch (CryptographicException)
        {
            throw NotACertificate(from);
        }
    }

    private static ArgumentException NotACertificate(string from) => new($"There is no X.509 certificate in {from}; a PEM or DER file is expected.");
}
