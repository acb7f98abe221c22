using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Tests.Support;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Tests;

public sealed class MachineLearningTests
{
    private static readonly CpdContainer Space = CpdContainer.Space("s-1", "prod");

    private static string Deployment(string state, string asset = "A1", string more = "") =>
        $$$"""
        {"entity":{"asset":{"id":"{{{asset}}}"},"deployed_asset_type":"model","name":"d","online":{"parameters":{"serving_name":"churn"} },"space_id":"s-1",
                   "hardware_spec":{"id":"Not_Applicable"},"status":{"state":"{{{state}}}"{{{more}}} } },"metadata":{"id":"d-1","space_id":"s-1"} }
        """;

    [Fact]
    public async Task A_model_is_stored_with_its_schema_and_its_bytes_are_streamed()
    {
        var cluster = new FakeCluster()
            .On("POST /ml/v4/models", FakeReply.Json(201, """{"entity":{"type":"pmml_4.2.1","software_spec":{"id":"sw"}},"metadata":{"id":"m-1","name":"churn","space_id":"s-1"}}"""))
            .On("PUT /ml/v4/models/m-1/content", FakeReply.Json(201, """{"attachment_id":"x","content_format":"native","persisted":true}"""));
        var models = cluster.Client().Models;
        var model = await models.CreateAsync(Space, new CpdModelDefinition
        {
            Name = "churn",
            Type = "pmml_4.2.1",
            SoftwareSpecificationId = "sw",
            LabelColumn = "CHURN",
            InputFields = [new CpdSchemaField("AGE", "double")],
        });
        await models.UploadContentAsync(Space, model.Id, CpdContent.FromBytes([60], "m.xml", "application/xml"));
        Assert.Equal(
            """{"name":"churn","type":"pmml_4.2.1","space_id":"s-1","software_spec":{"id":"sw"},"label_column":"CHURN","schemas":{"input":[{"id":"1","fields":[{"name":"AGE","type":"double"}]}],"output":[]}}""",
            cluster.Requests[0].Text());
        Assert.Null(cluster.Requests[0].Parameter("space_id"));
        var put = cluster.Requests[1];
        Assert.Equal(("s-1", "native", "2021-06-21"), (put.Parameter("space_id"), put.Parameter("content_format"), put.Parameter("version")));
        Assert.Equal("application/xml", Assert.IsType<ApiBody.Raw>(put.Body).ContentType);
    }

    [Theory]
    [InlineData("""[{"id":"1","fields":[{"name":"AGE","type":"int"},{"name":"SEX"}]}]""")]
    [InlineData("""{"fields":[{"name":"AGE","type":"int"},{"name":"SEX","type":null}]}""")]
    [InlineData("""[{"name":"AGE","type":"int"},{"name":"SEX","type":""}]""")]
    public async Task Input_schemas_are_read_in_every_form(string schema)
    {
        var cluster = new FakeCluster().On("GET /ml/v4/models/m", $$$"""{"entity":{"schemas":{"input":{{{schema}}} } },"metadata":{"id":"m"} }""");
        var model = await cluster.Client().Models.GetAsync(Space, "m");
        Assert.Equal([new CpdSchemaField("AGE", "int"), new CpdSchemaField("SEX", "")], model.InputFields);
    }

    [Fact]
    public async Task A_model_in_use_is_not_deleted_unless_forced()
    {
        var cluster = new FakeCluster()
            .On("GET /ml/v4/deployments", $$"""{"resources":[{{Deployment("ready", "m-1")}},{{Deployment("ready", "other")}}]}""")
            .On("DELETE /ml/v4/models/m-1", FakeReply.Empty(204));
        var models = cluster.Client().Models;
        var e = await Assert.ThrowsAsync<CpdInUseException>(() => models.DeleteAsync(Space, "m-1"));
        Assert.Equal("d-1", Assert.Single(e.Users).Id);
        Assert.Empty(cluster.Sent("DELETE /ml/v4/models/m-1"));
        await models.DeleteAsync(Space, "m-1", force: true);
        Assert.Single(cluster.Sent("DELETE /ml/v4/models/m-1"));
    }

    [Fact]
    public async Task A_deployment_is_waited_for_until_it_is_ready()
    {
        var cluster = new FakeCluster()
            .On("POST /ml/v4/deployments", FakeReply.Json(202, Deployment("initializing")))
            .On("GET /ml/v4/deployments/d-1", Deployment("initializing"), Deployment("ready"));
        var deployment = await cluster.Client().Deployments.CreateAsync(
            Space,
            new CpdDeploymentDefinition { Name = "d", AssetId = "A1", ServingName = "churn", HardwareSpecificationName = "S", NodeCount = 1 },
            new CpdWaitOptions());
        Assert.True(deployment.IsReady);
        Assert.Equal(("churn", "Not_Applicable", CpdDeploymentKind.Online), (deployment.ServingName, deployment.HardwareSpecificationId, deployment.Kind));
        Assert.Equal(
            """{"name":"d","space_id":"s-1","asset":{"id":"A1"},"online":{"parameters":{"serving_name":"churn"}},"hardware_spec":{"name":"S","num_nodes":1}}""",
            cluster.Requests[0].Text());
    }

    [Fact]
    public async Task A_thing_that_is_not_seen_right_after_its_creation_is_waited_for_a_while()
    {
        var missing = FakeReply.Json(404, """{"errors":[{"code":"not_found","message":"no"}]}""");
        var cluster = new FakeCluster().On("GET /ml/v4/deployments/d-1", missing, missing, Deployment("ready")).On("GET /ml/v4/deployments/d-2", missing);
        Assert.True((await cluster.Client().Deployments.WaitAsync(Space, "d-1")).IsReady);
        await Assert.ThrowsAsync<CpdNotFoundException>(() => cluster.Client().Deployments.WaitAsync(Space, "d-2"));
        Assert.Equal(5, cluster.Sent("GET /ml/v4/deployments/d-2").Count());
    }

    [Fact]
    public async Task A_deployment_that_fails_says_why()
    {
        var cluster = new FakeCluster()
            .On("POST /ml/v4/deployments", Deployment("initializing"))
            .On("GET /ml/v4/deployments/d-1", Deployment("failed", more: ""","failure":{"errors":[{"code":"unsupported","message":"no runtime for it"}]}"""));
        var e = await Assert.ThrowsAsync<CpdDeploymentFailedException>(() => cluster.Client().Deployments.CreateAsync(
            Space, new CpdDeploymentDefinition { Name = "d", AssetId = "A1", Kind = CpdDeploymentKind.Batch }, new CpdWaitOptions()));
        Assert.Contains("no runtime for it", e.Message);
        Assert.Equal("unsupported", Assert.Single(e.Details).Code);
    }

    [Fact]
    public async Task A_swap_is_sent_alone_and_waits_for_the_new_asset()
    {
        // A stale "ready" with the old asset is not the end of the switch.
        var cluster = new FakeCluster()
            .On("PATCH /ml/v4/deployments/d-1", FakeReply.Json(202, Deployment("updating")))
            .On("GET /ml/v4/deployments/d-1", Deployment("ready"), Deployment("ready"), Deployment("updating"), Deployment("ready", "A2"));
        var deployment = await cluster.Client().Deployments.SwapAssetAsync(Space, "d-1", "A2", "1", new CpdWaitOptions());
        Assert.Equal("A2", deployment.AssetId);
        Assert.Equal("""[{"op":"replace","path":"/asset","value":{"id":"A2","rev":"1"}}]""", Assert.Single(cluster.Sent("PATCH /ml/v4/deployments/d-1")).Text());
    }

    [Fact]
    public async Task A_failed_swap_is_told_from_an_old_failure()
    {
        const string Old = ""","failure":{"errors":[{"code":"old","message":"last month"}]}""";
        const string New = ""","failure":{"errors":[{"code":"new","message":"does not load"}]}""";
        var cluster = new FakeCluster()
            .On("PATCH /ml/v4/deployments/d-1", Deployment("updating"))
            .On("GET /ml/v4/deployments/d-1", Deployment("ready", more: Old), Deployment("updating", more: Old), Deployment("ready", more: New));
        var e = await Assert.ThrowsAsync<CpdDeploymentFailedException>(() => cluster.Client().Deployments.SwapAssetAsync(Space, "d-1", "A2", null, new CpdWaitOptions()));
        Assert.Contains("does not load", e.Message);
        Assert.Contains("previous asset keeps serving", e.RecommendedAction);
    }

    [Fact]
    public async Task A_swap_that_fails_in_the_words_of_the_last_one_is_told_at_once()
    {
        const string Same = ""","failure":{"errors":[{"code":"bad","message":"does not load"}]}""";
        var cluster = new FakeCluster()
            .On("PATCH /ml/v4/deployments/d-1", Deployment("updating", more: Same))
            .On("GET /ml/v4/deployments/d-1", Deployment("ready", more: Same), Deployment("updating", more: Same), Deployment("ready", more: Same));
        var e = await Assert.ThrowsAsync<CpdDeploymentFailedException>(() => cluster.Client().Deployments.SwapAssetAsync(Space, "d-1", "A2", null, new CpdWaitOptions()));
        Assert.Contains("does not load", e.Message);
    }

    [Theory]
    [InlineData(null, 3, """{"name":"M","num_nodes":3}""", """{"id":"h-1","name":"M","num_nodes":2}""")]
    [InlineData("L", null, """{"name":"L","num_nodes":2}""", """{"id":"h-1","name":"M","num_nodes":2}""")]
    [InlineData(null, 3, """{"id":"h-1","num_nodes":3}""", """{"id":"h-1"}""")]
    [InlineData(null, 3, """{"num_nodes":3}""", """{"id":"Not_Applicable"}""")]
    public async Task Scaling_leaves_what_is_not_given_as_it_is_at_the_server(string? hardware, int? nodes, string sent, string present)
    {
        var cluster = new FakeCluster()
            .On("GET /ml/v4/deployments/d-1", Deployment("ready").Replace("""{"id":"Not_Applicable"}""", present))
            .On("PATCH /ml/v4/deployments/d-1", Deployment("updating"));
        await cluster.Client().Deployments.ScaleAsync(Space, "d-1", null, hardware, nodes, null);
        Assert.Equal($$"""[{"op":"replace","path":"/hardware_spec","value":{{sent}}}]""", Assert.Single(cluster.Sent("PATCH /ml/v4/deployments/d-1")).Text());
    }

    [Fact]
    public async Task Scaling_that_fails_in_the_words_of_the_last_time_is_a_failure()
    {
        const string Same = ""","failure":{"errors":[{"code":"full","message":"no room"}]}""";
        string Sized(string state, int nodes) => Deployment(state, more: Same).Replace("""{"id":"Not_Applicable"}""", $$"""{"name":"M","num_nodes":{{nodes}}}""");
        var cluster = new FakeCluster()
            .On("PATCH /ml/v4/deployments/d-1", Sized("updating", 1))
            .On("GET /ml/v4/deployments/d-1", Sized("ready", 1), Sized("updating", 1), Sized("ready", 1));
        var e = await Assert.ThrowsAsync<CpdDeploymentFailedException>(() => cluster.Client().Deployments.ScaleAsync(Space, "d-1", null, null, 3, new CpdWaitOptions()));
        Assert.Contains("no room", e.Message);
    }

    [Fact]
    public async Task An_old_failure_in_a_read_that_lags_says_nothing_of_the_swap()
    {
        const string Old = ""","failure":{"errors":[{"code":"bad","message":"does not load"}]}""";
        var cluster = new FakeCluster()
            .On("PATCH /ml/v4/deployments/d-1", Deployment("updating", more: Old))
            .On("GET /ml/v4/deployments/d-1", Deployment("ready", more: Old), Deployment("ready", more: Old), Deployment("updating", more: Old), Deployment("ready", "A2", more: Old));
        Assert.Equal("A2", (await cluster.Client().Deployments.SwapAssetAsync(Space, "d-1", "A2", null, new CpdWaitOptions())).AssetId);
    }

    [Theory]
    [InlineData(""","inference":[{"url":"https://ibm-nginx-svc:443/ml/v4/deployments/i/predictions"}],"serving_urls":["https://h/ml/v4/deployments/s/predictions"]""", "/ml/v4/deployments/i/predictions")]
    [InlineData(""","serving_urls":["https://ibm-nginx-svc:443/ml/v4/deployments/s/predictions"],"online_url":{"url":"https://h/ml/v4/deployments/o/predictions"}""", "/ml/v4/deployments/s/predictions")]
    [InlineData(""","online_url":{"url":"https://h/ml/v4/deployments/o/predictions"}""", "/ml/v4/deployments/o/predictions")]
    [InlineData(""","online_url":{"url":"https://evil.example.com/steal"}""", "/ml/v4/deployments/d-1/predictions")]
    [InlineData("", "/ml/v4/deployments/d-1/predictions")]
    public async Task The_scoring_address_of_any_release_is_on_the_sessions_host(string status, string path)
    {
        var cluster = new FakeCluster().On("GET /ml/v4/deployments/d-1", Deployment("ready", more: status));
        Assert.Equal("https://cpd.example.com" + path, (await cluster.Client().Deployments.GetAsync(Space, "d-1")).ScoringUrl!.ToString());
    }

    [Theory]
    [InlineData(409, false)]
    [InlineData(200, true)]
    [InlineData(204, true)]
    public async Task A_serving_name_is_checked_without_a_container(int status, bool free)
    {
        var cluster = new FakeCluster().On("GET /ml/v4/deployments", status == 409 ? FakeReply.Json(409, """{"errors":[{"code":"x","message":"taken"}]}""") : FakeReply.Empty(status));
        Assert.Equal(free, await cluster.Client().Deployments.IsServingNameFreeAsync("churn"));
        Assert.Null(cluster.Requests[0].Parameter("space_id"));
        Assert.Equal("true", cluster.Requests[0].Parameter("conflict"));
    }

    [Theory]
    [InlineData("Churn")]
    [InlineData("a-b")]
    [InlineData("abcdefghijabcdefghijabcdefghijabcdefg")]
    public async Task Serving_names_are_checked_before_anything_is_sent(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(() => new FakeCluster().Client().Deployments.CreateAsync(
            Space, new CpdDeploymentDefinition { Name = "d", AssetId = "A", ServingName = name }, null));

    [Theory]
    [InlineData("4.6", false)]
    [InlineData("4.8", true)]
    [InlineData("5.1", true)]
    [InlineData(null, true)]
    public async Task Deployments_in_projects_depend_on_the_release(string? release, bool possible)
    {
        var cluster = new FakeCluster().On("GET /ml/v4/deployments", """{"resources":[]}""");
        var deployments = cluster.Client(release).Deployments;
        var project = CpdContainer.Project("p");
        if (possible) Assert.Empty(await deployments.ListAsync(project).CollectAsync());
        else await Assert.ThrowsAsync<CpdUnsupportedException>(() => deployments.ListAsync(project).CollectAsync());
    }

    [Fact]
    public async Task Scoring_sends_the_bytes_as_they_are_and_may_be_repeated()
    {
        var cluster = new FakeCluster().On("POST /ml/v4/deployments/churn/predictions", """{"predictions":[{"fields":["prediction"],"values":[["T"]]}]}""");
        var reply = await cluster.Client().Scoring.PredictAsync("churn", System.Text.Encoding.UTF8.GetBytes("{}"));
        Assert.Equal("T", reply.Rows.Single().Prediction);
        var request = Assert.Single(cluster.Requests);
        Assert.Equal(("{}", RetrySafety.Safe, "2021-06-21"), (request.Text(), request.Retry, request.Parameter("version")));
        Assert.Null(request.Parameter("space_id"));
    }

    [Fact]
    public async Task Revisions_are_made_and_listed()
    {
        var cluster = new FakeCluster()
            .On("POST /ml/v4/models/m/revisions", FakeReply.Json(201, """{"metadata":{"id":"m","rev":"2","commit_info":{"committed_at":"2024-01-01T00:00:00.000Z","commit_message":"msg"}}}"""))
            .On("GET /ml/v4/functions/f/revisions", """{"resources":[{"metadata":{"id":"f","rev":2}},{"metadata":{"id":"f","rev":"1"}}]}""")
            .On("GET /ml/v4/functions/f/code", FakeReply.Text(200, "x", "application/gzip"));
        var client = cluster.Client();
        var revision = await client.Models.CreateRevisionAsync(Space, "m", "msg");
        Assert.Equal(("2", "msg", 2024), (revision.Revision, revision.CommitMessage, revision.CreatedAt!.Value.Year));
        Assert.Equal(["2", "1"], (await client.Functions.ListRevisionsAsync(Space, "f").CollectAsync()).Select(r => r.Revision));
        using var code = await client.Functions.OpenCodeAsync(Space, "f", "1");
        Assert.Equal("1", cluster.Requests.Last().Parameter("revision_id"));
    }

    [Theory]
    [InlineData("""{"deprecated":{"on":"2024-05-01"},"replacement_name":"runtime-24.1-py3.11"}""", "deprecated", "runtime-24.1-py3.11")]
    [InlineData("""{"deprecated":{"on":"2024-05-01"},"retired":{"on":"2999-01-01"}}""", "deprecated", null)]
    [InlineData("""{"deprecated":{"on":"2024-05-01"},"unsupported":{"on":"2025-01-01"}}""", "unsupported", null)]
    [InlineData("\"constricted\"", "constricted", null)]
    [InlineData("{}", "supported", null)]
    [InlineData("null", "supported", null)]
    public async Task The_life_cycle_of_a_specification_is_what_holds_today(string lifeCycle, string state, string? replacement)
    {
        var cluster = new FakeCluster().On("GET /v2/software_specifications", $$$"""{"total_results":1,"resources":[{"metadata":{"name":"r","asset_id":"1","life_cycle":{{{lifeCycle}}} },"entity":{"software_specification":{"type":"base","built_in":true}} }]}""");
        var specification = Assert.Single(await cluster.Client().SoftwareSpecifications.ListAsync().CollectAsync());
        Assert.Equal((state, replacement, true), (specification.LifeCycle, specification.ReplacementName, specification.IsBuiltIn));
    }

    [Fact]
    public async Task A_script_is_an_asset_with_a_file()
    {
        var cluster = new FakeCluster()
            .On("POST /v2/assets", FakeReply.Json(201, """{"metadata":{"asset_id":"x","name":"s","asset_type":"script"},"entity":{"script":{"language":{"name":"python3"},"software_spec":{"base_id":"sw"}}}}"""))
            .On("POST /v2/assets/x/attachments", FakeReply.Json(201, """{"attachment_id":"a","url1":"/v2/asset_files/q?signature=1"}"""))
            .On("PUT /v2/asset_files/q", FakeReply.Json(201, "{}"))
            .On("POST /v2/assets/x/attachments/a/complete", FakeReply.Empty(200))
            .On("POST /v2/assets/x/attachments/a/complete", FakeReply.Empty(200));
        var script = await cluster.Client().Scripts.CreateAsync(
            Space, new CpdScriptDefinition { Name = "s", SoftwareSpecificationId = "sw" }, CpdContent.FromBytes([1], "s.py", "text/x-python"));
        Assert.Equal(("sw", "python3", "a"), (script.SoftwareSpecificationId, script.Language, script.Attachments[0].Id));
        Assert.Equal(
            """{"script":{"language":{"name":"python3"},"software_spec":{"base_id":"sw"},"ml_version":"4.0.0"}}""",
            cluster.Requests[0].Json().GetProperty("entity").GetRawText());
    }

    [Theory]
    [InlineData("https://other/x")]
    [InlineData("//other/x")]
    [InlineData("v2/spaces")]
    [InlineData("/v2/spaces#x")]
    public async Task Raw_calls_stay_on_the_cluster(string path) =>
        await Assert.ThrowsAsync<ArgumentException>(() => new FakeCluster().Client().Raw.SendAsync(new CpdRawRequest { Path = path }));

    [Fact]
    public async Task Headers_of_a_raw_call_take_the_place_of_those_that_are_sent_anyway()
    {
        var cluster = new FakeCluster().On("POST /v2/things", "{}");
        await cluster.Client().Raw.SendAsync(new CpdRawRequest
        {
            Method = "POST",
            Path = "/v2/things",
            Body = new byte[] { 1 },
            Headers = [new("accept", "text/csv"), new("Content-Type", "text/plain"), new("X-Own", "1")],
        });
        var sent = Assert.Single(cluster.Requests);
        Assert.Equal(("text/csv", "text/plain"), (sent.Accept, Assert.IsType<ApiBody.Bytes>(sent.Body).ContentType));
        Assert.Equal("X-Own", Assert.Single(sent.Headers).Key);
    }
}
