using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Plans;

namespace MlopsCmdlets.Promotion.Tests.Gates;

public sealed class MetricGateTests : GateBench
{
    private string Candidate => FakeHash("Churn", source: true);

    private string Serving => FakeHash("Churn", source: false);

    [Theory]
    [InlineData(0.91, """{"metric":"accuracy","minimum":0.9}""", GateOutcome.Passed, "accuracy 0.91 is at least 0.9 (283 rows of test.csv)")]
    [InlineData(0.9, """{"metric":"accuracy","minimum":0.9}""", GateOutcome.Passed, "0.9 is at least 0.9")]
    [InlineData(0.89, """{"metric":"accuracy","minimum":0.9}""", GateOutcome.Failed, "0.89 is less than 0.9")]
    [InlineData(0.4, """{"metric":"accuracy","maximum":0.3}""", GateOutcome.Failed, "0.4 is more than 0.3")]
    [InlineData(0.3, """{"metric":"ACCU-racy","maximum":0.3}""", GateOutcome.Passed, "0.3 is at most 0.3")]
    [InlineData(0.9, """{"metric":"accuracy","minimum":0.9,"maximum":0.9}""", GateOutcome.Passed, "0.9 is at most 0.9")]
    [InlineData(double.NaN, """{"metric":"accuracy","minimum":0}""", GateOutcome.Failed, "not a number")]
    [InlineData(0.9, """{"metric":"recall","minimum":0}""", GateOutcome.NotRun, "has no 'recall'; it has accuracy")]
    public async Task A_bound_decides(double value, string settings, GateOutcome outcome, string evidence)
    {
        Services = new GateServices { Measurements = [Of(Candidate, value)] };
        var result = await JudgeAsync("metric", settings);
        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(evidence, result.Evidence);
    }

    [Theory]
    [InlineData("accuracy", 0.90, 0.92, GateOutcome.Passed)] // worse by exactly the margin
    [InlineData("accuracy", 0.89, 0.92, GateOutcome.Failed)]
    [InlineData("accuracy", 0.99, 0.92, GateOutcome.Passed)]
    [InlineData("log loss", 0.30, 0.28, GateOutcome.Passed)] // lower is better
    [InlineData("log loss", 0.31, 0.28, GateOutcome.Failed)]
    [InlineData("log loss", 0.10, 0.28, GateOutcome.Passed)]
    [InlineData("accuracy", 0.9, double.NaN, GateOutcome.Failed)]
    public async Task It_is_compared_with_the_model_that_serves(string metric, double candidate, double serving, GateOutcome outcome)
    {
        Services = new GateServices { Measurements = [Of(Candidate, candidate, metric), Of(Serving, serving, metric)] };
        Assert.Equal(outcome, (await JudgeAsync("metric", $$"""{"metric":"{{metric}}","notWorseBy":0.02}""")).Outcome);
    }

    [Theory]
    [InlineData(0.5, GateOutcome.Failed, "is less than 0.6; 0.5 is at most 0.9")]
    [InlineData(0.95, GateOutcome.Failed, "0.95 is at least 0.6; 0.95 is more than 0.9")]
    [InlineData(0.7, GateOutcome.Passed, "at least 0.6; 0.7 is at most 0.9")]
    public async Task All_bounds_have_to_hold(double value, GateOutcome outcome, string evidence)
    {
        Services = new GateServices { Measurements = [Of(Candidate, value) with { Rows = 0 }] };

        var result = await JudgeAsync("metric", """{"metric":"accuracy","minimum":0.6,"maximum":0.9}""");

        Assert.Equal(outcome, result.Outcome);
        Assert.EndsWith(evidence, result.Evidence); // and no rows, where none were counted
    }

    [Theory]
    [InlineData("brier_score", true)]
    [InlineData("Mean squared error", true)]
    [InlineData("feature_drift_score", true)]
    [InlineData("jensen_shannon_distance", true)]
    [InlineData("kl divergence", true)]
    [InlineData("MAE", true)]
    [InlineData("rmse", true)]
    [InlineData("total_variation", true)]
    [InlineData("false_positive_rate", true)]
    [InlineData("weighted_false_positive_rate", true)]
    [InlineData("feature_drift_score:ACCURACY", true)]
    [InlineData("fairness_value:DISTANCE", false)] // what follows the colon is a column
    [InlineData("area_under_roc", false)]
    [InlineData("f1_measure", false)]
    [InlineData("matthews_correlation_coefficient", false)]
    public async Task The_name_tells_which_way_is_better(string metric, bool lowerIsBetter)
    {
        Services = new GateServices { Measurements = [Of(Candidate, 0.4, metric), Of(Serving, 0.5, metric)] };
        Assert.Equal(lowerIsBetter ? GateOutcome.Passed : GateOutcome.Failed, (await JudgeAsync("metric", $$"""{"metric":"{{metric}}","notWorseBy":0.05}""")).Outcome);
    }

    [Theory]
    [InlineData("statistical_parity_difference", -0.4, 0.01, GateOutcome.Failed)]
    [InlineData("statistical_parity_difference", 0.4, 0.01, GateOutcome.Failed)]
    [InlineData("statistical_parity_difference", -0.01, 0.01, GateOutcome.Passed)]
    [InlineData("statistical_parity_difference:AGE", 0.01, -0.4, GateOutcome.Passed)]
    [InlineData("error_rate_difference", -0.4, 0.01, GateOutcome.Failed)]
    [InlineData("average_odds_difference", 0.4, 0, GateOutcome.Failed)]
    [InlineData("equal_opportunity_difference", -0.02, 0.3, GateOutcome.Passed)]
    public async Task A_difference_between_groups_is_the_worse_the_farther_it_is_from_none(string metric, double candidate, double serving, GateOutcome outcome)
    {
        Services = new GateServices { Measurements = [Of(Candidate, candidate, metric), Of(Serving, serving, metric)] };
        Assert.Equal(outcome, (await JudgeAsync("metric", $$"""{"metric":"{{metric}}","notWorseBy":0.05}""")).Outcome);
    }

    [Fact]
    public async Task The_very_name_comes_before_one_that_is_only_alike()
    {
        var figures = new Dictionary<string, double> { ["feature_drift_score:V1.1"] = 0.01, ["feature_drift_score:V11"] = 0.7 };
        Services = new GateServices { Measurements = [Of(Candidate, 0) with { Values = figures }] };
        Assert.Equal(GateOutcome.Failed, (await JudgeAsync("metric", """{"metric":"feature_drift_score:V11","maximum":0.1}""")).Outcome);
        Assert.Equal(GateOutcome.Failed, (await JudgeAsync("metric", """{"metric":"Feature_Drift_Score:v11","maximum":0.1}""")).Outcome);
    }

    [Theory]
    [InlineData(0, "test.csv", "0.9 is at least 0.9")]
    [InlineData(7, "", "0.9 is at least 0.9 (7 rows)")]
    [InlineData(7, "test.csv", "0.9 is at least 0.9 (7 rows of test.csv)")]
    public async Task Rows_and_their_origin_are_told_where_they_are_known(int rows, string source, string evidence)
    {
        Services = new GateServices { Measurements = [Of(Candidate, 0.9) with { Rows = rows, Source = source }] };
        Assert.EndsWith(evidence, (await JudgeAsync("metric", """{"metric":"accuracy","minimum":0.9}""")).Evidence);
    }

    [Fact]
    public async Task A_rooted_path_stays_and_a_file_without_a_measurer_is_no_measurement()
    {
        var path = Path.Combine(Path.GetTempPath(), "test.csv");
        var settings = $$"""{"metric":"accuracy","minimum":0.9,"labelColumn":"CHURN","path":"{{path.Replace("\\", "/")}}"}""";
        var measurer = new Measurer { ["uat"] = Of(Candidate, 0.91) };
        Services = new GateServices { Measurer = measurer, Folder = "/repo" };
        Assert.Equal(GateOutcome.Passed, (await JudgeAsync("metric", settings)).Outcome);
        Assert.Equal(path.Replace("\\", "/"), Assert.Single(measurer.Requests).Path);

        Services = new GateServices();
        Assert.Contains("-Measurement", (await JudgeAsync("metric", settings)).Evidence);
    }

    [Fact]
    public async Task A_failed_bound_is_not_made_good_by_a_model_that_serves_worse()
    {
        Services = new GateServices { Measurements = [Of(Candidate, 0.5), Of(Serving, 0.4)] };
        var result = await JudgeAsync("metric", """{"metric":"accuracy","minimum":0.6,"notWorseBy":0}""");
        Assert.Equal(GateOutcome.Failed, result.Outcome);
        Assert.Contains("is less than 0.6; 0.5 is not worse than 0.4 by more than 0", result.Evidence);
    }

    [Fact]
    public async Task A_deployment_that_this_plan_switched_already_is_nothing_to_compare_with()
    {
        Services = new GateServices { Measurements = [Of(Candidate, 0.99)] };
        _ = Context.Plan;
        await Bench.Serving.SwitchAsync(Bench.Deployment!, Bench.Target.Add("wml_model", "Churn", "model v2").Id, CancellationToken.None);
        Assert.Equal(GateOutcome.Passed, (await JudgeAsync("metric", """{"metric":"accuracy","notWorseBy":0}""")).Outcome);

        await Bench.Serving.DeleteAsync(Bench.Deployment!, CancellationToken.None);
        Assert.Equal(GateOutcome.NotRun, (await JudgeAsync("metric", """{"metric":"accuracy","notWorseBy":0}""")).Outcome);
    }

    [Fact]
    public async Task What_serves_has_to_be_measured_by_the_same_metric()
    {
        Services = new GateServices { Measurements = [Of(Candidate, 0.99), Of(Serving, 0.9, "recall")] };
        var result = await JudgeAsync("metric", """{"metric":"accuracy","notWorseBy":0}""");
        Assert.Equal(GateOutcome.NotRun, result.Outcome);
        Assert.Contains("the model that serves has no 'accuracy'", result.Evidence);
    }

    [Fact]
    public async Task A_plan_without_a_model_has_nothing_to_measure()
    {
        Services = new GateServices { Measurements = [Of(Candidate, 0.99)] };
        Plan = Context.Plan with { Changes = [.. Context.Plan.Changes.Where(change => !change.IsModel)] };
        Assert.Equal(GateOutcome.NotRun, (await JudgeAsync("metric", """{"metric":"accuracy","minimum":0}""")).Outcome);
    }

    [Theory]
    [InlineData("its", "other", GateOutcome.Passed)] // the content decides
    [InlineData("ITS", null, GateOutcome.Passed)]
    [InlineData("other", "its", GateOutcome.NotRun)]
    [InlineData(null, "its", GateOutcome.Passed)] // without it the asset
    [InlineData(null, "other", GateOutcome.NotRun)]
    [InlineData(null, null, GateOutcome.NotRun)]
    public async Task A_measurement_is_of_a_content_or_else_of_an_asset(string? content, string? asset, GateOutcome outcome)
    {
        Services = new GateServices
        {
            Measurements =
            [
                Of(Candidate, 0.99) with
                {
                    Sha256 = content switch { "its" => Candidate, "ITS" => Candidate.ToUpperInvariant(), "other" => Serving, _ => null },
                    AssetId = asset switch { "its" => Bench.Source.Single("Churn").Id, "other" => Bench.Target.Single("Churn").Id, _ => null },
                },
            ],
        };
        Assert.Equal(outcome, (await JudgeAsync("metric", """{"metric":"accuracy","minimum":0.9}""")).Outcome);
    }

    [Fact]
    public async Task A_setting_can_turn_the_direction()
    {
        Services = new GateServices { Measurements = [Of(Candidate, 5, "latency"), Of(Serving, 4, "latency")] };
        Assert.Equal(GateOutcome.Passed, (await JudgeAsync("metric", """{"metric":"latency","notWorseBy":0}""")).Outcome);
        Assert.Equal(GateOutcome.Failed, (await JudgeAsync("metric", """{"metric":"latency","notWorseBy":0,"lowerIsBetter":true}""")).Outcome);
    }

    [Fact]
    public async Task A_measurement_of_another_model_is_not_taken()
    {
        Services = new GateServices { Measurements = [Of(Serving, 0.99) with { AssetId = Bench.Source.Single("Churn").Id }] };
        var result = await JudgeAsync("metric", """{"metric":"accuracy","minimum":0.9}""");
        Assert.Equal(GateOutcome.NotRun, result.Outcome);
        Assert.Contains("those given are of other models", result.Evidence);
    }

    [Fact]
    public async Task Without_a_measurement_of_what_serves_there_is_no_comparison()
    {
        Services = new GateServices { Measurements = [Of(Candidate, 0.99)] };
        var result = await JudgeAsync("metric", """{"metric":"accuracy","minimum":0.9,"notWorseBy":0.01}""");
        Assert.Equal(GateOutcome.NotRun, result.Outcome);
        Assert.Contains("0.99 is at least 0.9", result.Evidence);
    }

    [Fact]
    public async Task Where_nothing_serves_yet_or_the_same_model_does_it_is_not_worse()
    {
        Services = new GateServices { Measurements = [Of(Candidate, 0.99)] };
        var plan = Bench.Planning.Plan();
        Plan = plan with { Deployment = plan.Deployment! with { CurrentSha256 = Candidate } };
        Assert.Equal(GateOutcome.Passed, (await JudgeAsync("metric", """{"metric":"accuracy","notWorseBy":0}""")).Outcome);
        Plan = plan with { Deployment = new PlannedDeployment("new", DeploymentAction.Create) };
        Assert.Contains("nothing serves yet", (await JudgeAsync("metric", """{"metric":"accuracy","notWorseBy":0}""")).Evidence);
    }

    [Fact]
    public async Task Models_are_measured_where_a_labelled_file_is_named()
    {
        var measurer = new Measurer { ["uat"] = Of(Candidate, 0.91), ["prd"] = Of(Serving, 0.95) };
        Services = new GateServices { Measurer = measurer, Folder = "/repo" };
        var result = await JudgeAsync("metric", """{"metric":"accuracy","notWorseBy":0.02,"path":"data/test.csv","labelColumn":"CHURN","positiveClass":"yes"}""");
        Assert.Equal(GateOutcome.Failed, result.Outcome);
        Assert.Equal(("0.91", "0.95"), (result.Details["accuracy"], result.Details["serving"]));
        Assert.All(measurer.Requests, request => Assert.Equal((Path.Combine("/repo", "data/test.csv"), "CHURN"), (request.Path, request.LabelColumn)));
        Assert.Equal(new[] { null, Bench.Deployment }, measurer.Requests.Select(request => request.DeploymentId));
        Assert.All(measurer.Requests, request => Assert.Equal("yes", request.PositiveClass));

        // A deployment that was switched meanwhile measures something else.
        measurer["uat"] = Of("feed", 0.99);
        Assert.Equal(GateOutcome.NotRun, (await JudgeAsync("metric", """{"metric":"accuracy","minimum":0.9,"path":"data/test.csv","labelColumn":"CHURN"}""")).Outcome);
        measurer.Remove("uat");
        Assert.Contains("no online deployment", (await JudgeAsync("metric", """{"metric":"accuracy","minimum":0.9,"path":"data/test.csv","labelColumn":"CHURN"}""")).Evidence);
    }

    [Theory]
    [InlineData("""{"minimum":0.9}""", "'metric' is missing")]
    [InlineData("""{"metric":"accuracy"}""", "one of 'minimum'")]
    [InlineData("""{"metric":"accuracy","minimun":0.9}""", "'minimun' is not known")]
    [InlineData("""{"metric":"accuracy","minimum":"0.9"}""", "to be a number")]
    [InlineData("""{"metric":"accuracy","minimum":0.9,"maximum":0.1}""", "more than 'maximum'")]
    [InlineData("""{"metric":"accuracy","notWorseBy":-1}""", "margin")]
    [InlineData("""{"metric":"accuracy","minimum":0.9,"path":"x.csv"}""", "go together")]
    [InlineData("""{"metric":"accuracy","minimum":0.9,"lowerIsBetter":"no"}""", "true or false")]
    [InlineData("""{"metric":"accuracy","minimum":1e999}""", "to be a number")]
    [InlineData("""{"metric":"","minimum":0.9}""", "'metric' is to be a text")]
    [InlineData("""{"metric":7,"minimum":0.9}""", "'metric' is to be a text")]
    [InlineData("""{"metric":null,"minimum":0.9}""", "'metric' is missing")]
    [InlineData("""{"metric":"accuracy","minimum":0.9,"labelColumn":"CHURN"}""", "go together")]
    [InlineData("""[1]""", "no JSON object")]
    public async Task Wrong_settings_are_told_and_stop(string settings, string evidence)
    {
        Services = new GateServices { Measurements = [Of(Candidate, 1)] };
        var result = await JudgeAsync("metric", settings);
        Assert.True(result.Blocks);
        Assert.Contains(evidence, result.Evidence);
    }

    private static ModelMetrics Of(string sha256, double value, string metric = "accuracy") => new(new Dictionary<string, double> { [metric] = value }) { Sha256 = sha256, Rows = 283, Source = "test.csv" };

    private string FakeHash(string name, bool source) => Tests.Applying.FakePlanning.Hash((source ? Bench.Source : Bench.Target).Single(name));

    private sealed class Measurer : Dictionary<string, ModelMetrics>, IModelMeasurer
    {
        public List<MeasureRequest> Requests { get; } = [];

        public Task<ModelMetrics?> MeasureAsync(PromotionSide side, MeasureRequest request, CancellationToken cancellationToken)
        {
            Requests.Add(request);
            return Task.FromResult(TryGetValue(side.Environment.Name, out var metrics) ? metrics : null);
        }
    }
}
