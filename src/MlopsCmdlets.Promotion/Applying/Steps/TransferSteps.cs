using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Applying.Steps;

/// <summary>Shows the stages of a transfer as progress of the promotion.</summary>
internal sealed class TransferSteps(IProgress<PromotionProgress> progress) : IProgress<TransferProgress>
{
    public void Report(TransferProgress value) => progress.Report(new PromotionProgress(
        "Transfer", value.Item is null ? value.Stage.ToString() : $"{value.Stage} {value.Item}", value.Total is > 0 ? (int)Math.Min(100, 100 * value.Done / value.Total.Value) : null));
}
