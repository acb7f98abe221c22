using System.Globalization;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Promotion.Gates.BuiltIn;

/// <summary>No environment is skipped: what comes from elsewhere must have been promoted into the predecessor with the same content.</summary>
internal sealed class PredecessorGate : IPromotionGate
{
    public GateDefinition Definition { get; } = new("predecessor", "predecessor");

    public async Task<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken)
    {
        var environment = context.Destination.Environment;
        var source = context.Plan.Source.Environment;
        if (environment.Predecessor is not { Length: > 0 } predecessor)
            return this.Passed($"'{environment.Name}' has no predecessor");
        if (string.Equals(source, predecessor, StringComparison.OrdinalIgnoreCase))
            return this.Passed($"comes from '{predecessor}', the environment before '{environment.Name}'");
        if (context.Plan.Changes.FirstOrDefault(change => change.IsModel) is not { } model)
            return this.Failed($"'{predecessor}' comes before '{environment.Name}', and the plan comes from '{source}' and names no model to look for in its record");
        if (await context.HistoryOf(predecessor, cancellationToken).ConfigureAwait(false) is not { } history)
            return this.NotRun($"'{source}' is not '{predecessor}', and the record of '{predecessor}' could not be read: connect to it");
        if (history.Faults.Count > 0)
            return this.Failed($"the record of '{predecessor}' is not intact: {history.Faults[0].Message}");

        var entry = history.Entries.LastOrDefault(item => item.Kind == EntryKind.Promotion && item.Outcome == PromotionOutcome.Succeeded && item.Assets.Any(asset => asset.IsModel
            && asset.Type == model.Type && asset.Sha256 is not null && string.Equals(asset.Sha256, model.SourceSha256, StringComparison.OrdinalIgnoreCase)));
        return entry is null
            ? this.Failed($"'{predecessor}' is skipped: its record has no promotion of this content of '{model.Name}'")
            : this.Passed(
                $"the record of '{predecessor}' holds the same content, promoted on {entry.EndedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC (entry {entry.Sequence.ToString(CultureInfo.InvariantCulture)})",
                ("entry", entry.Hash));
    }
}
