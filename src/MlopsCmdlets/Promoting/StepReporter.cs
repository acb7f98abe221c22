using MlopsCmdlets.Promotion.Applying;

namespace MlopsCmdlets.Promoting;

/// <summary>Puts the steps of a promotion into words.</summary>
internal sealed class StepReporter(Action<PromotionProgress, string> show) : IProgress<PromotionProgress>
{
    public void Report(PromotionProgress value) => show(value, $"{value.Step}: {value.Detail}");
}
