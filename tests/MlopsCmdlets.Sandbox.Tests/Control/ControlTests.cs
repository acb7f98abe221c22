using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Tests.Control;

public sealed class ControlTests
{
    [Fact]
    public async Task OnlyTheKeyOrAnAdministratorControls()
    {
        await using var host = await SandboxHost.StartAsync();
        var user = await host.AddUserAsync("user");
        Assert.Equal(200, (await host.Control.GetAsync("/_sandbox/settings")).Status);
        Assert.Equal(200, (await host.Admin.GetAsync("/_sandbox/settings")).Status);
        Assert.Equal(403, (await user.GetAsync("/_sandbox/settings")).Status);
        Assert.Equal(401, (await host.Anonymous.GetAsync("/_sandbox/settings")).Status);
        Assert.Equal(401, (await host.Anonymous.SendAsync(HttpMethod.Get, "/_sandbox/settings", null, ("X-Sandbox-Key", "wrong"))).Status);
        Assert.Equal("ready", (await host.Anonymous.GetAsync("/_sandbox/health")).Body.Text("status"));
    }

    [Fact]
    public async Task TheLogTellsWhetherAnythingWasChanged()
    {
        await using var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("s");
        await host.Control.DeleteAsync("/_sandbox/requests");
        await host.LoginAsync("admin", "secret");
        await host.Admin.GetAsync("/v2/spaces?limit=1");
        await host.Admin.SearchAsync(scope);
        Assert.Equal(0, (await host.Control.GetAsync("/_sandbox/requests?changing=true")).Body.Whole("count"));
        await host.Admin.AddAssetAsync(scope, "script", "s");
        var log = await host.Control.GetAsync("/_sandbox/requests");
        Assert.Equal(4, log.Body.Whole("count"));
        var last = log.Body!["requests"]![3];
        Assert.Equal(("POST", "/v2/assets", 201L, "admin"), (last.Text("method"), last.Text("path"), last.Whole("status"), last.Text("user")));
        Assert.Equal(1, (await host.Control.GetAsync("/_sandbox/requests?changing=true")).Body.Whole("count"));
    }

    [Theory]
    [InlineData("""{"links":"sideways"}""")]
    [InlineData("""{"nonsense":1}""")]
    [InlineData("""{"polls_per_step":1.5}""")]
    [InlineData("""{"token_lifetime":60,"override_false":"maybe"}""")]
    public async Task ABadSettingChangesNothing(string settings)
    {
        await using var host = await SandboxHost.StartAsync();
        var before = (await host.Control.GetAsync("/_sandbox/settings")).TextBody;
        Assert.Equal(400, (await host.Control.PatchAsync("/_sandbox/settings", settings)).Status);
        Assert.Equal(before, (await host.Control.GetAsync("/_sandbox/settings")).TextBody);
    }

    [Fact]
    public async Task AllTokensCanBeRevokedAtOnce()
    {
        await using var host = await SandboxHost.StartAsync();
        Assert.Equal(200, (await host.Control.DeleteAsync("/_sandbox/tokens")).Status);
        Assert.Equal(401, (await host.Admin.GetAsync("/v2/spaces")).Status);
    }

    [Fact]
    public async Task UsersAreAddedWithAKeyOfChoice()
    {
        await using var host = await SandboxHost.StartAsync();
        var added = await host.Control.PostAsync("/_sandbox/users", """{"username":"ci","password":"x","api_key":"chosen-key"}""");
        Assert.Equal((201, "chosen-key"), (added.Status, added.Body.Text("api_key")));
        Assert.Equal(200, (await host.Anonymous.PostAsync("/icp4d-api/v1/authorize", """{"username":"ci","api_key":"chosen-key"}""")).Status);
        Assert.Equal(409, (await host.Control.PostAsync("/_sandbox/users", """{"username":"ci"}""")).Status);
    }
}
