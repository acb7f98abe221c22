using System.Xml.Linq;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Reporting.Html;

/// <summary>What happened in the environments, newest first.</summary>
internal static class TimelineSection
{
    private const int Most = 50;

    public static XElement Of(IReadOnlyList<PromotionEntry> entries) => Tag.Section(
        "Timeline",
        new XElement("ol", new XAttribute("class", "timeline"), entries.Take(Most).Select(Entry)),
        entries.Count > Most ? new XElement("p", new XAttribute("class", "muted"), $"and {entries.Count - Most} earlier entries") : null);

    private static XElement Entry(PromotionEntry entry) => new(
        "li",
        new XAttribute("class", ReportText.Tone(entry.Outcome)),
        new XElement("time", new XAttribute("datetime", entry.EndedAt.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture)), ReportText.Time(entry.EndedAt)),
        " ",
        Tag.Badge(entry.Outcome.ToString(), ReportText.Tone(entry.Outcome)),
        new XElement("p", new XElement("strong", ReportText.Of(What(entry))), $" by {ReportText.Of(entry.Actor.UserName)}, entry {entry.Sequence} ", Tag.Short(entry.Hash)),
        entry.Failure is { } failure ? new XElement("p", ReportText.Of(failure)) : null,
        Tag.List("notes", entry.Notes));

    private static string What(PromotionEntry entry)
    {
        string model = entry.Assets.FirstOrDefault(asset => asset.IsModel)?.Name ?? entry.Deployment?.Name ?? (entry.PlanHash is { } plan ? $"plan {View.Hash(plan)}" : "");
        return entry.Kind switch
        {
            EntryKind.Rollback => $"{entry.Environment}: rolled back {model}{(entry.RestoredFrom is { } from ? $" to entry {from}" : "")}",
            EntryKind.Denial => $"{(entry.Source is { } origin ? $"{origin} → " : "")}{entry.Environment}: {model} denied{(entry.Approvals is [{ Comment: { } comment }] ? $" ({comment})" : "")}",
            EntryKind.LockTakeover => $"{entry.Environment}: lock taken over",
            _ => $"{(entry.Source is { } source ? $"{source} → " : "")}{entry.Environment}: {model}",
        };
    }
}
