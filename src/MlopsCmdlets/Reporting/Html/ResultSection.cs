using System.Xml.Linq;
using MlopsCmdlets.Promotion.Applying;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Reporting.Html;

/// <summary>What a promotion or rollback did, step by step.</summary>
internal static class ResultSection
{
    public static XElement Of(PromotionResult result) => Tag.Section(
        result.Entry?.Kind == EntryKind.Rollback ? "Rollback" : "Promotion",
        Tag.Facts(
            ("Outcome", Tag.Badge(result.Outcome.ToString(), ReportText.Tone(result.Outcome))),
            ("Error", result.Error is { } error ? ReportText.Of(error.Message) : null),
            ("Deployment", result.Deployment is { } deployment ? ReportText.Of($"'{deployment.Name}' serves model {deployment.AssetId}") : null),
            ("Record", result.Entry is { } entry ? $"entry {entry.Sequence}" : null),
            ("Head", result.Head is { } head ? Tag.Short(head) : null)),
        Tag.Table(
            ["Step", "Outcome", "What", "Time"],
            result.Steps.Select(step => new object?[]
            {
                new XElement("strong", ReportText.Of(step.Name)),
                Tag.Badge(Word(step.Outcome), Tone(step.Outcome)),
                ReportText.Of(step.Detail),
                ReportText.Duration(step.Duration),
            })),
        Tag.List("warnings", result.Warnings));

    private static string Word(StepOutcome outcome) => outcome switch { StepOutcome.AlreadyDone => "done before", StepOutcome.NotRun => "not run", _ => outcome.ToString() };

    private static string Tone(StepOutcome outcome) => outcome switch { StepOutcome.Done => "good", StepOutcome.Failed => "bad", StepOutcome.NotRun => "warn", _ => "quiet" };
}
