using System.Management.Automation;
using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Plans;

namespace MlopsCmdlets.Environments;

/// <summary>Locks an environment by hand, so that nothing is promoted into it.</summary>
/// <remarks>
/// <para>The lock belongs to the session's user and not to this PowerShell process: it stays until Unlock-MlopsEnvironment removes it, also when the machine is
/// switched off. It is never taken for abandoned, however old it is, and keeps your own promotions out as well. Promotions take the lock by themselves; locks of
/// theirs whose process is gone are removed by the next one on the same machine.</para>
/// <para>With -Force somebody else's lock is taken over when the time is over; that is written into the environment's record.</para>
/// </remarks>
/// <example>
///   <summary>Keep promotions out during maintenance</summary>
///   <code>PS&gt; Lock-MlopsEnvironment prd -Purpose 'Database migration, CHG-4711'</code>
///   <para>Whoever promotes into prd is told who locked it, when, from where, and why.</para>
/// </example>
/// <example>
///   <summary>Wait for a promotion to end</summary>
///   <code>PS&gt; Lock-MlopsEnvironment prd -Purpose 'Storage check' -TimeoutSec 600</code>
///   <para>Waits up to ten minutes for the lock.</para>
/// </example>
[Cmdlet(VerbsCommon.Lock, "MlopsEnvironment", SupportsShouldProcess = true)]
[OutputType(typeof(MlopsEnvironmentLock))]
public sealed class LockMlopsEnvironmentCommand : ReachedEnvironmentCmdlet
{
    /// <summary>What for, one line; shown to everybody who meets the lock.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Purpose { get; set; } = "";

    /// <summary>How long to wait while somebody else holds it, in seconds; 0 tries for about a second.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int TimeoutSec { get; set; }

    /// <summary>Takes it over from whoever holds it when the time is over.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        PromotionSide side = await OpenAsync(cancellationToken).ConfigureAwait(false);
        string name = side.Environment.Name;
        if (!await ApproveAsync($"environment '{name}'", "Lock", Force).ConfigureAwait(false))
            return;
        await ProgressAsync($"Locking '{name}'", "waiting for the lock").ConfigureAwait(false);
        ILockHandle handle = await LockOf(side).AcquireAsync(new LockRequest(Purpose, TimeSpan.FromSeconds(TimeoutSec), Force) { ByPerson = true }, cancellationToken).ConfigureAwait(false);
        await EndProgressAsync().ConfigureAwait(false);
        // First, since what comes behind in the pipeline may end the cmdlet.
        try
        {
            await RecordTakeoverAsync(side, handle.TakenFrom, $"Locked by hand: {Purpose}").ConfigureAwait(false);
        }
        finally
        {
            await WriteAsync(MlopsEnvironmentLock.Of(name, handle.Holder)).ConfigureAwait(false);
        }
    }
}
