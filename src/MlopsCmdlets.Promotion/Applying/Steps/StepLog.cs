namespace MlopsCmdlets.Promotion.Applying.Steps;

/// <summary>Runs steps one after the other and keeps their times.</summary>
internal sealed class StepLog(TimeProvider time, IProgress<PromotionProgress>? progress)
{
    private readonly List<PromotionStep> _steps = [];

    internal IReadOnlyList<PromotionStep> Steps => [.. _steps];

    internal IProgress<PromotionProgress>? Progress { get; } = progress;

    /// <summary>Runs a step; its failure is kept with its time and passed on.</summary>
    /// <param name="name">The step.</param>
    /// <param name="about">What progress says while it runs.</param>
    /// <param name="work">What it does.</param>
    internal async Task RunAsync(string name, string about, Func<Task<StepEnd>> work)
    {
        Progress?.Report(new PromotionProgress(name, about));
        var started = time.GetTimestamp();
        try
        {
            var end = await work().ConfigureAwait(false);
            _steps.Add(new PromotionStep(name, end.Outcome, time.GetElapsedTime(started), end.Detail));
        }
        catch (Exception e)
        {
            _steps.Add(new PromotionStep(name, StepOutcome.Failed, time.GetElapsedTime(started), e.Message));
            throw;
        }
    }
}
