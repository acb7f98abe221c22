using System.Management.Automation;
using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Plans;

namespace MlopsCmdlets.Environments;

/// <summary>Removes a lock of an environment.</summary>
/// <remarks>
/// <para>Without -Force only locks are removed that the session's user took with Lock-MlopsEnvironment. With -Force everybody's are, also of promotions that are
/// running: they stop before their next change. That is written into the environment's record.</para>
/// </remarks>
/// <example>
///   <summary>After maintenance</summary>
///   <code>PS&gt; Unlock-MlopsEnvironment prd</code>
///   <para>Emits the lock that was removed; nothing when there was none.</para>
/// </example>
/// <example>
///   <summary>Remove what a broken agent left</summary>
///   <code>PS&gt; Unlock-MlopsEnvironment prd -Force</code>
///   <para>Do this only when the holder that the error names is gone for good.</para>
/// </example>
[Cmdlet(VerbsCommon.Unlock, "MlopsEnvironment", SupportsShouldProcess = true)]
[OutputType(typeof(MlopsEnvironmentLock))]
public sealed class UnlockMlopsEnvironmentCommand : ReachedEnvironmentCmdlet
{
    /// <summary>Removes the locks of others too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        PromotionSide side = await OpenAsync(cancellationToken).ConfigureAwait(false);
        string name = side.Environment.Name;
        EnvironmentLock environmentLock = LockOf(side);
        if (await environmentLock.GetHolderAsync(cancellationToken).ConfigureAwait(false) is not { } holder)
        {
            await VerboseAsync($"Environment '{name}' is not locked.").ConfigureAwait(false);
            return;
        }

        // What is asked about is what is removed, not a lock that another took while the question waited for its answer.
        HashSet<string> there = [.. (await environmentLock.ListAsync(cancellationToken).ConfigureAwait(false)).Select(claim => claim.Nonce)];
        bool IsMine(LockHolder other) => other.IsPerson && other.Owner.UserId == side.Me.UserId && other.Owner.Cluster == side.Me.Cluster;
        if (!Force && !IsMine(holder))
            throw new EnvironmentLockedException(name, holder, side.Time.GetUtcNow() - holder.Since);
        if (!await ApproveAsync($"environment '{name}', locked by {holder.Owner.UserName}: {holder.Purpose}", "Unlock", Force).ConfigureAwait(false))
            return;

        IReadOnlyList<LockHolder> removed = await environmentLock.RemoveAsync(claim => there.Contains(claim.Nonce) && (Force || IsMine(claim)), cancellationToken).ConfigureAwait(false);
        // First, since what comes behind in the pipeline may end the cmdlet.
        try
        {
            await RecordTakeoverAsync(side, [.. removed.Where(one => !IsMine(one))], "Unlocked by force").ConfigureAwait(false);
        }
        finally
        {
            foreach (LockHolder one in removed)
                await WriteAsync(MlopsEnvironmentLock.Of(name, one)).ConfigureAwait(false);
        }
    }
}
