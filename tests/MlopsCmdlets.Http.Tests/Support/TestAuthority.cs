using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MlopsCmdlets.Http.Tests.Support;

/// <summary>
/// A certificate authority of one test, and server certificates by it. The certificates are written by hand, field by field (RFC 5280): mono has no
/// CertificateRequest, and this way both frameworks are tested with the same.
/// </summary>
internal sealed class TestAuthority
{
    private static readonly DateTimeOffset Today = TimeProvider.System.GetUtcNow();
    private static readonly byte[] Sha256WithRsa = Sequence(Oid(0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B), Der(0x05));

    private readonly RSA _key = NewKey();
    private readonly string _name;

    public TestAuthority(string name = "Test authority")
    {
        _name = name;
        // Basic constraints: an authority; key usage: signs certificates and lists.
        var extensions = Sequence(
            Extension([0x55, 0x1D, 0x13], critical: true, Sequence(Der(0x01, [0xFF]))),
            Extension([0x55, 0x1D, 0x0F], critical: true, Der(0x03, [0x01, 0x06])));
        Certificate = Load(Sign(name, _key, Today.AddYears(-5), Today.AddYears(5), extensions));
    }

    /// <summary>Without its key, as an administrator hands it out.</summary>
    public X509Certificate2 Certificate { get; }

    public static X509Certificate2 WithoutKey(X509Certificate2 certificate) => Load(certificate.RawData);

    public X509Certificate2 Issue(string subject = "cpd.test", DateTimeOffset? from = null, DateTimeOffset? to = null, string dns = "localhost")
    {
        var key = NewKey();
        // Server authentication only, for one name.
        var extensions = Sequence(
            Extension([0x55, 0x1D, 0x11], critical: false, Sequence(Der(0x82, Encoding.ASCII.GetBytes(dns)))),
            Extension([0x55, 0x1D, 0x25], critical: false, Sequence(Oid(0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01))));
        var certificate = Load(Sign(subject, key, from ?? Today.AddDays(-1), to ?? Today.AddYears(1), extensions));
#if NET
        using var withKey = certificate.CopyWithPrivateKey(key);
        // Through PKCS #12, since Windows cannot serve with a key that lives in memory only.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), password: null);
#else
        certificate.PrivateKey = key;
        return certificate;
#endif
    }

    private byte[] Sign(string subject, RSA key, DateTimeOffset from, DateTimeOffset to, byte[] extensions)
    {
        var serial = Guid.NewGuid().ToByteArray();
        serial[0] = (byte)(serial[0] & 0x3F | 0x40);
        var body = Sequence(
            Der(0xA0, Der(0x02, [2])), Der(0x02, serial), Sha256WithRsa, Name(_name), Sequence(Time(from), Time(to)), Name(subject), PublicKey(key), Der(0xA3, extensions));
        byte[] signature = [0, .. _key.SignData(body, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)];
        return Sequence(body, Sha256WithRsa, Der(0x03, signature));
    }

    private static RSA NewKey() =>
#if NET
        RSA.Create(2048);
#else
        new RSACryptoServiceProvider(2048);
#endif

    private static X509Certificate2 Load(byte[] der) =>
#if NET
        X509CertificateLoader.LoadCertificate(der);
#else
        new(der);
#endif

    private static byte[] PublicKey(RSA key)
    {
        var parts = key.ExportParameters(includePrivateParameters: false);
        byte[] bits = [0, .. Sequence(Positive(parts.Modulus!), Positive(parts.Exponent!))];
        return Sequence(Sequence(Oid(0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01), Der(0x05)), Der(0x03, bits));
    }

    private static byte[] Positive(byte[] number) => Der(0x02, number[0] >= 0x80 ? [0, .. number] : number);

    private static byte[] Name(string commonName) => Sequence(Der(0x31, Sequence(Oid(0x55, 0x04, 0x03), Der(0x0C, Encoding.UTF8.GetBytes(commonName)))));

    private static byte[] Time(DateTimeOffset time) =>
        Der(0x17, Encoding.ASCII.GetBytes(time.UtcDateTime.ToString("yyMMddHHmmss", System.Globalization.CultureInfo.InvariantCulture) + "Z"));

    private static byte[] Extension(byte[] oid, bool critical, byte[] value) =>
        critical ? Sequence(Oid(oid), Der(0x01, [0xFF]), Der(0x04, value)) : Sequence(Oid(oid), Der(0x04, value));

    private static byte[] Oid(params byte[] bytes) => Der(0x06, bytes);

    private static byte[] Sequence(params byte[][] parts) => Der(0x30, parts);

    private static byte[] Der(byte tag, params byte[][] parts)
    {
        var content = parts.SelectMany(p => p).ToArray();
        byte[] length = content.Length < 0x80 ? [(byte)content.Length]
            : content.Length < 0x100 ? [0x81, (byte)content.Length]
            : [0x82, (byte)(content.Length >> 8), (byte)content.Length];
        return [tag, .. length, .. content];
    }
}
