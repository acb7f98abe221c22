using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Tests.Assets;

public sealed class SearchTests
{
    [Theory]
    [InlineData("*:*", "churn model|churn_data.csv|evaluate.py|risk")]
    [InlineData("asset.name:churn*", "churn model|churn_data.csv")]
    [InlineData("asset.name:CHURN*", "churn model|churn_data.csv")]
    [InlineData("asset.name:churn", "churn model")]
    [InlineData("asset.name:\"churn model\"", "churn model")]
    [InlineData("asset.name:churn_data.csv", "churn_data.csv")]
    [InlineData("asset.name:r?sk", "risk")]
    [InlineData("asset.asset_type:script", "evaluate.py")]
    [InlineData("asset.tags:gold", "churn model|risk")]
    [InlineData("asset.tags:gold AND asset.name:risk", "risk")]
    [InlineData("asset.tags:gold && NOT asset.name:risk", "churn model")]
    [InlineData("asset.tags:gold -asset.name:risk", "churn model")]
    [InlineData("+asset.tags:gold asset.name:evaluate.py", "churn model|risk")]
    [InlineData("asset.name:risk OR asset.name:evaluate.py", "evaluate.py|risk")]
    [InlineData("asset.name:risk asset.name:evaluate.py", "evaluate.py|risk")]
    [InlineData("asset.name:(risk OR evaluate.py)", "evaluate.py|risk")]
    [InlineData("(asset.name:risk OR asset.name:churn*) AND asset.asset_type:wml_model", "churn model|risk")]
    [InlineData("asset.name:risk OR asset.name:churn* AND asset.asset_type:data_asset", "churn_data.csv|risk")]
    [InlineData("wml_model.type:pmml_4.3", "churn model")]
    [InlineData("wml_model.software_spec.name:*", "risk")]
    [InlineData("data_asset.mime_type:text\\/csv", "churn_data.csv")]
    [InlineData("NOT asset.tags:gold", "churn_data.csv|evaluate.py")]
    [InlineData("asset.size:[0 TO 10]", "churn model|churn_data.csv|evaluate.py|risk")]
    [InlineData("asset.name:[churn TO d]", "churn model|churn_data.csv")]
    [InlineData("asset.name:nothing", "")]
    [InlineData("other.field:x", "")]
    public async Task QueriesFindWhatTheyName(string query, string names)
    {
        await using var host = await StartAsync();
        Assert.Equal(names, string.Join('|', (await host.Host.Admin.NamesAsync(host.Scope, query)).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("asset.name:")]
    [InlineData("(asset.name:x")]
    [InlineData("asset.name:x)")]
    [InlineData("asset.name:\"x")]
    [InlineData("asset.name:x AND")]
    [InlineData("asset.size:[1 TO")]
    public async Task BadQueriesAreRefused(string query)
    {
        await using var host = await StartAsync();
        var reply = await host.Host.Admin.PostAsync($"/v2/asset_types/asset/search?{host.Scope}", new JsonObject { ["query"] = query });
        Assert.Equal((400, "invalid_query"), (reply.Status, reply.ErrorCode));
    }

    [Fact]
    public async Task PagesAreReadByResendingNext()
    {
        await using var host = await StartAsync();
        List<string> names = [];
        JsonNode? body = new JsonObject { ["query"] = "*:*", ["limit"] = 1, ["sort"] = "asset.name" };
        while (body is not null)
        {
            var page = await host.Host.Admin.PostAsync($"/v2/asset_types/asset/search?{host.Scope}", body);
            Assert.Equal(4, page.Body.Whole("total_rows"));
            names.AddRange(page.Body.Array("results")!.Select(r => r.Text("metadata", "name")!));
            Assert.Null(page.Body!["results"]![0].Object("entity"));
            body = page.Body!["next"]?.DeepClone();
        }

        Assert.Equal(["churn model", "churn_data.csv", "evaluate.py", "risk"], names);
        Assert.Equal(400, (await host.Host.Admin.PostAsync($"/v2/asset_types/asset/search?{host.Scope}", """{"query":"*:*","bookmark":"nonsense"}""")).Status);
        Assert.Equal(400, (await host.Host.Admin.PostAsync($"/v2/asset_types/asset/search?{host.Scope}", """{"query":"*:*","limit":201}""")).Status);
    }

    [Fact]
    public async Task ATypeSearchesOnlyItsOwn()
    {
        await using var host = await StartAsync();
        Assert.Equal(["churn_data.csv"], await host.Host.Admin.NamesAsync(host.Scope, type: "data_asset"));
    }

    private static async Task<Bench> StartAsync()
    {
        var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("s");
        await host.Admin.AddAssetAsync(scope, "data_asset", "churn_data.csv", new JsonObject { ["mime_type"] = "text/csv" });
        await host.Admin.AddAssetAsync(scope, "wml_model", "churn model", new JsonObject { ["type"] = "pmml_4.3" }, "gold");
        await host.Admin.AddAssetAsync(scope, "wml_model", "risk", new JsonObject { ["type"] = "scikit", ["software_spec"] = new JsonObject { ["name"] = "runtime" } }, "gold", "new");
        await host.Admin.AddAssetAsync(scope, "script", "evaluate.py");
        return new Bench(host, scope);
    }

    private sealed record Bench(SandboxHost Host, string Scope) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
