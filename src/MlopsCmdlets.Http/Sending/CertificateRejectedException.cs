using System.Security.Authentication;

namespace MlopsCmdlets.Http.Sending;

/// <summary>Carries the reason out of the handshake where the platform lets it through.</summary>
internal sealed class CertificateRejectedException(CertificateFailure failure) : AuthenticationException("The server's certificate is not accepted.")
{
    public CertificateFailure Failure { get; } = failure;
}
