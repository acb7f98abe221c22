using System.Xml.Linq;
using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Reporting.Html;

/// <summary>What the gates said, those that stop the promotion first.</summary>
internal static class GateSection
{
    public static XElement Of(IReadOnlyList<GateResult> gates) => Tag.Section(
        "Gates",
        Tag.Table(
            ["Gate", "Outcome", "Evidence", "Time"],
            gates.OrderByDescending(gate => gate.Blocks).ThenBy(gate => gate.Outcome == GateOutcome.Passed).Select(gate => new object?[]
            {
                new object[] { new XElement("strong", ReportText.Of(gate.Name)), gate.Severity == GateSeverity.Advisory ? new XElement("span", new XAttribute("class", "muted"), " advisory") : "" },
                Tag.Badge(gate.Outcome == GateOutcome.NotRun ? "not run" : gate.Outcome.ToString(), ReportText.Tone(gate)),
                ReportText.Of(gate.Evidence),
                ReportText.Duration(gate.Duration),
            })));
}
