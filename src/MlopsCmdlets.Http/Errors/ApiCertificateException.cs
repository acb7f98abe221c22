namespace MlopsCmdlets.Http.Errors;

/// <summary>The server's certificate was not accepted; nothing was sent.</summary>
public sealed class ApiCertificateException(
    string message, ApiCall call, CertificateProblem certificateProblem, string subject, string issuer, string sha256, Exception? innerException = null)
    : ApiException(message, call, innerException)
{
    public CertificateProblem CertificateProblem { get; } = certificateProblem;

    /// <summary>The certificate's subject; empty if there was none.</summary>
    public string Subject { get; } = subject;

    public string Issuer { get; } = issuer;

    /// <summary>SHA-256 fingerprint in hexadecimal.</summary>
    public string Sha256 { get; } = sha256;
}
