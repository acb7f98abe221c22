using System.Globalization;
using MlopsCmdlets.Promotion.Environments;

namespace MlopsCmdlets.Promotion.Gates.BuiltIn;

/// <summary>The environment is not frozen.</summary>
internal sealed class FreezeGate : IPromotionGate
{
    public GateDefinition Definition { get; } = new("freeze", "freeze");

    public Task<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken)
    {
        var windows = context.Destination.Environment.FreezeWindows;
        if (FreezeCalendar.At(windows, context.Time.GetUtcNow()) is not { } freeze)
            return Task.FromResult(this.Passed(windows.Count == 0 ? "the environment has no freeze windows" : $"none of {windows.Count} freeze windows is open"));
        var until = freeze.Until.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return Task.FromResult(this.Failed($"'{freeze.Window.Name}' freezes the environment until {until} UTC", ("window", freeze.Window.Name), ("until", until + " UTC")));
    }
}
