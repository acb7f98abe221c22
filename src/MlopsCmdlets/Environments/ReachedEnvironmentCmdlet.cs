using System.Management.Automation;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Environments;

/// <summary>A cmdlet that looks into one environment through a session of its cluster.</summary>
public abstract class ReachedEnvironmentCmdlet : SidesCmdlet
{
    /// <summary>The environment: its name in mlops.json, or an object of Get-MlopsEnvironment.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    [ValidateNotNull]
    public EnvironmentReference Environment { get; set; } = new("");

    /// <summary>The session to use, or its name. Default: the last connected one of the environment's cluster.</summary>
    [Parameter]
    [SessionArgument]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public CpdSession? Session { get; set; }

    private protected override object? ErrorTarget => Environment.Name;

    /// <summary>Opens the environment that is meant.</summary>
    private protected async Task<PromotionSide> OpenAsync(CancellationToken cancellationToken)
    {
        MlopsEnvironment environment = Environment.Known ?? (await ReadEnvironmentsAsync().ConfigureAwait(false)).Find(Environment.Name);
        return await OpenAsync(environment, Session, cancellationToken).ConfigureAwait(false);
    }

    private protected PromotionRecord RecordOf(PromotionSide side) => new(side.Files, side.Environment.Name, side.Me, LockServices.Of(side.Time));

    private protected EnvironmentLock LockOf(PromotionSide side) => new(side.Files, side.Environment.Name, side.Me, LockServices.Of(side.Time));

    /// <summary>Notes in the record from whom a lock was taken; does nothing when it was from nobody.</summary>
    private protected async Task RecordTakeoverAsync(PromotionSide side, IReadOnlyList<LockHolder> taken, string purpose)
    {
        if (taken.Count == 0)
            return;
        PromotionEntry entry = PromotionEntry.Takeover(
            side.Environment.Name, side.Me, System.Environment.MachineName, ToolVersion, side.Time.GetUtcNow(),
            [purpose, .. taken.Select(holder => $"The lock of {holder.Owner} on {holder.Host} was removed: {holder.Purpose}.")]);
        // Also when the cmdlet is stopped right now: the other's lock is gone already.
        await RecordOf(side).AppendAsync(entry, CancellationToken.None).ConfigureAwait(false);
    }
}
