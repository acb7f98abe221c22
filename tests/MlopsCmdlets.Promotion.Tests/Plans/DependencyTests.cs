using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Plans;

namespace MlopsCmdlets.Promotion.Tests.Plans;

/// <summary>What belongs to a promotion and what does not, and what is left to people.</summary>
public sealed class DependencyTests : PlanBench
{
    private static IEnumerable<string> Names(PromotionPlan plan) => plan.Changes.Where(change => change.SourceId is not null).Select(change => change.Name);

    [Fact]
    public async Task An_id_in_a_description_is_no_reference()
    {
        Data.Description = $"made from {Connection.Id}";
        Assert.Equal(["churn", "churn.csv"], Names(await PlanAsync()));
    }

    [Fact]
    public async Task What_a_mapped_connection_refers_to_is_the_destinations_affair()
    {
        Production = Production with { Map = new EnvironmentMap(new Dictionary<string, string> { ["warehouse"] = "prd-warehouse" }, EnvironmentMap.Empty.Values) };
        var certificate = Uat.Add("data_asset", "certificate.pem", "pem");
        Connection.Entity = Json($$$$"""{"connection":{"properties":{"certificate":"{{{{certificate.Id}}}}"}}}""");
        var request = new PlanRequest("churn") { Assets = ["warehouse"] };
        Assert.DoesNotContain("certificate.pem", Names(await PlanAsync(request)));

        Production = Production with { Map = EnvironmentMap.Empty };
        Assert.Contains("certificate.pem", Names(await PlanAsync(request)));
    }

    [Fact]
    public async Task What_a_run_of_a_job_refers_to_does_not_come_along()
    {
        var log = Uat.Add("data_asset", "log.txt", "x");
        var run = Uat.Add("job_run", "nightly-1", set: asset => asset.Entity = Json($$$"""{"job_run":{"log":"{{{log.Id}}}"}}"""));
        var plan = await PlanAsync(new PlanRequest("churn") { Assets = [run.Id] });
        Assert.DoesNotContain("log.txt", Names(plan));
        Assert.StartsWith("job_run 'nightly-1' is not copied: make it anew", Assert.Single(plan.ByHand), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("job", "job 'x' is not copied: make it anew at the destination")]
    [InlineData("environment", "environment 'x' does not travel in an export: make it by hand at the destination.")]
    public async Task What_was_asked_for_and_does_not_travel_is_left_to_people(string type, string line)
    {
        Uat.Add(type, "x");
        Assert.StartsWith(line, Assert.Single((await PlanAsync(new PlanRequest("churn") { Assets = ["x"] })).ByHand), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_assets_that_work_with_the_data_are_no_jobs()
    {
        Uat.Add("notebook", "study", set: asset => asset.Entity = Json($$$"""{"notebook":{"data":"{{{Data.Id}}}"}}"""));
        Assert.Empty((await PlanAsync()).ByHand);
    }

    [Fact]
    public async Task A_size_that_the_server_states_wrongly_does_not_count_where_there_is_content()
    {
        Data.StatedSize = 99;
        Assert.Equal(Data.Content!.Length, Change(await PlanAsync(), "churn.csv").Bytes);
    }
}
