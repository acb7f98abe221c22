using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Tests.Faults;

public sealed class FaultTests
{
    [Fact]
    public async Task ARuleSkipsHitsAndEnds()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddFaultAsync("""{"fault":"status","status":503,"method":"GET","path":"/v2/spaces","skip":1,"times":2}""");
        List<int> statuses = [];
        for (var i = 0; i < 4; i++) statuses.Add((await host.Admin.GetAsync("/v2/spaces")).Status);
        Assert.Equal([200, 503, 503, 200], statuses);
        Assert.Equal(2, (await host.Control.GetAsync("/_sandbox/faults")).Body!["faults"]![0].Whole("fired"));
    }

    [Theory]
    [InlineData("/v2/spaces/*", "/v2/spaces/x", true)]
    [InlineData("/v2/spaces/*", "/v2/spaces/x/members", false)]
    [InlineData("/v2/spaces/**", "/v2/spaces/x/members", true)]
    [InlineData("/v2/spaces", "/v2/spaces?limit=1", true)]
    [InlineData("/v2/spaces?limit=*", "/v2/spaces?limit=1", true)]
    [InlineData("/v2/projects", "/v2/spaces", false)]
    public async Task PathsAreMatchedByPattern(string pattern, string path, bool hit)
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddFaultAsync($$"""{"fault":"status","status":418,"path":"{{pattern}}"}""");
        Assert.Equal(hit, (await host.Admin.GetAsync(path)).Status == 418);
    }

    [Fact]
    public async Task RetryAfterComesInBothForms()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddFaultAsync("""[{"fault":"status","status":429,"retry_after":7,"path":"/v2/spaces"},{"fault":"status","status":429,"retry_after":"date:60","path":"/v2/projects"}]""");
        var seconds = await host.Admin.GetAsync("/v2/spaces");
        Assert.Equal(TimeSpan.FromSeconds(7), seconds.Headers.RetryAfter!.Delta);
        Assert.Equal("injected_fault", seconds.ErrorCode);
        var date = await host.Admin.GetAsync("/v2/projects");
        Assert.NotNull(date.Headers.RetryAfter!.Date);
        Assert.Equal(429, date.Body.Whole("code"));
    }

    [Theory]
    [InlineData(2_592_000)]
    [InlineData(-2_592_000)]
    public async Task AWrongClockShowsInTheDateAlone(long seconds)
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddFaultAsync($$"""{"fault":"clock","seconds":{{seconds}},"path":"/v2/spaces"}""");
        var wrong = await host.Admin.GetAsync("/v2/spaces");
        Assert.Equal(200, wrong.Status);
        var right = await host.Admin.GetAsync("/v2/spaces");
        // Generous: both are in whole seconds, the second comes later, and a busy server renews its date late.
        Assert.InRange((wrong.Headers.Date!.Value - right.Headers.Date!.Value).TotalSeconds, seconds - 60, seconds + 60);
        Assert.Equal(wrong.Bytes, right.Bytes);
    }

    [Fact]
    public async Task AGatewayErrorIsAPage()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddFaultAsync("""{"fault":"status","status":502,"body":"<!DOCTYPE html><html>Bad gateway</html>","content_type":"text/html"}""");
        var reply = await host.Admin.GetAsync("/v2/spaces");
        Assert.Equal((502, "text/html"), (reply.Status, reply.ContentHeaders.ContentType!.MediaType));
    }

    [Theory]
    [InlineData("""{"fault":"reset"}""")]
    [InlineData("""{"fault":"truncate"}""")]
    [InlineData("""{"fault":"truncate","after_bytes":0}""")]
    public async Task BrokenConnectionsReachTheClientAsSuch(string rule)
    {
        await using var host = await SandboxHost.StartAsync();
        await host.Admin.AddSpaceAsync("s");
        await host.AddFaultAsync(rule);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => host.Admin.GetAsync("/v2/spaces"));
        Assert.Equal(200, (await host.Admin.GetAsync("/v2/spaces")).Status);
    }

    [Fact]
    public async Task ACleanCutLooksLikeAWholeReply()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.Admin.AddSpaceAsync("s");
        var whole = await host.Control.GetAsync("/_sandbox/health");
        await host.AddFaultAsync("""{"fault":"truncate","clean":true,"after_bytes":5,"path":"/usermgmt/v1/user/apiKey"}""");
        var session = host.Admin;
        using var client = new HttpClient { BaseAddress = host.Url };
        client.DefaultRequestHeaders.Authorization = new("Bearer", session.Token);
        Assert.Equal("""{"api""", await client.GetStringAsync("/usermgmt/v1/user/apiKey", TestContext.Current.CancellationToken));
        Assert.Equal(200, whole.Status);
    }

    [Fact]
    public async Task ACorruptedDownloadDiffersInOneByte()
    {
        await using var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("s");
        var bytes = Enumerable.Range(0, 300_000).Select(i => (byte)i).ToArray();
        await host.Admin.UploadAsync($"/v2/asset_files/f?{scope}", bytes);
        await host.AddFaultAsync("""{"fault":"corrupt","after_bytes":200000,"path":"/v2/asset_files/*"}""");
        var reply = await host.Admin.GetAsync($"/v2/asset_files/f?{scope}");
        Assert.Equal([200_000], Enumerable.Range(0, bytes.Length).Where(i => bytes[i] != reply.Bytes[i]));
        Assert.Equal(bytes, (await host.Admin.GetAsync($"/v2/asset_files/f?{scope}")).Bytes);
    }

    [Theory]
    [InlineData("""{"fault":"stall","path":"/v2/spaces"}""")]
    [InlineData("""{"fault":"stall","after_bytes":10,"path":"/v2/spaces"}""")]
    public async Task AStalledReplyLastsUntilTheClientLeaves(string rule)
    {
        await using var host = await SandboxHost.StartAsync();
        await host.Admin.AddSpaceAsync("s");
        await host.AddFaultAsync(rule);
        using var client = new HttpClient { BaseAddress = host.Url };
        client.DefaultRequestHeaders.Authorization = new("Bearer", host.Admin.Token);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var reading = client.GetStringAsync("/v2/spaces", leave.Token);
        // The client leaves when the rule has it, however long that takes; else the rule would be left for the next request.
        while ((await host.Control.GetAsync("/_sandbox/faults")).Body!["faults"]![0].Whole("fired") == 0 && !reading.IsCompleted) { }
        leave.CancelAfter(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal(200, (await host.Admin.GetAsync("/v2/spaces")).Status);
    }

    [Fact]
    public async Task ALostReplyMeansTheChangeWasMade()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddFaultAsync("""{"fault":"lost-reply","method":"POST","path":"/v2/spaces"}""");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => host.Admin.PostAsync("/v2/spaces", """{"name":"s"}"""));
        Assert.Single((await host.Admin.GetAsync("/v2/spaces")).Body.Array("resources")!);
    }

    [Fact]
    public async Task AStaleReadShowsTheStateBeforeTheChangeOnce()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddFaultAsync("""{"fault":"stale-read","path":"/v2/spaces**","times":"always"}""");
        Assert.Empty((await host.Admin.GetAsync("/v2/spaces")).Body.Array("resources")!);
        var id = await host.Admin.AddSpaceAsync("s");
        Assert.Empty((await host.Admin.GetAsync("/v2/spaces")).Body.Array("resources")!);
        Assert.Single((await host.Admin.GetAsync("/v2/spaces")).Body.Array("resources")!);

        // By id, what was never seen is not there yet.
        var path = "/v2/spaces/" + id;
        var statuses = await host.Admin.StatusesAsync(path, path, path);
        Assert.Equal([404, 200, 200], statuses);
        await host.Admin.PatchAsync("/v2/spaces/" + id, """[{"op":"replace","path":"/name","value":"new"}]""");
        Assert.Equal(["s", "new"], [await NameAsync(host, id), await NameAsync(host, id)]);
    }

    [Fact]
    public async Task AnExpiredTokenStaysExpired()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddFaultAsync("""{"fault":"expire-token","path":"/v2/spaces","skip":1}""");
        var statuses = await host.Admin.StatusesAsync("/v2/spaces", "/v2/spaces", "/v2/projects");
        Assert.Equal([200, 401, 401], statuses);
        Assert.Equal(200, (await (await host.LoginAsync("admin", "secret")).GetAsync("/v2/spaces")).Status);
    }

    [Fact]
    public async Task LinksCanNameInternalHosts()
    {
        await using var host = await SandboxHost.StartAsync();
        for (var i = 0; i < 2; i++) await host.Admin.AddSpaceAsync($"s{i}");
        await host.AddFaultAsync("""{"fault":"internal-hosts","path":"/v2/spaces"}""");
        Assert.StartsWith("https://ibm-nginx-svc:443/v2/spaces?", (await host.Admin.GetAsync("/v2/spaces?limit=1")).Body.Text("next", "href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnOperationCanBeMadeToFail()
    {
        await using var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("s");
        await host.Admin.AddAssetAsync(scope, "script", "s");
        await host.AddFaultAsync("""{"fault":"fail","method":"POST","path":"/v2/asset_exports","message":"disk is full"}""");
        var start = await host.Admin.PostAsync($"/v2/asset_exports?{scope}", """{"name":"e","assets":{"all_assets":true}}""");
        var end = await host.Admin.WaitAsync($"/v2/asset_exports/{start.Body.Text("metadata", "id")}?{scope}");
        Assert.Equal("failed", end.Text("entity", "status", "state"));
        Assert.Equal("disk is full", end["entity"]!["status"]!["failure"]!["errors"]![0].Text("message"));
    }

    [Theory]
    [InlineData("""{"fault":"fail"}""")]
    [InlineData("""{"fault":"fail","method":"PATCH","path":"/v2/connections/abc?space_id=s"}""")]
    [InlineData("""{"fault":"fail","path":"/ml/v4/**"}""")]
    public async Task ARuleForAnOperationThatCanFailIsTakenAndWaitsForIt(string rule)
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddFaultAsync(rule);
        Assert.Equal(200, (await host.Admin.GetAsync("/v2/spaces")).Status);
        Assert.Equal(0, (await host.Control.GetAsync("/_sandbox/faults")).Body!["faults"]![0]!["fired"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("""{"fault":"nonsense"}""")]
    [InlineData("""{"fault":"status","status":99}""")]
    [InlineData("""{"fault":"status","times":-1}""")]
    [InlineData("""{"fault":"clock"}""")]
    [InlineData("""{"fault":"clock","seconds":1.5}""")]
    [InlineData("""{"fault":"status","unknown":1}""")]
    [InlineData("""{"fault":"fail","method":"GET","path":"/v2/spaces"}""")]
    [InlineData("""{"fault":"fail","path":"/v2/asset_exports/*"}""")]
    [InlineData("""{"fault":"fail","method":"POST","path":"/v2/connections/*"}""")]
    [InlineData("""{"fault":"fail","method":"GET","path":"/v2/asset_exports"}""")]
    [InlineData("""[{"fault":"status"},{"fault":"nonsense"}]""")]
    [InlineData("17")]
    public async Task BadRulesAreRefusedAndNoneIsTaken(string rule)
    {
        await using var host = await SandboxHost.StartAsync();
        Assert.Equal(400, (await host.Control.PostAsync("/_sandbox/faults", rule)).Status);
        Assert.Empty((await host.Control.GetAsync("/_sandbox/faults")).Body.Array("faults")!);
    }

    [Fact]
    public async Task RulesNeverTouchTheControlEndpoints()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddFaultAsync("""{"fault":"status","times":"always"}""");
        Assert.Equal(503, (await host.Admin.GetAsync("/v2/spaces")).Status);
        Assert.Equal(204, (await host.Control.DeleteAsync("/_sandbox/faults")).Status);
        Assert.Equal(200, (await host.Admin.GetAsync("/v2/spaces")).Status);
    }

    private static async Task<string?> NameAsync(SandboxHost host, string id) => (await host.Admin.GetAsync("/v2/spaces/" + id)).Body.Text("entity", "name");
}
