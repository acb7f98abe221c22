using System.Xml.Linq;
using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Reporting.Html;

/// <summary>The lines that a reviewer reads first.</summary>
internal static class Summary
{
    public static XElement Of(ReportContent content)
    {
        var badges = new List<XElement>();
        foreach (PromotionOutcome outcome in content.Results.Select(result => result.Outcome))
            badges.Add(Tag.Badge(outcome.ToString(), ReportText.Tone(outcome)));
        if (content.Gates.Count > 0)
        {
            int blocking = content.Gates.Count(gate => gate.Blocks);
            badges.Add(blocking == 0
                ? Tag.Badge($"{content.Gates.Count(gate => gate.Outcome == GateOutcome.Passed)} of {content.Gates.Count} gates passed", "good")
                : Tag.Badge($"{blocking} of {content.Gates.Count} gates stop it", "bad"));
        }

        foreach (PromotionPlan plan in content.Plans)
        {
            if (plan.Production)
                badges.Add(Tag.Badge("production", "warn"));
            if (plan.IsBlocked)
                badges.Add(Tag.Badge("plan is blocked", "bad"));
            else if (plan.IsEmpty)
                badges.Add(Tag.Badge("nothing to change", "quiet"));
        }

        return new XElement("p", new XAttribute("class", "badges"), badges.SelectMany(badge => new object[] { badge, " " }));
    }
}
