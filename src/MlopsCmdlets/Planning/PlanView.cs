using System.Globalization;
using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Planning;

/// <summary>Writes a plan like a good diff. Public only because the view calls it.</summary>
public static class PlanView
{
    private const string Green = "\u001b[32m", Yellow = "\u001b[33m", Red = "\u001b[31m", Cyan = "\u001b[36m", Dim = "\u001b[2m", Bold = "\u001b[1m";

    /// <summary>The plan in lines that stand for themselves: the formatter would carry the colours of one into the next.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="width">Columns of the terminal; less than 40 counts as 80.</param>
    /// <param name="isColored">Whether the host shows colours.</param>
    public static string[] Of(PromotionPlan plan, int width, bool isColored)
    {
        // The formatter breaks a line that fills the last column.
        var page = new PlanPage((width < 40 ? 80 : Math.Min(width, 160)) - 1, isColored);
        Head(plan, page);
        foreach (PlannedChange change in plan.Changes)
            Change(change, page);
        page.Blank();
        if (plan.Deployment is { } deployment)
            Deployment(deployment, page);
        page.Line(Bold, "", Summary(plan));
        if (plan.ByHand.Count > 0)
        {
            page.Line(Bold, "", "By hand:");
            foreach (string line in plan.ByHand)
                page.Line(null, "  - ", line);
        }

        if (plan.Gates.Count > 0)
            page.Line(null, "", "Gates: " + string.Join(", ", plan.Gates.Select(gate => gate.Name + (gate.Severity == GateSeverity.Advisory ? " (advisory)" : ""))));
        if (plan.RequiredApprovals > 0)
            page.Line(null, "", $"Needs {plan.RequiredApprovals} approval{(plan.RequiredApprovals == 1 ? "" : "s")} by others than {plan.Author.UserName}.");
        return page.ToLines();
    }

    private static void Head(PromotionPlan plan, PlanPage page)
    {
        page.Line(Bold, "", $"Plan {View.Hash(plan.Hash)}  {plan.Source.Environment} → {plan.Destination.Environment}{(plan.Production ? "  PRODUCTION" : "")}");
        page.Line(Dim, "  from     ", $"{plan.Source.SpaceName} at {plan.Source.Cluster}");
        page.Line(Dim, "  to       ", $"{plan.Destination.SpaceName} at {plan.Destination.Cluster}");
        page.Line(Dim, "  made     ", $"{View.Date(plan.CreatedAt)} by {plan.Author.UserName}");
        page.Line(Dim, "  expires  ", View.Date(plan.ExpiresAt));
        page.Blank();
    }

    private static void Change(PlannedChange change, PlanPage page)
    {
        (string mark, string? color) = change.Action switch
        {
            ChangeAction.Add => ("+ ", Green),
            ChangeAction.Update => ("~ ", Yellow),
            ChangeAction.Map => ("» ", Cyan),
            ChangeAction.Unchanged => ("= ", Dim),
            _ => ("! ", Red),
        };
        string size = change is { Bytes: > 0, Action: ChangeAction.Add or ChangeAction.Update } ? $"  {View.Size(change.Bytes)}" : "";
        page.Line(color, mark, $"{change.Type} '{change.Name}'{size}");
        if (change.Action is ChangeAction.Conflict or ChangeAction.Blocked)
            page.Line(color, "    ", $"{change.Action}: {change.Reason}");
        else if (change.Action is ChangeAction.Map)
            page.Line(null, "    ", change.Reason);
        if (change.NeededBy is not null && change.Action is not ChangeAction.Unchanged)
            page.Line(Dim, "    ", $"needed by {change.NeededBy}");
        foreach (FieldChange field in change.Action is ChangeAction.Update or ChangeAction.Conflict or ChangeAction.Blocked ? change.Changes : [])
            page.Field(ShortHash(field.Field), ShortHash(field.Before) ?? "(none)", ShortHash(field.After) ?? "(none)", Red, Green);
    }

    private static void Deployment(PlannedDeployment deployment, PlanPage page)
    {
        (string mark, string? color, string what) = deployment.Action switch
        {
            DeploymentAction.Create => ("+ ", Green, deployment.ServingName is null ? "is created" : $"is created with the serving name '{deployment.ServingName}'"),
            DeploymentAction.Switch => ("~ ", Yellow, deployment.ServingName is null ? "is switched and keeps its id" : $"is switched and keeps its id and serving name '{deployment.ServingName}'"),
            _ => ("= ", Dim, "serves it already"),
        };
        page.Line(color, mark, $"deployment '{deployment.Name}' {what}");
    }

    private static string Summary(PromotionPlan plan)
    {
        if (plan.IsEmpty)
            return "Nothing to do: the destination is as the source.";
        IEnumerable<string> counts = plan.Changes.GroupBy(change => change.Action).OrderBy(group => group.Key)
            .Select(group => group.Count().ToString(CultureInfo.InvariantCulture) + " " + group.Key switch
            {
                ChangeAction.Add => "to add",
                ChangeAction.Update => "to update",
                ChangeAction.Map => "mapped",
                ChangeAction.Unchanged => "unchanged",
                ChangeAction.Conflict => "in conflict",
                _ => "blocked",
            });
        return string.Join(", ", counts) + (plan.IsBlocked ? ". It cannot be applied as it is." : ".");
    }

    /// <summary>Hashes are in the plan in full; people compare their beginnings.</summary>
    private static string? ShortHash(string? text) =>
        text is { Length: > 71 } && text.StartsWith("sha256 ", StringComparison.Ordinal) ? $"sha256 {text.Substring(7, 12)}…{text.Substring(71)}" : text;
}
