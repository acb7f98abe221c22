using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Tests.Identity;

public sealed class UserTests
{
    [Fact]
    public async Task UsersAreMadeFoundAndChangedByAdministratorsOnly()
    {
        await using var host = await SandboxHost.StartAsync();
        var created = await host.Admin.PostAsync("/icp4d-api/v1/users", """{"user_name":"jsmith","password":"secret","displayName":"J Smith","user_roles":["zen_user_role"]}""");
        Assert.Equal("jsmith", created.Body.Text("User", "ID"));
        Assert.Equal(["admin", "jsmith"], (await host.Admin.GetAsync("/icp4d-api/v1/users")).Body.Array("UsersInfo")!.Select(u => u.Text("username")!));
        var byName = await host.Admin.GetAsync("/usermgmt/v1/user/jsmith");
        Assert.Matches("^10003310[0-9]{2}$", byName.Body.Text("uid")!);
        var missing = await host.Admin.GetAsync("/usermgmt/v1/user/nobody");
        Assert.Equal((404, "not_found"), (missing.Status, missing.Body.Text("_messageCode_")));

        var user = await host.LoginAsync("jsmith", "secret");
        var refused = await user.PostAsync("/icp4d-api/v1/users", """{"user_name":"x","password":"y"}""");
        Assert.Equal((403, 403L), (refused.Status, refused.Body.Whole("_statusCode_")));
        Assert.Equal("User", (await user.GetAsync("/icp4d-api/v1/me")).Body.Text("UserInfo", "role"));
    }

    [Fact]
    public async Task ANewRoleNeedsANewToken()
    {
        await using var host = await SandboxHost.StartAsync();
        var user = await host.AddUserAsync("user");
        await host.Admin.SendAsync(HttpMethod.Put, "/icp4d-api/v1/users/user", System.Text.Json.Nodes.JsonNode.Parse("""{"user_roles":["zen_administrator_role"]}"""));
        var fresh = await host.LoginAsync("user", "secret");
        Assert.Contains("\"role\":\"User\"", Claims(user.Token!), StringComparison.Ordinal);
        Assert.Contains("\"role\":\"Admin\"", Claims(fresh.Token!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GroupsHaveMembers()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddUserAsync("user");
        var uid = host.World.Users.Users.Single(u => u.UserName == "user").Uid;
        Assert.Equal("All users", (await host.Admin.GetAsync("/usermgmt/v2/groups")).Body!["results"]![0].Text("name"));
        var group = (await host.Admin.PostAsync("/usermgmt/v2/groups", """{"name":"ops","role_identifiers":[]}""")).Body.Whole("group_id");
        Assert.Equal(200, (await host.Admin.PostAsync($"/usermgmt/v2/groups/{group}/members", $$"""{"user_identifiers":["{{uid}}"]}""")).Status);
        Assert.Equal("user", (await host.Admin.GetAsync($"/usermgmt/v2/groups/{group}/members")).Body!["results"]![0].Text("username"));
    }

    private static string Claims(string token) => System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]));

    [Fact]
    public async Task MembersOfAGroupAreAddedAllOrNone()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddUserAsync("user");
        Assert.True(host.World.Users.TryGet("user", out var user));
        var group = (await host.Admin.PostAsync("/usermgmt/v2/groups", """{"name":"ops","role_identifiers":[]}""")).Body.Whole("group_id");

        Assert.Equal(404, (await host.Admin.PostAsync($"/usermgmt/v2/groups/{group}/members", $$"""{"user_identifiers":["{{user.Uid}}","1"]}""")).Status);

        Assert.Empty((await host.Admin.GetAsync($"/usermgmt/v2/groups/{group}/members")).Body.Array("results")!);
    }
}
