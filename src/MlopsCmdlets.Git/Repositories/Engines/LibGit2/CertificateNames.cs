using System.Security.Cryptography.X509Certificates;

namespace MlopsCmdlets.Git.Repositories.Engines.LibGit2;

/// <summary>Whether a certificate is for a host. .NET does that inside of its own connections only, until .NET 7.</summary>
internal static class CertificateNames
{
    public static bool Match(X509Certificate2 certificate, string host)
    {
#if NET
        return certificate.MatchesHostname(host);
#else
        const string alternativeNames = "2.5.29.17";
        string names = certificate.Extensions[alternativeNames]?.Format(multiLine: true) ?? "=" + certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false);
        // One name a line, "DNS Name=x" or "IP Address=x"; what stands before the sign is in the system's language.
        return names.Split(['\r', '\n', ','], StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Substring(line.IndexOfAny(['=', ':']) + 1).Trim())
            .Any(name => string.Equals(name, host, StringComparison.OrdinalIgnoreCase)
                || (name.StartsWith("*.", StringComparison.Ordinal) && host.IndexOf('.') is var dot and > 0 && string.Equals(name.Substring(1), host.Substring(dot), StringComparison.OrdinalIgnoreCase)));
#endif
    }
}
