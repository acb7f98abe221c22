using MlopsCmdlets.Promotion.Plans;

namespace MlopsCmdlets.Reporting;

/// <summary>The heading of a report that was given none.</summary>
internal static class ReportTitle
{
    public static string Of(ReportContent content)
    {
        if (content.Plans.Count > 0)
        {
            PromotionPlan plan = content.Plans[0];
            string what = plan.Changes.FirstOrDefault(change => change.IsModel)?.Name ?? "Promotion";
            return $"{what}: {plan.Source.Environment} → {plan.Destination.Environment}";
        }

        if (content.Measurements.Count > 0)
            return $"Measurement of {content.Measurements[0].Model ?? content.Measurements[0].Deployment ?? "scored rows"}";
        if (content.Entries.Count > 0)
            return $"Promotions into {content.Entries[0].Environment}";
        // A run that was refused before it had a plan or an entry.
        return content.Results.Count > 0 ? "Promotion" : "Gates";
    }
}
