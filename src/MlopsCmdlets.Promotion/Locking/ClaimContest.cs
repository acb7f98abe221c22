using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Locking;

/// <summary>
/// Mutual exclusion by files that nobody overwrites. A contender writes a claim under a name that was never used before, then lists. It has won when the
/// listing shows its claim and no other. Were there two winners, each would have listed before the other wrote, and after it wrote itself: impossible, even
/// when listings lag, because one that lacks our own claim is not counted. Names are never used twice, since a lagging listing could show an earlier use.
/// <para>The smallest name among contenders stays and looks on; the others withdraw and come again after a pause, so that somebody gets it.</para>
/// </summary>
/// <param name="files">The files.</param>
/// <param name="folder">What is listed.</param>
/// <param name="claims">Folder of the claims, the same or below.</param>
/// <param name="services">Clock, processes, randomness.</param>
internal sealed class ClaimContest(IRecordFiles files, string folder, string claims, LockServices services)
{
    private const int Looks = 5;
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ForceWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TidyTime = TimeSpan.FromSeconds(10);

    private readonly string _prefix = claims + "/";

    /// <summary>Enters and stays until it is won.</summary>
    /// <param name="makeHolder">What the claim of a name says.</param>
    /// <param name="lost">The failure to throw when the time is over.</param>
    internal async Task<HeldClaim> EnterAsync(Func<string, LockHolder> makeHolder, ClaimRules rules, Func<LockHolder, Exception> lost, CancellationToken cancellationToken)
    {
        var watch = new ClaimWatch(files, services, rules);
        for (var attempt = 0; ; attempt++)
        {
            var holder = makeHolder(services.NewNonce());
            var path = $"{_prefix}{holder.Nonce}.json";
            watch.Own.Add(path);
            HeldClaim? held = null;
            try
            {
                await files.PutNewAsync(path, ClaimForm.Write(holder), cancellationToken).ConfigureAwait(false);
                held = await StayAsync(path, holder, watch, rules, lost, cancellationToken).ConfigureAwait(false);
                if (held is not null)
                    return held;
            }
            finally
            {
                if (held is null)
                    await WithdrawAsync(path).ConfigureAwait(false);
            }
            if (attempt >= Looks && !watch.EverSeen)
                throw new ClaimsNotKeptException(path);
            await PauseAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The claims of a listing.</summary>
    internal IEnumerable<string> ClaimsIn(IReadOnlyList<string> listing) => listing.Where(path => path.StartsWith(_prefix, StringComparison.Ordinal));

    /// <summary>Whether a claim is still there; listings that lag are looked at again.</summary>
    internal async Task<bool> IsThereAsync(string path, CancellationToken cancellationToken)
    {
        for (var look = 0; look < Looks; look++)
        {
            if (look > 0)
                await PauseAsync(look, cancellationToken).ConfigureAwait(false);
            if ((await files.ListAsync(folder, cancellationToken).ConfigureAwait(false)).Contains(path, StringComparer.Ordinal))
                return true;
        }
        return false;
    }

    /// <summary>Removes our own claim, also when the run was cancelled or the network is gone: then what is left is a crash's leftover.</summary>
    internal async Task WithdrawAsync(string path)
    {
        using var limit = services.Time.CreateTimeout(TidyTime);
        try
        {
            await files.DeleteAsync(path, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or StackOverflowException))
        {
            // Nothing depends on it: others recognise it when this process is gone. The failure that brought us here must not be hidden.
        }
    }

    /// <summary>Removes our own claim and tells of failures.</summary>
    internal Task RemoveAsync(string path, CancellationToken cancellationToken) => files.DeleteAsync(path, cancellationToken);

    internal Task PauseAsync(int step, CancellationToken cancellationToken)
    {
        var pause = Math.Min(LongPause.TotalMilliseconds, ShortPause.TotalMilliseconds * Math.Pow(2, Math.Min(step, 10)));
        return services.Time.WaitAsync(TimeSpan.FromMilliseconds(pause * (0.5 + services.Jitter())), cancellationToken);
    }

    /// <summary>Looks on with a claim that was written; null when it has to be withdrawn and another one made.</summary>
    private async Task<HeldClaim?> StayAsync(
        string path, LockHolder holder, ClaimWatch watch, ClaimRules rules, Func<LockHolder, Exception> lost, CancellationToken cancellationToken)
    {
        var seen = false;
        for (var look = 0; ; look++)
        {
            var listing = await files.ListAsync(folder, cancellationToken).ConfigureAwait(false);
            var present = ClaimsIn(listing).ToList();
            if (!present.Remove(path))
            {
                // Once seen and now missing: somebody removed it by force. Never seen: the put was lost, or the listing lags.
                if (seen || look >= Looks)
                    return null;
                await PauseAsync(look, cancellationToken).ConfigureAwait(false);
                continue;
            }
            seen = watch.EverSeen = true;

            if (present.Count == 0)
                return new HeldClaim(path, holder, listing, watch.Removed);

            // Those who crashed are removed on the way. What they did last may be later than this listing, so that only the next one counts.
            var rivals = await watch.LivingAsync(present, cancellationToken).ConfigureAwait(false);
            if (rivals.Count == 0)
            {
                if (look > 0)
                    await PauseAsync(look, cancellationToken).ConfigureAwait(false);
                continue;
            }

            var smallest = rivals.TrueForAll(rival => string.CompareOrdinal(path, rival) < 0);
            if (watch.Elapsed >= rules.Wait + (watch.Forced ? ForceWait : TimeSpan.Zero) && (!smallest || look >= Looks))
            {
                if (rules.Force && !watch.Forced)
                {
                    await watch.RemoveAsync(rivals, cancellationToken).ConfigureAwait(false);
                    watch.Forced = true;
                    continue;
                }

                // Gone between listing and reading means free: look again, but not forever.
                if (await watch.OldestAsync(rivals, cancellationToken).ConfigureAwait(false) is { } other)
                    throw lost(other);
                if (look >= 2 * Looks)
                    throw lost(ClaimForm.Unknown(rivals[0]));
                await PauseAsync(look, cancellationToken).ConfigureAwait(false);
                continue;
            }
            if (!smallest)
                return null;
            await PauseAsync(look, cancellationToken).ConfigureAwait(false);
        }
    }
}
