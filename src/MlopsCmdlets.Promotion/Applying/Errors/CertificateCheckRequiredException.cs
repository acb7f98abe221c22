namespace MlopsCmdlets.Promotion.Applying;

/// <summary>A session that does not verify the server's certificate is not good enough for production.</summary>
public sealed class CertificateCheckRequiredException(string environment, string cluster)
    : PlanRefusedException($"The session with {cluster} does not check the server's certificate, and '{environment}' is production.")
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Connect again without -SkipCertificateCheck; give the cluster's certificate authority with -CaCertificate.";
}
