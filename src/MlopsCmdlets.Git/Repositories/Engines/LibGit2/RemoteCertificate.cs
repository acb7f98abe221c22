using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using LibGit2Sharp;
using MlopsCmdlets.Http.Options;
using MlopsCmdlets.Http.Sending;

namespace MlopsCmdlets.Git.Repositories.Engines.LibGit2;

/// <summary>Decides about a remote's certificate as the HTTP stack does, with what libgit2 hands over: the certificate alone, and whether it would accept it.</summary>
internal sealed class RemoteCertificate(RemoteAccess access)
{
    /// <summary>Why a certificate was refused; null when none was.</summary>
    public string? Problem { get; private set; }

    public bool Accepts(Certificate certificate, bool valid, string host)
    {
        if (certificate is not CertificateX509 { Certificate: { } given } || access.Host is not { } options)
            return valid || Refuse(certificate is CertificateX509 ? "its certificate is not from an authority that this machine trusts, or not for this name" : "its certificate is of an unknown form");
        if (options.SkipCertificateCheck || (valid && options.CaCertificates.Count == 0))
            return true;
        using var whole = new X509Certificate2(given.GetRawCertData());
        SslPolicyErrors errors = (valid ? SslPolicyErrors.None : SslPolicyErrors.RemoteCertificateChainErrors)
            | (valid || CertificateNames.Match(whole, host) ? SslPolicyErrors.None : SslPolicyErrors.RemoteCertificateNameMismatch);
        var check = new CertificateCheck(new TlsOptions { TrustedAuthorities = options.CaCertificates }, options.TimeProvider);
        return check.Examine(given, chain: null, errors) is not { } failure || Refuse(failure.Describe(host).TrimEnd('.'));
    }

    private bool Refuse(string why)
    {
        Problem = why;
        return false;
    }
}
