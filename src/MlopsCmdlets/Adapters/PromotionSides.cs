using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Promotion;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Promotion.Serving;

namespace MlopsCmdlets.Adapters;

/// <summary>Makes an environment with everything that reaches it from what <c>mlops.json</c> says about it and a session.</summary>
internal static class PromotionSides
{
    /// <summary>Opens an environment: finds its space and asks who the session's user is there.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="session">A session of its cluster, from <see cref="EnvironmentSessions"/>.</param>
    /// <param name="client">The session's client.</param>
    /// <param name="serving">Makes the adapter of its deployments.</param>
    /// <param name="files">Makes the adapter of its asset files.</param>
    /// <param name="clock">The clock of this machine.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal static async Task<PromotionSide> OpenAsync(
        MlopsEnvironment environment, CpdSession session, CpdClient client, Func<CpdClient, CpdContainer, IServing> serving, Func<CpdClient, CpdContainer, IRecordFiles> files,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var user = client.Platform.GetMeAsync(cancellationToken);
        var space = (await client.Spaces.FindAsync(environment.Space, cancellationToken).ConfigureAwait(false)).Container;
        var assets = await CpdAssetContainer.OpenAsync(session, client, space, cancellationToken).ConfigureAwait(false);
        var known = await user.ConfigureAwait(false);
        var me = new Actor(assets.Identity.Cluster, known.Id, known.Name);
        return new PromotionSide(environment, me, assets, serving(client, space), files(client, space), new CpdApprovals(client, space, me))
        {
            CertificateIsVerified = IsVerified(session),
            // One offset for all that follows: a clock that is corrected in the middle of a run would disagree with itself.
            Time = new ShiftedTime(clock, session.ClockOffset ?? TimeSpan.Zero),
            Specifications = new CpdPlatformSpecifications(client),
        };
    }

    /// <summary>Without encryption there is nothing to verify; that is as good only on this very machine.</summary>
    private static bool IsVerified(CpdSession session) =>
        session.CertificateCheck is CpdCertificateCheck.System or CpdCertificateCheck.GivenAuthority || (session.CertificateCheck == CpdCertificateCheck.None && session.Url.IsLoopback);
}
