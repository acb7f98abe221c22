using System.Text;
using MlopsCmdlets.Measuring;
using MlopsCmdlets.Metrics;
using MlopsCmdlets.Promotion.Applying;
using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Reporting.Markdown;

/// <summary>The report as Markdown that GitHub, Azure DevOps and build summaries show alike.</summary>
internal static class MarkdownReport
{
    private const int MostEntries = 10;

    public static string Write(ReportContent content, ReportFrame frame)
    {
        var text = new StringBuilder();
        text.Append("## ").Append(MarkdownText.Of(frame.Title)).Append("\n\n");
        foreach (PromotionResult result in content.Results)
            Result(text, result);
        foreach (PromotionPlan plan in content.Plans)
            Plan(text, plan);
        if (content.Gates.Count > 0)
            Gates(text, content.Gates);
        foreach (MlopsMeasurement measurement in content.Measurements)
            Measurement(text, measurement);
        if (content.Entries.Count > 0)
            Timeline(text, content.Entries);
        return text.Append("<sub>").Append(frame.Footer).Append("</sub>\n").ToString();
    }

    private static void Result(StringBuilder text, PromotionResult result)
    {
        text.Append("**").Append(result.Outcome).Append("**");
        if (result.Error is { } error)
            text.Append(": ").Append(MarkdownText.Of(error.Message));
        if (result.Head is { } head)
            text.Append("  \nHead of the record: ").Append(MarkdownText.Code(head));
        text.Append("\n\n");
        Table(text, ["Step", "Outcome", "What", "Time"], result.Steps.Select(step => new[]
        {
            MarkdownText.Of(step.Name), step.Outcome.ToString(), MarkdownText.Of(step.Detail), ReportText.Duration(step.Duration),
        }));
        Warnings(text, result.Warnings);
    }

    private static void Plan(StringBuilder text, PromotionPlan plan)
    {
        text.Append("### Plan ").Append(MarkdownText.Of(plan.Source.Environment)).Append(" → ").Append(MarkdownText.Of(plan.Destination.Environment)).Append("\n\n");
        text.Append("Plan ").Append(MarkdownText.Code(plan.Hash)).Append(" by ").Append(MarkdownText.Of(plan.Author.UserName))
            .Append(", expires ").Append(ReportText.Time(plan.ExpiresAt)).Append(".\n\n");
        Table(text, ["", "Asset", "Type", "Why"], plan.Changes.Select(change => new[]
        {
            $"{ReportText.Sign(change.Action).Replace("+", "\\+").Replace("~", "\\~")} {change.Action}", MarkdownText.Of(change.Name), MarkdownText.Code(change.Type),
            MarkdownText.Of(change.Reason) + string.Concat(change.Changes.Select(Field)),
        }));
        if (plan.Deployment is { } deployment)
            text.Append(MarkdownText.Of(ReportText.Sentence(deployment))).Append("\n\n");
        if (plan.ByHand.Count > 0)
        {
            text.Append("**To do by hand**\n\n");
            foreach (string item in plan.ByHand)
                text.Append("- ").Append(MarkdownText.Of(item)).Append('\n');
            text.Append('\n');
        }
    }

    private static string Field(FieldChange field) =>
        $"<br>{MarkdownText.Code(field.Field)}: {(field.Before is null ? "none" : MarkdownText.Code(field.Before))} → {(field.After is null ? "none" : MarkdownText.Code(field.After))}";

    private static void Gates(StringBuilder text, IReadOnlyList<GateResult> gates)
    {
        text.Append("### Gates\n\n");
        Table(text, ["", "Gate", "Evidence"], gates.OrderByDescending(gate => gate.Blocks).Select(gate => new[]
        {
            (gate.Outcome == GateOutcome.Passed ? "✅" : gate.Blocks ? "❌" : "⚠️") + " " + gate.Outcome, MarkdownText.Of(gate.Name), MarkdownText.Of(gate.Evidence),
        }));
    }

    private static void Measurement(StringBuilder text, MlopsMeasurement measurement)
    {
        text.Append("### Measurement of ").Append(MarkdownText.Of(measurement.Model ?? measurement.Deployment ?? "scored rows")).Append("\n\n");
        text.Append(ReportTextRows(measurement)).Append("\n\n");
        Table(text, ["Metric", "Value"], measurement.Metrics.Where(metric => !metric.Name.Contains(':')).Select(metric => new[]
        {
            MarkdownText.Code(metric.Name), ReportText.Number(metric.Value) + Remark(metric),
        }));
        Warnings(text, measurement.Warnings);
    }

    private static string Remark(Metric metric) => metric.Warning is { } warning ? $" ({MarkdownText.Of(warning)})" : "";

    private static string ReportTextRows(MlopsMeasurement measurement) =>
        $"{measurement.Rows} rows{(measurement.SkippedRows > 0 ? $", {measurement.SkippedRows} left out" : "")}, measured {ReportText.Time(measurement.MeasuredAt)}.";

    private static void Timeline(StringBuilder text, IReadOnlyList<PromotionEntry> entries)
    {
        text.Append("### Timeline\n\n");
        Table(text, ["Entry", "When", "What", "Outcome", "By"], entries.Take(MostEntries).Select(entry => new[]
        {
            entry.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture), ReportText.Time(entry.EndedAt),
            MarkdownText.Of($"{entry.Kind} into {entry.Environment}: {entry.Assets.FirstOrDefault(asset => asset.IsModel)?.Name ?? entry.Deployment?.Name ?? (entry.PlanHash is { } plan ? $"plan {MlopsCmdlets.Text.View.Hash(plan)}" : "")}"),
            entry.Outcome.ToString(), MarkdownText.Of(entry.Actor.UserName),
        }));
        if (entries.Count > MostEntries)
            text.Append("And ").Append((entries.Count - MostEntries).ToString(System.Globalization.CultureInfo.InvariantCulture)).Append(" earlier.\n\n");
    }

    private static void Warnings(StringBuilder text, IReadOnlyList<string> warnings)
    {
        foreach (string warning in warnings)
            text.Append("- ⚠️ ").Append(MarkdownText.Of(warning)).Append('\n');
        if (warnings.Count > 0)
            text.Append('\n');
    }

    private static void Table(StringBuilder text, string[] headings, IEnumerable<string[]> rows)
    {
        text.Append("| ").Append(string.Join(" | ", headings)).Append(" |\n|").Append(string.Concat(headings.Select(_ => "---|"))).Append('\n');
        foreach (string[] row in rows)
            text.Append("| ").Append(string.Join(" | ", row)).Append(" |\n");
        text.Append('\n');
    }
}
