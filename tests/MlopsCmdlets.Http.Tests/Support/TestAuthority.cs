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

    private static readonly byte[] Pkcs = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1];

    private static readonly byte[] Salt = [1, 2, 3, 4, 5, 6, 7, 8];

    // Made once: a key takes seconds under mono.
    private static readonly Lazy<RSA> ServerKey = new(NewKey);
    private static readonly Lazy<RSA> AuthorityKey = new(NewKey);
    private static readonly Lazy<RSA> OtherAuthorityKey = new(NewKey);

    private readonly RSA _key;
    private readonly string _name;

    public TestAuthority(string name = "Test authority", bool other = false)
    {
        _name = name;
        _key = (other ? OtherAuthorityKey : AuthorityKey).Value;
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
        var key = ServerKey.Value;
        // Server authentication only, for one name.
        var extensions = Sequence(
            Extension([0x55, 0x1D, 0x11], critical: false, Sequence(Der(0x82, Encoding.ASCII.GetBytes(dns)))),
            Extension([0x55, 0x1D, 0x25], critical: false, Sequence(Oid(0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01))));
        var pkcs12 = Pkcs12(Sign(subject, key, from ?? Today.AddDays(-1), to ?? Today.AddYears(1), extensions), key);
#if NET
        return X509CertificateLoader.LoadPkcs12(pkcs12, "pw");
#else
        return new X509Certificate2(pkcs12, "pw");
#endif
    }

    /// <summary>Certificate and key as RFC 7292 has them, with the password "pw"; the key is encrypted, since mono reads no other.</summary>
    private static byte[] Pkcs12(byte[] certificate, RSA key)
    {
        var k = key.ExportParameters(includePrivateParameters: true);
        var privateKey = Sequence(
            Der(0x02, [0]), Positive(k.Modulus!), Positive(k.Exponent!), Positive(k.D!), Positive(k.P!), Positive(k.Q!), Positive(k.DP!), Positive(k.DQ!), Positive(k.InverseQ!));
        var keyInfo = Sequence(Der(0x02, [0]), Sequence(Rsa(), Der(0x05)), Der(0x04, privateKey));
        var parameters = Sequence(Der(0x04, Salt), Der(0x02, [1]));
        var shroudedKey = Sequence(Sequence(Oid([.. Pkcs, 12, 1, 3]), parameters), Der(0x04, Encrypt(keyInfo)));
        var together = Der(0x31, Sequence(Oid([.. Pkcs, 9, 21]), Der(0x31, Der(0x04, [1]))));
        var bags = Sequence(
            Sequence(Oid([.. Pkcs, 12, 10, 1, 3]), Der(0xA0, Sequence(Oid([.. Pkcs, 9, 22, 1]), Der(0xA0, Der(0x04, certificate)))), together),
            Sequence(Oid([.. Pkcs, 12, 10, 1, 2]), Der(0xA0, shroudedKey), together));
        var content = Sequence(Data(bags));
#pragma warning disable CA5350 // what every reader of this format understands
        using var mac = new HMACSHA1(Derive(3, 20));
#pragma warning restore CA5350
        var digest = Sequence(Sequence(Oid(0x2B, 0x0E, 0x03, 0x02, 0x1A), Der(0x05)), Der(0x04, mac.ComputeHash(content)));
        return Sequence(Der(0x02, [3]), Data(content), Sequence(digest, Der(0x04, Salt), Der(0x02, [1])));
    }

    private static byte[] Encrypt(byte[] plain)
    {
#pragma warning disable CA5350 // what every reader of this format understands
        using var cipher = TripleDES.Create();
#pragma warning restore CA5350
        using var encryptor = cipher.CreateEncryptor(Derive(1, 24), Derive(2, 8));
        return encryptor.TransformFinalBlock(plain, 0, plain.Length);
    }

    /// <summary>Appendix B.2 of RFC 7292 with SHA-1 and one iteration.</summary>
    private static byte[] Derive(byte purpose, int length)
    {
        byte[] password = [0, (byte)'p', 0, (byte)'w', 0, 0];
        byte[] input = [.. Enumerable.Range(0, 64).Select(i => Salt[i % Salt.Length]), .. Enumerable.Range(0, 64).Select(i => password[i % password.Length])];
        var derived = new List<byte>();
#pragma warning disable CA5350 // what every reader of this format understands
        using var sha = SHA1.Create();
#pragma warning restore CA5350
        while (derived.Count < length)
        {
            var hash = sha.ComputeHash([.. Enumerable.Repeat(purpose, 64), .. input]);
            derived.AddRange(hash);
            for (var block = 0; block < input.Length; block += 64)
            {
                var carry = 1;
                for (var i = 63; i >= 0; i--)
                {
                    carry += input[block + i] + hash[i % hash.Length];
                    input[block + i] = (byte)carry;
                    carry >>= 8;
                }
            }
        }

        return [.. derived.Take(length)];
    }

    private static byte[] Data(byte[] content) => Sequence(Oid([.. Pkcs, 7, 1]), Der(0xA0, Der(0x04, content)));

    private static byte[] Rsa() => Oid([.. Pkcs, 1, 1]);

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
        return Sequence(Sequence(Rsa(), Der(0x05)), Der(0x03, bits));
    }

    /// <summary>A part of a key, which fills its field with zeros in front, as the shortest form that DER demands.</summary>
    private static byte[] Positive(byte[] number)
    {
        byte[] shortest = [.. number.SkipWhile(b => b == 0)];
        return Der(0x02, shortest.Length == 0 || shortest[0] >= 0x80 ? [0, .. shortest] : shortest);
    }

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
