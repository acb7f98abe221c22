using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Session;

/// <summary>Finds out what a session can do, and what a promotion through it would lack.</summary>
internal sealed class SessionInspector(CpdSession session, CpdClient client, TimeProvider time)
{
    private static readonly TimeSpan ShortLife = TimeSpan.FromMinutes(15);

    public async Task<CpdSessionReport> InspectAsync(IReadOnlyList<CpdSpace> spaces, CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<CpdService>> services = client.Platform.GetServicesAsync(cancellationToken);
        CpdUser me = await client.Platform.GetMeAsync(cancellationToken).ConfigureAwait(false);
        CpdContainerRight[] rights = await Task.WhenAll(spaces.Select(s => RightAsync(s, me, cancellationToken))).ConfigureAwait(false);
        return new CpdSessionReport(session, await services.ConfigureAwait(false), me.Permissions, rights, [.. Lacks(await services.ConfigureAwait(false), rights)]);
    }

    private async Task<CpdContainerRight> RightAsync(CpdSpace space, CpdUser me, CancellationToken cancellationToken)
    {
        CpdRole? role = null;
        bool throughGroup = false;
        await foreach (CpdMember member in client.Members.ListAsync(space.Container, cancellationToken).ConfigureAwait(false))
        {
            if (string.Equals(member.Id, me.Id, StringComparison.Ordinal))
                role = member.Role;
            throughGroup |= member.MemberType == CpdMemberType.Group;
        }

        string text = role?.ToString() ?? (throughGroup ? "Unknown" : "None");
        return new CpdContainerRight(space.Name, "Space", space.Id, text, space.IsProduction);
    }

    private IEnumerable<string> Lacks(IReadOnlyList<CpdService> services, IReadOnlyList<CpdContainerRight> rights)
    {
        foreach (CpdService service in services.Where(s => s.State != CpdServiceState.Available))
            yield return $"The service '{service.Name}' is {Words(service.State)}.";
        foreach (CpdContainerRight right in rights.Where(r => r.Role is "Viewer" or "None"))
            yield return $"Exports from and imports into the space '{right.Name}' need the role editor; {session.UserName} {(right.Role == "None" ? "is no member" : "is a viewer")} there.";
        if (session.CertificateCheck is CpdCertificateCheck.Skipped or CpdCertificateCheck.None && rights.Any(r => r.IsProduction))
            yield return "A production space wants a connection whose certificate is checked: connect with -CaCertificate.";
        if (session.AuthenticationType == CpdAuthenticationType.BearerToken && session.ExpiresAt is { } end && end - time.GetUtcNow() < ShortLife)
            yield return $"The token ends at {end:u} and cannot be renewed: a promotion may not finish in time.";
    }

    private static string Words(CpdServiceState state) => state switch
    {
        CpdServiceState.NotInstalled => "not installed",
        CpdServiceState.Denied => "not allowed for this user",
        _ => "not answering properly",
    };
}
