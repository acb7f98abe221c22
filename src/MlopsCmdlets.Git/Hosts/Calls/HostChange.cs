using System.Runtime.ExceptionServices;
using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Hosts.Calls;

/// <summary>A change whose reply was lost is looked for before it is made again, so that nothing is made twice.</summary>
internal static class HostChange
{
    private const int MostAttempts = 3;

    /// <param name="time">The clock.</param>
    /// <param name="change">Makes the change, once.</param>
    /// <param name="find">Looks whether it was made; null when it was not.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="GitHostOutcomeUnknownException">The look failed too.</exception>
    public static async Task<T> MakeAsync<T>(TimeProvider time, Func<Task<T>> change, Func<Task<T?>> find, CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            GitHostException lost;
            try
            {
                return await change().ConfigureAwait(false);
            }
            catch (GitHostException e) when (e.Failure.MayHaveBeenDone)
            {
                lost = e;
            }

            // The host may still be at it.
            await HostWait.PauseAsync(time, TimeSpan.FromSeconds(attempt), cancellationToken).ConfigureAwait(false);
            T? made;
            try
            {
                made = await find().ConfigureAwait(false);
            }
            catch (GitHostException e)
            {
                throw new GitHostOutcomeUnknownException(lost.Failure, e);
            }

            if (made is not null)
                return made;
            if (attempt == MostAttempts)
                ExceptionDispatchInfo.Capture(lost).Throw();
        }
    }
}
