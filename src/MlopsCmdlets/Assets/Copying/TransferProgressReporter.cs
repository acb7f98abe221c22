using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Assets.Copying;

/// <summary>Puts the stages of a transfer into words.</summary>
internal sealed class TransferProgressReporter(Action<string, int> show) : IProgress<TransferProgress>
{
    private const double MiB = 1024 * 1024;

    public void Report(TransferProgress value)
    {
        int percent = value.Total is > 0 ? (int)Math.Min(100, 100 * value.Done / value.Total.Value) : -1;
        bool bytes = value.Stage is TransferStage.Downloading or TransferStage.Checking or TransferStage.Uploading;
        string amount = !bytes ? value.Item ?? ""
            : value.Total is { } total ? $"{value.Done / MiB:0.0} of {total / MiB:0.0} MiB" : $"{value.Done / MiB:0.0} MiB";
        show($"{value.Stage} {amount}".TrimEnd(), percent);
    }
}
