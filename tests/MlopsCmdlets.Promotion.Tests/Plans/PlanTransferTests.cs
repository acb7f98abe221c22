using System.Text;
using System.Text.Json;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests.Plans;

/// <summary>Carrying a plan out: exactly what is open, verified, and completed by another run wherever it was stopped.</summary>
public sealed class PlanTransferTests : PlanTransferBench
{
    [Fact]
    public async Task Into_an_empty_space_everything_arrives_and_a_second_plan_is_empty()
    {
        var outcome = await ApplyWellAsync(await PlanAsync());
        Assert.Equal([CopyAction.Added, CopyAction.Added], outcome.Select(asset => asset.Action));
        Assert.Equal(Model.Content, Prd.Single("churn").Content);
        Assert.True(Verified > 0);
    }

    [Fact]
    public async Task Data_and_connections_are_changed_in_place_and_secrets_of_the_destination_stay()
    {
        Data.Entity["data_asset"]!["label"] = "churn";
        var data = Copy(Data, copy =>
        {
            copy.Content = "old"u8.ToArray();
            copy.Description = "old";
            copy.Entity = Json("""{"data_asset":{"mime_type":"text/plain","columns":[{"name":"a"},{"name":"x"},{"name":"c"}],"extra":true}}""");
        });
        var connection = Copy(Connection, copy => copy.Entity = Json("""{"connection":{"datasource_type":"postgresql","properties":{"host":"prd.example.com","password":"prd-Secret-1"}}}"""));
        var plan = await PlanAsync(new PlanRequest("churn") { Assets = ["warehouse"] });
        await ApplyWellAsync(plan);
        Assert.Equal(data.Id, Prd.Single("churn.csv").Id);
        Assert.Equal(Data.Content, data.Content);
        Assert.Empty(data.MoreContent);
        Assert.Equal(Data.Entity.ToJsonString(), Prd.Single("churn.csv").Entity.ToJsonString().Replace(",\"extra\":true", ""));
        Assert.Equal("prd-Secret-1", (string?)connection.Entity["connection"]!["properties"]!["password"]);
        Assert.Equal("uat.example.com", (string?)connection.Entity["connection"]!["properties"]!["host"]);
        Assert.Equal("5432", (string?)connection.Entity["connection"]!["properties"]!["port"]);
    }

    [Fact]
    public async Task Data_behind_a_connection_are_changed_in_place()
    {
        Data.Content = null;
        (Data.ConnectionId, Data.ConnectionPath) = (Connection.Id, "/public/churn");
        var connection = Copy(Connection);
        var other = Prd.Add("connection", "other");
        var data = Copy(Data, copy => (copy.ConnectionId, copy.ConnectionPath) = (other.Id, "/public/old"));

        var outcome = (await ApplyWellAsync(await PlanAsync())).Single(asset => asset.Source.Name == "churn.csv");

        Assert.Equal(CopyAction.Updated, outcome.Action);
        Assert.Equal(data.Id, Prd.Single("churn.csv").Id);
        Assert.Equal((connection.Id, "/public/churn"), (data.ConnectionId, data.ConnectionPath));
        Assert.DoesNotContain("content", outcome.Patched);
    }

    [Fact]
    public async Task Tags_are_added_and_nothing_else_is_written()
    {
        var data = Copy(Data, copy => copy.Tags = ["kept"]);
        Data.Tags = ["gold"];
        var written = Prd.Writes.Count();

        await ApplyWellAsync(await PlanAsync(new PlanRequest("churn") { Assets = ["churn.csv"] }));

        Assert.Equal(["gold", "kept"], data.Tags.OrderBy(tag => tag, StringComparer.Ordinal));
        Assert.DoesNotContain(Prd.Writes.Skip(written), call => call.StartsWith("attach churn.csv", StringComparison.Ordinal) || call.StartsWith("detach churn.csv", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_version_of_the_model_is_added_and_the_present_one_is_tagged()
    {
        var old = CopyModel(Copy(Data), copy => copy.Content = "PMML 0"u8.ToArray());
        var outcome = Assert.Single(await ApplyWellAsync(await PlanAsync()));
        Assert.Equal(CopyAction.Updated, outcome.Action);
        Assert.Equal(old.Id, Assert.Single(outcome.Superseded).Id);
        Assert.Contains(AssetHeader.SupersededTag, old.Tags);
    }

    [Fact]
    public async Task References_lead_to_mapped_connections_and_values_of_the_map_are_set()
    {
        Production = Production with
        {
            Map = new EnvironmentMap(
                new Dictionary<string, string> { ["warehouse"] = "prd-warehouse" },
                new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>
                {
                    ["connection/lake"] = new Dictionary<string, JsonElement> { ["/properties/host"] = Element("\"lake.prd.example.com\""), ["/properties/port"] = Element("443") },
                }),
        };
        Data.Content = null;
        (Data.ConnectionId, Data.ConnectionPath) = (Connection.Id, "/public/churn");
        Uat.Add("connection", "lake", set: asset => asset.Entity = Json("""{"connection":{"properties":{"host":"lake.uat.example.com","port":80}}}"""));
        var counterpart = Prd.Add("connection", "prd-warehouse", set: asset => asset.Entity = Json("""{"connection":{"properties":{"host":"prd.example.com"}}}"""));
        await ApplyWellAsync(await PlanAsync(new PlanRequest("churn") { Assets = ["lake"] }));
        Assert.Equal(counterpart.Id, Prd.Single("churn.csv").ConnectionId);
        Assert.Equal("""{"host":"lake.prd.example.com","port":443}""", Prd.Single("lake").Entity["connection"]!["properties"]!.ToJsonString());
        Assert.DoesNotContain(Prd.Assets, asset => asset.Name == "warehouse");
    }

    [Fact]
    public async Task What_the_export_adds_on_its_own_is_removed_again_when_the_destination_has_it()
    {
        var data = Copy(Data);
        Uat.AlsoExported.Add(Data.Id);
        await ApplyWellAsync(await PlanAsync());
        Assert.Equal(data.Id, Prd.Single("churn.csv").Id);
        Assert.Contains(data.Id, Prd.Single("churn").Entity.ToJsonString());
    }

    [Fact]
    public async Task What_the_export_adds_on_its_own_and_nobody_knows_who_made_stays_with_a_warning()
    {
        var data = Copy(Data);
        Uat.AlsoExported.Add(Data.Id);
        Prd.UserId = null;
        var outcomes = await ApplyAsync(await PlanAsync());
        var twin = Prd.Assets.Single(asset => asset.Name == "churn.csv" && asset.Id != data.Id);
        Assert.Contains(twin.Id, Assert.Single(outcomes.SelectMany(outcome => outcome.Warnings)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_plan_does_not_cover_stops_it_before_anything_is_written()
    {
        Uat.AlsoExported.Add(Connection.Id);
        var plan = await PlanAsync();
        await Assert.ThrowsAsync<BundleContentException>(() => ApplyAsync(plan));
        Assert.Empty(Prd.Writes);
    }

    [Fact]
    public async Task A_source_that_changes_during_the_export_stops_it()
    {
        var plan = await PlanAsync();
        var state = await CheckAsync(plan);
        Uat.Before = call =>
        {
            if (call == "export")
                Model.Content = "PMML evil"u8.ToArray();
        };
        await Assert.ThrowsAsync<SourceChangedException>(() => Transfer.ApplyAsync(plan, state, VerifyAsync, null, CancellationToken.None));
        Assert.Empty(Prd.Writes);
    }

    [Fact]
    public async Task A_lost_lock_stops_before_the_next_change()
    {
        Copy(Data, copy => copy.Content = "old"u8.ToArray());
        var plan = await PlanAsync();
        var state = await CheckAsync(plan);
        await Assert.ThrowsAsync<LockLostException>(() => Transfer.ApplyAsync(plan, state, _ => throw new LockLostException("prd"), null, CancellationToken.None));
        Assert.Empty(Prd.Writes);
    }

    [Fact]
    public async Task A_value_that_the_destination_does_not_keep_is_a_failure()
    {
        Production = Production with
        {
            Map = new EnvironmentMap(EnvironmentMap.Empty.Connections, new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>
            {
                ["connection/warehouse"] = new Dictionary<string, JsonElement> { ["/properties/host"] = Element("\"prd.example.com\"") },
            }),
        };
        Prd.Before = call =>
        {
            if (call.StartsWith("edit warehouse", StringComparison.Ordinal))
                throw new InvalidOperationException("no such endpoint");
        };
        var outcome = await ApplyAsync(await PlanAsync(new PlanRequest("churn") { Assets = ["warehouse"] }));
        var failed = Assert.IsType<NotAsPlannedException>(outcome.Single(asset => asset.Source.Name == "warehouse").Error);
        Assert.Equal(["/entity/connection/properties/host"], failed.Differences);
    }

    [Fact]
    public async Task A_broken_download_is_taken_up_where_it_ended()
    {
        Model.Content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => Guid.NewGuid())));
        Uat.BreakAfter.Enqueue(20_000);
        Uat.BreakAfter.Enqueue(20_000);
        await ApplyWellAsync(await PlanAsync());
        Assert.Equal(3, Uat.Calls.Count(call => call == "open export"));
    }

    /// <summary>The run is stopped before or after each of its calls in turn; another run always completes it, and nothing is there twice.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stopped_at_any_call_the_next_run_completes_it(bool before)
    {
        for (var n = 0; ; n++)
        {
            using var world = new PlanTransferTests();
            if (!await world.StopAndRunAgainAsync(n, before))
            {
                Assert.True(n > 20, $"only {n} calls");
                return;
            }
        }
    }

    private async Task<bool> StopAndRunAgainAsync(int call, bool before)
    {
        Production = Production with
        {
            Map = new EnvironmentMap(EnvironmentMap.Empty.Connections, new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>
            {
                ["connection/warehouse"] = new Dictionary<string, JsonElement> { ["/properties/host"] = Element("\"prd.example.com\"") },
            }),
        };
        Prd.KeepsTags = Prd.RemapsReferences = false;
        var data = Copy(Data, copy =>
        {
            copy.Content = "old"u8.ToArray();
            copy.Description = "old";
            copy.Entity["data_asset"]!["mime_type"] = "text/plain";
        });
        CopyModel(data, copy => copy.Content = "PMML 0"u8.ToArray());
        var plan = await PlanAsync(new PlanRequest("churn") { Assets = ["warehouse"] });
        var state = await CheckAsync(plan);
        var stopped = false;
        var count = 0;
        Action<string> stop = name =>
        {
            // A process that was killed makes no further calls, not even to tidy up.
            if (stopped)
                throw new OperationCanceledException("dead");
            if (name.StartsWith("list", StringComparison.Ordinal) || name.StartsWith("read", StringComparison.Ordinal) || Interlocked.Increment(ref count) != call + 1)
                return;
            stopped = true;
            throw new OperationCanceledException($"killed at {name}");
        };
        if (before)
            Uat.Before = Prd.Before = stop;
        else
            Uat.After = Prd.After = stop;
        try
        {
            await Transfer.ApplyAsync(plan, state, VerifyAsync, null, CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
        }
        if (!stopped)
            return false;
        Uat.Before = Prd.Before = Uat.After = Prd.After = _ => { };
        var again = await CheckAsync(plan);
        Assert.True(again.Drift.Count == 0, $"stopped at call {call}: {string.Join(" ", again.Drift)}");
        await ApplyAsync(plan);
        Assert.True((await CheckAsync(plan)).IsDone, $"stopped at call {call}");
        Assert.Equal(data.Id, Prd.Single("churn.csv").Id);
        Assert.Single(Prd.Assets, asset => asset.Name == "warehouse");
        Assert.Equal(2, Prd.Assets.Count(asset => asset.Name == "churn"));
        return true;
    }
}
