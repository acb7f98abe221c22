using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary>Users, organisations, teams, the quota, and the answer to every path that there is not.</summary>
internal sealed class AccountRoutes : GitHubPart
{
    protected override void Map()
    {
        Get("/", call => Reply.Json(new JsonObject { ["current_user_url"] = call.Api + "/user", ["rate_limit_url"] = call.Api + "/rate_limit" }));
        Get("/meta", _ => Reply.Json(new JsonObject { ["verifiable_password_authentication"] = false, ["installed_version"] = "3.14.0" }));
        Get("/rate_limit", RateLimit);
        Get("/user", call =>
        {
            if (call.TokenKind == TokenKind.Pipeline) throw ApiException.Forbidden("Resource not accessible by integration");
            return Reply.Json(GitHubDocuments.FullAccount(call, call.User));
        });
        Get("/users/{login}", call => Reply.Json(GitHubDocuments.FullAccount(call, call.Host.Accounts.Owner(call.Route("login")) ?? throw GitHubErrors.NotFound())));
        Get("/user/orgs", call => call.List([.. call.Host.Accounts.Organizations.Where(o => o.Members.Contains(call.User))], o => GitHubDocuments.Account(call, o)));
        Get("/orgs/{org}", call => Reply.Json(GitHubDocuments.FullAccount(call, Organization(call))));
        Get("/orgs/{org}/members", call => call.List(Organization(call).Members, m => GitHubDocuments.Account(call, m)));
        Get("/orgs/{org}/members/{login}", call => Organization(call).Members.Any(m => Is(m, call)) ? Reply.Empty() : throw GitHubErrors.NotFound());
        Get("/orgs/{org}/memberships/{login}", call => Membership(call, call.Route("login")));
        Get("/user/memberships/orgs/{org}", call => Membership(call, call.User.Login));
        Get("/orgs/{org}/teams", call => call.List(Organization(call).Teams, t => GitHubDocuments.Team(call, Organization(call), t)));
        Get("/orgs/{org}/teams/{team}", call => Reply.Json(GitHubDocuments.Team(call, Organization(call), Team(call))));
        Get("/orgs/{org}/teams/{team}/members", call => call.List(Team(call).Members, m => GitHubDocuments.Account(call, m)));
        Get("/{**rest}", Nothing);
        Post("/{**rest}", NothingAsync);
        Put("/{**rest}", Nothing);
        Patch("/{**rest}", NothingAsync);
        Delete("/{**rest}", Nothing);
    }

    private static IResult Nothing(GitHubCall call) => throw GitHubErrors.NotFound();

    private static Task<IResult> NothingAsync(GitHubCall call) => throw GitHubErrors.NotFound();

    private static bool Is(GitUser user, GitHubCall call) => user.Login.Equals(call.Route("login"), StringComparison.OrdinalIgnoreCase);

    private static GitOrganization Organization(GitHubCall call) => call.Host.Accounts.Organization(call.Route("org")) ?? throw GitHubErrors.NotFound();

    private static GitTeam Team(GitHubCall call)
    {
        var organization = Organization(call);
        return organization.Members.Contains(call.User) && organization.Team(call.Route("team")) is { } team ? team : throw GitHubErrors.NotFound();
    }

    private static IResult Membership(GitHubCall call, string login)
    {
        var organization = Organization(call);
        var user = organization.Members.FirstOrDefault(m => m.Login.Equals(login, StringComparison.OrdinalIgnoreCase)) ?? throw GitHubErrors.NotFound();
        return Reply.Json(new JsonObject
        {
            ["url"] = $"{call.Api}/orgs/{organization.Login}/memberships/{user.Login}",
            ["state"] = "active",
            ["role"] = organization.Owners.Contains(user) ? "admin" : "member",
            ["organization"] = GitHubDocuments.Account(call, organization),
            ["user"] = GitHubDocuments.Account(call, user),
        });
    }

    private static IResult RateLimit(GitHubCall call)
    {
        JsonObject Window() => new()
        {
            ["limit"] = call.Host.GitHub.Rates.Limit,
            ["remaining"] = call.Rates.Remaining,
            ["used"] = call.Rates.Used,
            ["reset"] = call.Rates.Reset.ToUnixTimeSeconds(),
        };
        return Reply.Json(new JsonObject { ["resources"] = new JsonObject { ["core"] = Window(), ["search"] = Window() }, ["rate"] = Window() });
    }
}
