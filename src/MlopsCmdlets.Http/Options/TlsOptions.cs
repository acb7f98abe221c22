using System.Security.Cryptography.X509Certificates;

namespace MlopsCmdlets.Http.Options;

/// <summary>How the server's certificate is checked. Without any option: the system's trusted roots, the host name and the dates.</summary>
public sealed record TlsOptions
{
    /// <summary>
    /// Certificate authorities to trust instead of the system's; the server's own self-signed certificate is fine too. Host name and dates are still checked;
    /// revocation is not, since private authorities seldom publish it.
    /// </summary>
    public IReadOnlyList<X509Certificate2> TrustedAuthorities { get; init; } = [];

    /// <summary>
    /// SHA-256 fingerprints (hexadecimal; colons, blanks and case do not matter). When given, the server's certificate must be one of these;
    /// it is then trusted by that alone, whoever issued it and whatever its name. Dates are still checked.
    /// </summary>
    public IReadOnlyList<string> PinnedSha256 { get; init; } = [];

    /// <summary>Accepts any certificate: whoever is between us and the server can read the token. The caller warns.</summary>
    public bool SkipCertificateCheck { get; init; }
}
