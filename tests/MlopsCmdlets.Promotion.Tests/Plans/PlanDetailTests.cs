using System.Text.Json;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Serving;

namespace MlopsCmdlets.Promotion.Tests.Plans;

/// <summary>What a plan says of things that cannot be carried over as they are, and what its fingerprints notice.</summary>
public sealed class PlanDetailTests : PlanBench
{
    [Fact]
    public async Task A_job_that_is_asked_for_is_work_for_people_and_says_who_needs_it()
    {
        var job = Uat.Add("job", "nightly", set: asset => asset.Entity = Json("""{"job":{"asset_ref":"none"}}"""));
        Data.Entity["data_asset"]!["refreshed_by"] = job.Id;

        var line = Assert.Single((await PlanAsync()).ByHand);

        Assert.StartsWith("job 'nightly' (needed by data_asset 'churn.csv'", line, StringComparison.Ordinal);
        Assert.Contains("make it anew", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_that_lie_in_the_space_here_and_behind_a_connection_there_are_not_mixed_up()
    {
        var connection = Copy(Connection);
        Copy(Data, copy =>
        {
            copy.Content = null;
            (copy.ConnectionId, copy.ConnectionPath) = (connection.Id, "/public/churn");
        });

        var change = Change(await PlanAsync(), "churn.csv");

        Assert.Equal(ChangeAction.Blocked, change.Action);
        Assert.Contains("by hand", change.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_asset_with_several_attachments_is_left_to_people()
    {
        Copy(Data, copy =>
        {
            copy.Content = "old"u8.ToArray();
            copy.MoreContent["second"] = "more"u8.ToArray();
        });

        var change = Change(await PlanAsync(), "churn.csv");

        Assert.Equal(ChangeAction.Blocked, change.Action);
        Assert.Contains("several attachments", change.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_of_the_map_reach_into_lists_and_make_what_is_missing()
    {
        Connection.Entity = Json("""{"connection":{"properties":{"hosts":["a.uat","b.uat"],"nodes":[{"name":"uat"},null],"flat":"x"}}}""");
        Production = Production with
        {
            Map = new EnvironmentMap(EnvironmentMap.Empty.Connections, new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>
            {
                ["connection/warehouse"] = new Dictionary<string, JsonElement>
                {
                    ["/properties/hosts/1"] = Element("\"b.prd\""),
                    ["/properties/hosts/2"] = Element("\"nobody\""),
                    ["/properties/hosts/x"] = Element("\"nobody\""),
                    ["/properties/tls/mode"] = Element("\"full\""),
                    ["/properties/nodes/0/name"] = Element("\"prd\""),
                    ["/properties/nodes/1/name"] = Element("\"new\""),
                    ["/properties/flat/below"] = Element("\"nobody\""),
                },
            }),
        };
        Copy(Connection, copy => copy.Entity = Json("""{"connection":{"properties":{"hosts":["a.uat","b.prd"],"nodes":[{"name":"prd"},{"name":"new"}],"flat":"x","tls":{"mode":"full"}}}}"""));

        Assert.Equal(ChangeAction.Unchanged, Change(await PlanAsync(new PlanRequest("churn") { Assets = ["warehouse"] }), "warehouse").Action);
    }

    [Fact]
    public async Task The_fingerprint_of_the_destination_notices_the_deployment_and_not_the_order_of_a_listing()
    {
        var model = CopyModel(Copy(Data));
        Serving.Deployments.Add(new ServedModel("d1", "ChurnPrd", model.Id, IsOnline: true, "ready"));
        var request = new PlanRequest("churn") { Deployment = "ChurnPrd" };
        var before = await PlanAsync(request);

        Prd.Assets.Reverse();
        Uat.Assets.Reverse();
        var reordered = await PlanAsync(request);
        Assert.Equal((before.Source.Fingerprint, before.Destination.Fingerprint), (reordered.Source.Fingerprint, reordered.Destination.Fingerprint));

        Serving.Deployments[0] = Serving.Deployments[0] with { AssetId = Guid.NewGuid().ToString() };
        var switched = await PlanAsync(request);
        Assert.Equal(before.Source.Fingerprint, switched.Source.Fingerprint);
        Assert.NotEqual(before.Destination.Fingerprint, switched.Destination.Fingerprint);

        Model.Content = "PMML 2"u8.ToArray();
        Assert.NotEqual(before.Source.Fingerprint, (await PlanAsync(request)).Source.Fingerprint);
    }

    [Fact]
    public async Task The_fingerprint_of_the_destination_notices_another_one_of_the_name()
    {
        var before = await PlanAsync();
        Copy(Data, copy => copy.Content = "other"u8.ToArray());
        Assert.NotEqual(before.Destination.Fingerprint, (await PlanAsync()).Destination.Fingerprint);
    }
}
