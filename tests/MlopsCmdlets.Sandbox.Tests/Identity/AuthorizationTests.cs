using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using MlopsCmdlets.Sandbox.Hosting;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Tests.Identity;

public sealed class AuthorizationTests
{
    [Theory]
    [InlineData("""{"username":"admin","password":"secret"}""", 200)]
    [InlineData("""{"username":"admin","password":"secret","api_key":null}""", 200)]
    [InlineData("""{"username":"admin","password":"wrong"}""", 401)]
    [InlineData("""{"username":"nobody","password":"secret"}""", 401)]
    [InlineData("""{"username":"admin"}""", 401)]
    [InlineData("""{"username":"admin","password":null,"api_key":""}""", 401)]
    [InlineData("[1]", 400)]
    public async Task AuthorizeAcceptsOnlyTheRightSecret(string body, int status)
    {
        await using var host = await SandboxHost.StartAsync();
        var reply = await host.Anonymous.PostAsync("/icp4d-api/v1/authorize", body);
        Assert.Equal(status, reply.Status);
        Assert.Equal(status == 200, reply.Body.Text("token") is { Length: > 0 });
        if (status == 401) Assert.Contains("User unauthorized to invoke this endpoint", reply.Body.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AuthorizeAcceptsTheCallersApiKey()
    {
        await using var host = await SandboxHost.StartAsync();
        var key = (await host.Admin.GetAsync("/usermgmt/v1/user/apiKey")).Body.Text("apiKey");
        Assert.Equal(40, key!.Length);
        var reply = await host.Anonymous.PostAsync("/icp4d-api/v1/authorize", new JsonObject { ["username"] = "admin", ["api_key"] = key });
        Assert.Equal(200, reply.Status);
    }

    [Theory]
    [InlineData(Release.R48, "200", "Success")]
    [InlineData(Release.R53, "success", "success")]
    internal async Task MessageCodesFollowTheRelease(Release release, string code, string message)
    {
        await using var host = await SandboxHost.StartAsync(release);
        var reply = await host.Anonymous.PostAsync("/icp4d-api/v1/authorize", """{"username":"admin","password":"secret"}""");
        Assert.Equal(code, reply.Body.Text("_messageCode_"));
        Assert.Equal(message, reply.Body.Text("message"));
    }

    [Fact]
    public async Task TokensCarryTheClaimsOfTheProduct()
    {
        await using var host = await SandboxHost.StartAsync();
        var parts = host.Admin.Token!.Split('.');
        var claims = JsonNode.Parse(Decode(parts[1]))!;
        Assert.Equal("RS256", JsonNode.Parse(Decode(parts[0]))!.Text("alg"));
        Assert.Equal(("admin", "Admin", "KNOXSSO", "DSX", "1000330999"), (claims.Text("username"), claims.Text("role"), claims.Text("iss"), claims.Text("aud"), claims.Text("uid")));
        Assert.Equal(43164, claims.Whole("exp") - claims.Whole("iat"));
        Assert.Equal(10000, claims.Array("groups")![0].Whole());
        Assert.Contains("administrator", claims.Strings("permissions"));
    }

    [Fact]
    public async Task ATokenEndsWithItsLifetime()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var host = await SandboxHost.StartAsync(configure: o => o with { Time = time, TokenLifetime = TimeSpan.FromMinutes(10) });
        Assert.Equal(200, (await host.Admin.GetAsync("/icp4d-api/v1/me")).Status);
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(401, (await host.Admin.GetAsync("/icp4d-api/v1/me")).Status);
    }

    [Fact]
    public async Task AForgedTokenIsRefused()
    {
        await using var host = await SandboxHost.StartAsync();
        var parts = host.Admin.Token!.Split('.');
        var claims = JsonNode.Parse(Decode(parts[1]))!.AsObject();
        claims["uid"] = "1";
        var forged = $"{parts[0]}.{Encode(claims.ToJsonString())}.{parts[2]}";
        var reply = await host.Anonymous.SendAsync(HttpMethod.Get, "/icp4d-api/v1/me", null, ("Authorization", "Bearer " + forged));
        Assert.Equal(401, reply.Status);
    }

    [Theory]
    [InlineData(Release.R40, "/icp4d-api/v1/me", 200)]
    [InlineData(Release.R40, "/v2/spaces", 401)]
    [InlineData(Release.R48, "/v2/spaces", 200)]
    [InlineData(Release.R53, "/v2/spaces", 200)]
    internal async Task ZenApiKeyReachesDataEndpointsOnlyInNewerReleases(Release release, string path, int status)
    {
        await using var host = await SandboxHost.StartAsync(release);
        var key = Convert.ToBase64String(Encoding.UTF8.GetBytes("admin:" + host.World.Users.Administrator.ApiKey));
        Assert.Equal(status, (await host.Anonymous.SendAsync(HttpMethod.Get, path, null, ("Authorization", "ZenApiKey " + key))).Status);
    }

    [Fact]
    public async Task AnIamClusterExchangesItsTokenForThePlatforms()
    {
        await using var host = await SandboxHost.StartAsync();
        var form = new FormUrlEncodedContent([new("grant_type", "password"), new("username", "admin"), new("password", "secret"), new("scope", "openid")]);
        var iam = await host.Anonymous.SendAsync(HttpMethod.Post, "/idprovider/v1/auth/identitytoken", form);
        Assert.Equal(200, iam.Status);
        var valid = await host.Anonymous.SendAsync(HttpMethod.Get, "/v1/preauth/validateAuth", null, ("username", "admin"), ("iam-token", iam.Body.Text("access_token")!));
        var me = await host.Anonymous.SendAsync(HttpMethod.Get, "/icp4d-api/v1/me", null, ("Authorization", "Bearer " + valid.Body.Text("accessToken")));
        Assert.Equal("1000330999", me.Body.Text("UserInfo", "uid"));

        var other = await host.Anonymous.SendAsync(HttpMethod.Get, "/v1/preauth/validateAuth", null, ("username", "someone"), ("iam-token", iam.Body.Text("access_token")!));
        Assert.Equal(401, other.Status);
    }

    [Fact]
    public async Task LegacyValidateAuthTakesBasicAndHeaders()
    {
        await using var host = await SandboxHost.StartAsync();
        var basic = Convert.ToBase64String("admin:secret"u8);
        Assert.NotNull((await host.Anonymous.SendAsync(HttpMethod.Get, "/v1/preauth/validateAuth", null, ("Authorization", "Basic " + basic))).Body.Text("accessToken"));
        Assert.NotNull((await host.Anonymous.SendAsync(HttpMethod.Get, "/v1/preauth/validateAuth", null, ("username", "admin"), ("password", "secret"))).Body.Text("accessToken"));
        Assert.Equal(401, (await host.Anonymous.SendAsync(HttpMethod.Get, "/v1/preauth/validateAuth", null, ("username", "admin"), ("password", "no"))).Status);
    }

    [Theory]
    [InlineData(Release.R40, "/ml/wml_services/version", "/ml/wml_services/v2/version", "4.0.9")]
    [InlineData(Release.R53, "/ml/wml_services/v2/version", "/ml/wml_services/version", "5.3.0")]
    internal async Task TheVersionIsFoundWithoutAToken(Release release, string path, string other, string version)
    {
        await using var host = await SandboxHost.StartAsync(release);
        Assert.Equal(version, (await host.Anonymous.GetAsync(path)).Body.Text("version"));
        Assert.Equal(404, (await host.Anonymous.GetAsync(other)).Status);
    }

    [Fact]
    public async Task UnknownPathsAreAnsweredByTheGateway()
    {
        await using var host = await SandboxHost.StartAsync();
        var reply = await host.Admin.GetAsync("/v2/no_such_service");
        Assert.Equal(404, reply.Status);
        Assert.Equal("Error 404 - Not Found", reply.TextBody);
        Assert.Single(reply.Headers.GetValues("X-Global-Transaction-ID"));
    }

    private static string Decode(string part) => Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(part));

    private static string Encode(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
