namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Waits for an export or import to end.</summary>
internal sealed class JobPoller(ContainerIdentity container, TransferOptions options, TimeProvider time)
{
    internal async Task<JobStatus> WaitAsync(
        string what, JobStatus job, Func<string, CancellationToken, Task<JobStatus>> get, TransferStage stage, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        // Small jobs are done almost at once: the first looks come quickly.
        var pause = TimeSpan.FromTicks(options.PollInterval.Ticks / 4);
        while (job.State == JobState.Running)
        {
            var waited = time.GetElapsedTime(started);
            if (waited >= options.JobTimeout)
                throw new JobTimeoutException(container, what, job, waited);
            progress?.Report(new TransferProgress(stage, job.Progress ?? 0, job.Progress is null ? null : 100));
            await time.WaitAsync(pause, cancellationToken).ConfigureAwait(false);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 3 / 2, options.MaxPollInterval.Ticks));
            job = await get(job.Id, cancellationToken).ConfigureAwait(false);
        }
        return job;
    }
}
