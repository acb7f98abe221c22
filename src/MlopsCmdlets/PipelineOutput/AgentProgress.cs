using MlopsCmdlets.Promotion.Applying;

namespace MlopsCmdlets.PipelineOutput;

/// <summary>Tells an agent of each step once: its page redraws with every command.</summary>
internal sealed class AgentProgress
{
    // In the order of a promotion; a rollback has some of them.
    private static readonly string[] Steps = ["Check", "Lock", "Gates", "Transfer", "Smoke", "Switch", "SmokeAfterSwitch", "Restore", "Record", "CleanUp", "Unlock"];

    private string? _last;

    /// <summary>The command for a step that was not told yet; null for more about the same one.</summary>
    public string? Next(PromotionProgress progress)
    {
        if (progress.Step == _last)
            return null;
        _last = progress.Step;
        int place = Math.Max(0, Array.IndexOf(Steps, progress.Step));
        return AgentCommand.Progress(100 * place / Steps.Length, progress.Step);
    }
}
