using MlopsCmdlets.Http.Errors;

namespace MlopsCmdlets.Http.Sending;

/// <summary>A certificate that was not accepted. Subject and issuer are foreign text, made harmless.</summary>
internal sealed record CertificateFailure(CertificateProblem Problem, string Subject, string Issuer, string Sha256)
{
    public string Describe(string host)
    {
        if (Problem.HasFlag(CertificateProblem.Missing))
            return $"{host} sent no certificate.";
        var reasons = new List<string>();
        if (Problem.HasFlag(CertificateProblem.NotPinned))
            reasons.Add("it is none of the pinned certificates");
        if (Problem.HasFlag(CertificateProblem.UntrustedRoot))
            reasons.Add($"its issuer '{Issuer}' is not trusted");
        if (Problem.HasFlag(CertificateProblem.NameMismatch))
            reasons.Add($"it is not for the name {host}");
        if (Problem.HasFlag(CertificateProblem.Expired))
            reasons.Add("it has expired");
        if (Problem.HasFlag(CertificateProblem.NotYetValid))
            reasons.Add("it is not valid yet");
        if (Problem.HasFlag(CertificateProblem.Revoked))
            reasons.Add("it was revoked");
        if (Problem.HasFlag(CertificateProblem.Other))
            reasons.Add("it is not valid for this purpose");
        return $"the certificate of {host} is not accepted: {string.Join("; ", reasons)}. Subject '{Subject}', SHA-256 {Sha256}. "
            + "If it belongs to your cluster, give its authority as a trusted certificate.";
    }
}
