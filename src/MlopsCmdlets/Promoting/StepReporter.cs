using MlopsCmdlets.Promotion.Applying;

namespace MlopsCmdlets.Promoting;

/// <summary>Puts the steps of a promotion into words.</summary>
internal sealed class StepReporter(Action<string, int> show) : IProgress<PromotionProgress>
{
    public void Report(PromotionProgress value) => show($"{value.Step}: {value.Detail}", value.Percent ?? -1);
}
