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
        var result = await JudgeAsync("metric", """{"metric":"accuracy","notWorseBy":0.02,"path":"data/test.csv","labelColumn":"CHURN"}""");
        Assert.Equal(GateOutcome.Failed, result.Outcome);
        Assert.Equal(("0.91", "0.95"), (result.Details["accuracy"], result.Details["serving"]));
        Assert.All(measurer.Requests, request => Assert.Equal((Path.Combine("/repo", "data/test.csv"), "CHURN"), (request.Path, request.LabelColumn)));

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
