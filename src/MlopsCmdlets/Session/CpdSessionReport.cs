using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Session;

/// <summary>What a session can do.</summary>
/// <param name="Session">The session.</param>
/// <param name="Services">The services that this module uses, and whether they answer.</param>
/// <param name="Permissions">The caller's platform permissions.</param>
/// <param name="Rights">The caller's role in each container that was asked about.</param>
/// <param name="Lacks">What a promotion would lack, in sentences; empty if nothing.</param>
public sealed record CpdSessionReport(
    CpdSession Session, IReadOnlyList<CpdService> Services, string[] Permissions, IReadOnlyList<CpdContainerRight> Rights, string[] Lacks)
{
    /// <summary>Name of the session.</summary>
    public string Name => Session.Name;

    /// <summary>Address of the cluster.</summary>
    public Uri Url => Session.Url;

    /// <summary>Who is logged in.</summary>
    public string? UserName => Session.UserName;

    /// <summary>Release of the cluster; null if it does not tell.</summary>
    public string? Release => Session.Release;

    /// <summary>When the token ends.</summary>
    public DateTimeOffset? ExpiresAt => Session.ExpiresAt;

    /// <summary>How the certificate is checked.</summary>
    public CpdCertificateCheck CertificateCheck => Session.CertificateCheck;

    /// <summary>Nothing is lacking.</summary>
    public bool IsReady => Lacks.Length == 0;

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {(IsReady ? "ready" : string.Join(", ", Lacks))}";
}
