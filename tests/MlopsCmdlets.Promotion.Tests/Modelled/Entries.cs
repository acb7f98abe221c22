using MlopsCmdlets.Promotion.Approvals;
using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests.Modelled;

/// <summary>Entries to write.</summary>
internal static class Entries
{
    internal static Actor Lead { get; } = new("https://cpd.example.com", "1000330999", "lead");

    internal static DateTimeOffset Epoch { get; } = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static PromotionEntry New(string? failure = null) => new()
    {
        Kind = EntryKind.Promotion,
        Environment = "prd",
        Actor = Lead,
        StartedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        EndedAt = new DateTimeOffset(2026, 1, 1, 0, 1, 0, TimeSpan.Zero),
        Outcome = failure is null ? PromotionOutcome.Succeeded : PromotionOutcome.Failed,
        Failure = failure,
    };

    /// <summary>One with everything in it.</summary>
    internal static PromotionEntry Full() => New() with
    {
        Source = "uat",
        Host = "build-7",
        ToolVersion = "1.2.3",
        StartedAt = new DateTimeOffset(2026, 1, 1, 2, 0, 0, 123, TimeSpan.FromHours(2)).AddTicks(4567),
        PlanHash = new string('a', 64),
        PlanAuthor = Lead with { UserId = "2", UserName = "author" },
        Approvals = [new Approval(new string('a', 64), ApprovalDecision.Approved, Lead, Entries.Epoch, "go \"on\"\nthen"), new Approval(new string('a', 64), ApprovalDecision.Denied, Lead, Entries.Epoch, null)],
        Gates =
        [
            new GateResult("accuracy", "metric", GateOutcome.Passed, GateSeverity.Required, "0.91 is at least 0.90")
            {
                Details = new Dictionary<string, string> { ["z"] = "0.91", ["a"] = "ü" }, StartedAt = Entries.Epoch, Duration = TimeSpan.FromTicks(12345678),
            },
        ],
        Assets =
        [
            new RecordedAsset("wml_model", "ChurnPrediction", CopyAction.Added, "s1", "d1", new string('b', 64), new string('c', 64)) { IsModel = true, Superseded = ["d0"] },
            new RecordedAsset("data_asset", "train.csv", CopyAction.Unchanged, null, null, null, null),
        ],
        Deployment = new RecordedDeployment("dep", "ChurnPredictionProd", "churn", "d1", "d0") { AssetSha256 = new string('b', 64), IsNew = true },
        RestoredFrom = 3,
        Notes = ["smoke score skipped"],
    };
}
