using System.Xml.Linq;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Reporting.Html;

/// <summary>What a plan changes, as a difference.</summary>
internal static class PlanSection
{
    public static XElement Of(PromotionPlan plan) => Tag.Section(
        $"Plan: {plan.Source.Environment} → {plan.Destination.Environment}",
        Tag.Facts(
            ("From", ReportText.Of($"space '{plan.Source.SpaceName}' at {plan.Source.Cluster}")),
            ("To", ReportText.Of($"space '{plan.Destination.SpaceName}' at {plan.Destination.Cluster}")),
            ("Plan", Tag.Short(plan.Hash)),
            ("Author", ReportText.Of(plan.Author.UserName)),
            ("Made", ReportText.Time(plan.CreatedAt)),
            ("Expires", ReportText.Time(plan.ExpiresAt)),
            ("Approvals", plan.RequiredApprovals == 0 ? "none demanded" : $"{plan.RequiredApprovals} demanded")),
        plan.Deployment is { } deployment ? new XElement("p", ReportText.Sentence(deployment)) : null,
        new XElement("ul", new XAttribute("class", "diff"), plan.Changes.Select(Change)),
        plan.ByHand.Count == 0 ? null : new XElement("h3", "To do by hand"),
        Tag.List("hand", plan.ByHand));

    private static XElement Change(PlannedChange change) => new(
        "li",
        new XAttribute("class", ReportText.Tone(change.Action)),
        new XElement("span", new XAttribute("class", "sign"), new XAttribute("aria-hidden", "true"), ReportText.Sign(change.Action)),
        new XElement(
            "div",
            new XElement("strong", ReportText.Of(change.Name)),
            " ",
            new XElement("span", new XAttribute("class", "muted"), ReportText.Of(change.Type)),
            " ",
            Tag.Badge(change.Action.ToString(), ReportText.Tone(change.Action)),
            new XElement("p", ReportText.Of(change.Reason), change.NeededBy is { } needed ? ReportText.Of($" Needed by {needed}.") : null),
            change.SourceSha256 is { } hash ? new XElement("p", new XAttribute("class", "muted"), "SHA-256 ", Tag.Short(hash), $" {View.Size(change.Bytes)}") : null,
            change.Changes.Count == 0 ? null : Fields(change.Changes)));

    private static XElement Fields(IReadOnlyList<FieldChange> changes) => Tag.Table(
        ["Field", "Before", "After"],
        changes.Select(field => new object?[]
        {
            new XElement("code", ReportText.Of(field.Field)),
            field.Before is null ? "–" : new XElement("del", ReportText.Of(field.Before)),
            field.After is null ? "–" : new XElement("ins", ReportText.Of(field.After)),
        }));
}
