using MlopsCmdlets.Measuring;
using MlopsCmdlets.Metrics;
using MlopsCmdlets.Metrics.Quality;
using MlopsCmdlets.Promotion;
using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Reporting;

namespace MlopsCmdlets.Tests.Reporting;

/// <summary>Things to report, whose every text comes from somebody who means harm.</summary>
internal static class ReportSamples
{
    public const string Hostile = "a<script>alert(1)</script>|`x`\r\n##vso[task.setvariable variable=x]1\u001b[31m\ud800 @lead [link](http://evil.example) &amp;";

    private static readonly Actor Someone = new("https://cpd.example.com", "1000331001", Hostile);

    public static PromotionPlan Plan { get; } = new()
    {
        Hash = new string('a', 64),
        Author = Someone,
        Source = new PlanEndpoint("uat", "https://uat.example.com", "s1", Hostile, new string('1', 64)),
        Destination = new PlanEndpoint("prd", "https://prd.example.com", "s2", Hostile, new string('2', 64)),
        Production = true,
        RequiredApprovals = 1,
        Changes =
        [
            new PlannedChange("wml_model", Hostile, ChangeAction.Update, Hostile)
            {
                IsModel = true,
                SourceSha256 = new string('b', 64),
                Changes = [new FieldChange("/entity/wml_model/type", Hostile, null)],
            },
        ],
        Deployment = new PlannedDeployment(Hostile, DeploymentAction.Switch) { CurrentAssetId = Hostile },
        ByHand = [Hostile],
    };

    public static GateResult Gate { get; } = new(Hostile, "metric", GateOutcome.Failed, GateSeverity.Required, Hostile);

    public static PromotionEntry Entry { get; } = new()
    {
        Sequence = 7,
        Hash = new string('c', 64),
        Environment = "prd",
        Actor = Someone,
        Outcome = PromotionOutcome.Failed,
        Failure = Hostile,
        Notes = [Hostile],
    };

    public static MlopsMeasurement Measurement { get; } = new()
    {
        Model = Hostile,
        Rows = 4,
        LabelColumn = Hostile,
        Warnings = [Hostile],
        Metrics = [new Metric(MetricNames.AreaUnderRoc, 0.75, Hostile, true)],
        Quality = new QualityMeasurement([new Metric(MetricNames.AreaUnderRoc, 0.75, Hostile, true)], ConfusionMatrix.Of([0, 1], [0, 1], [Hostile, "T"]), "T")
        {
            RocCurve = [new CurvePoint(0, 0, null), new CurvePoint(0.5, 0.75, 0.5), new CurvePoint(1, 1, 0)],
            PrecisionRecallCurve = [new CurvePoint(0, 1, null), new CurvePoint(1, 0.5, 0)],
        },
    };

    public static ReportContent All()
    {
        var content = new ReportContent();
        content.Add(new object[] { Plan, Gate, Measurement, Entry });
        return content;
    }

    public static ReportFrame Frame { get; } = new(ReportText.Of(Hostile), new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero), "1.2.3");
}
