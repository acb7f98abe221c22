using MlopsCmdlets.Adapters;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Transfer;
using MlopsCmdlets.Session;

namespace MlopsCmdlets.Environments;

/// <summary>A cmdlet that reaches environments through the sessions of this PowerShell session.</summary>
public abstract class SidesCmdlet : EnvironmentCmdlet
{
    private static readonly TimeSpan WrongClock = TimeSpan.FromMinutes(5);
    private IReadOnlyList<CpdSession> _sessions = [];

    /// <summary>Hashes known in this runspace.</summary>
    private protected HashCache Hashes { get; private set; } = new();

    private protected static string ToolVersion { get; } = typeof(SidesCmdlet).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>Longest wait for one deployment, export or import.</summary>
    private protected virtual TimeSpan ServerTimeout => TimeSpan.FromMinutes(15);

    private protected override void BeforeInput()
    {
        base.BeforeInput();
        RunspaceState state = RunspaceState.OfCurrent();
        _sessions = state.Sessions.All;
        Hashes = state.Hashes;
    }

    /// <summary>An environment with everything that reaches it, over the session given or the last connected one of its cluster.</summary>
    private protected async Task<PromotionSide> OpenAsync(MlopsEnvironment environment, CpdSession? chosen, CancellationToken cancellationToken)
    {
        CpdSession session = EnvironmentSessions.Find(environment, chosen, _sessions);
        CpdClient client = session.GetClient(RequestTrace);
        PromotionSide side = await PromotionSides.OpenAsync(
            environment, session, client, (c, space) => new CpdServing(c, space, ServerTimeout, Clock), (c, space) => new CpdRecordFiles(c, space), Clock, cancellationToken).ConfigureAwait(false);
        if (session.ClockOffset is { } offset && offset.Duration() >= WrongClock)
        {
            await WarnAsync(
                $"The clock of this machine is {(offset > TimeSpan.Zero ? "behind" : "ahead of")} that of '{environment.Name}' by {(long)offset.Duration().TotalMinutes} minutes. Times are those of the cluster.").ConfigureAwait(false);
        }
        return side;
    }
}
