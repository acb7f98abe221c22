using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Options;
using MlopsCmdlets.Http.Security;

namespace MlopsCmdlets.Http.Sending;

/// <summary>Decides about the server's certificate: system trust, own authorities, pinned, or not at all.</summary>
internal sealed class CertificateCheck
{
    private readonly TlsOptions _tls;
    private readonly TimeProvider _time;
    private readonly HashSet<string> _pinned;
    private volatile CertificateFailure? _last;

    public CertificateCheck(TlsOptions tls, TimeProvider time)
    {
        _tls = tls;
        _time = time;
        _pinned = new HashSet<string>(tls.PinnedSha256.Select(Normalise), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Null if the certificate is accepted.</summary>
    public CertificateFailure? Examine(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (_tls.SkipCertificateCheck)
            return null;
        var failure = Judge(certificate, chain, errors);
        if (failure is not null)
            _last = failure;
        return failure;
    }

    /// <summary>Why the handshake of this failure was refused by us; null if it failed otherwise.</summary>
    public CertificateFailure? FailureOf(Exception failure)
    {
        if (SendFailure.Find<CertificateRejectedException>(failure) is { } ours)
            return ours.Failure;
#if NET
        return null;
#else
        return _last;
#endif
    }

    private CertificateFailure? Judge(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
            return new CertificateFailure(CertificateProblem.Missing, "", "", "");

        using var copy = new X509Certificate2(certificate.GetRawCertData());
        var problem = _pinned.Count > 0 ? Pinned(copy)
            : _tls.TrustedAuthorities.Count > 0 ? Private(copy, chain, errors)
            : Public(chain, errors);
        return problem == CertificateProblem.None
            ? null
            : new CertificateFailure(
                problem, TextSafety.Shorten(TextSafety.Neutralise(copy.Subject), 200), TextSafety.Shorten(TextSafety.Neutralise(copy.Issuer), 200), Fingerprint(copy));
    }

    private CertificateProblem Pinned(X509Certificate2 certificate) =>
        (_pinned.Contains(Fingerprint(certificate)) ? CertificateProblem.None : CertificateProblem.NotPinned) | Dates(certificate);

    private static CertificateProblem Public(X509Chain? chain, SslPolicyErrors errors)
    {
        var problem = NameOf(errors);
        if (!errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
            return problem;
        var inChain = chain is null ? CertificateProblem.None : Problems(chain.ChainStatus);
        return problem | (inChain == CertificateProblem.None ? CertificateProblem.UntrustedRoot : inChain);
    }

    private CertificateProblem Private(X509Certificate2 certificate, X509Chain? sent, SslPolicyErrors errors)
    {
        var problem = NameOf(errors);
        if (_tls.TrustedAuthorities.Any(trusted => SameCertificate(trusted, certificate)))
            return problem | Dates(certificate);

        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        // Intermediate certificates that the server sent along.
        if (sent is not null)
        {
            foreach (var element in sent.ChainElements)
                chain.ChainPolicy.ExtraStore.Add(element.Certificate);
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        }

#if NET
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        foreach (var trusted in _tls.TrustedAuthorities)
            chain.ChainPolicy.CustomTrustStore.Add(trusted);
        return chain.Build(certificate) ? problem : problem | AtLeastOther(Problems(chain.ChainStatus));
#else
        // .NET Framework knows no custom roots: build with any root, then insist that the root is one of ours.
        foreach (var trusted in _tls.TrustedAuthorities)
            chain.ChainPolicy.ExtraStore.Add(trusted);
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        chain.Build(certificate);
        problem |= Problems(chain.ChainStatus) & ~CertificateProblem.UntrustedRoot;
        var root = chain.ChainElements.Count > 0 ? chain.ChainElements[chain.ChainElements.Count - 1].Certificate : null;
        return root is not null && _tls.TrustedAuthorities.Any(trusted => SameCertificate(trusted, root)) ? problem : problem | CertificateProblem.UntrustedRoot;
#endif
    }

    private static CertificateProblem NameOf(SslPolicyErrors errors) =>
        errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? CertificateProblem.NameMismatch : CertificateProblem.None;

#if NET
    private static CertificateProblem AtLeastOther(CertificateProblem problem) => problem == CertificateProblem.None ? CertificateProblem.Other : problem;
#endif

    private CertificateProblem Dates(X509Certificate2 certificate)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        if (now > certificate.NotAfter.ToUniversalTime())
            return CertificateProblem.Expired;
        return now < certificate.NotBefore.ToUniversalTime() ? CertificateProblem.NotYetValid : CertificateProblem.None;
    }

    private static CertificateProblem Problems(X509ChainStatus[] statuses)
    {
        var problem = CertificateProblem.None;
        foreach (var status in statuses)
        {
            problem |= status.Status switch
            {
                X509ChainStatusFlags.NoError => CertificateProblem.None,
                X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain or X509ChainStatusFlags.ExplicitDistrust => CertificateProblem.UntrustedRoot,
                // The platform says the same for a certificate that has ended and one that has not begun; the first is what happens.
                X509ChainStatusFlags.NotTimeValid => CertificateProblem.Expired,
                X509ChainStatusFlags.Revoked => CertificateProblem.Revoked,
                // Not being able to ask is not a refusal.
                X509ChainStatusFlags.RevocationStatusUnknown or X509ChainStatusFlags.OfflineRevocation => CertificateProblem.None,
                _ => CertificateProblem.Other,
            };
        }

        return problem;
    }

    private static bool SameCertificate(X509Certificate2 one, X509Certificate2 other) => one.RawData.AsSpan().SequenceEqual(other.RawData);

    private static string Fingerprint(X509Certificate2 certificate)
    {
        using var sha = SHA256.Create();
        return BitConverter.ToString(sha.ComputeHash(certificate.RawData)).Replace("-", "");
    }

    private static string Normalise(string fingerprint) => new(fingerprint.Where(char.IsLetterOrDigit).ToArray());
}
