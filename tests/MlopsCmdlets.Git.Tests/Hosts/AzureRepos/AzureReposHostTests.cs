using System.Text.Json.Nodes;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Git.Protection;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Git.Tests.Hosts.AzureRepos;

/// <summary>Azure Repos: the contract.</summary>
public sealed partial class AzureReposHostTests(GitSandbox sandbox) : GitHostContract(sandbox)
{
    private const string Organization = "churn-team";
    private const string Project = "mlops";
    private const string Upstream = "upstream";
    private const string V = "?api-version=7.1";

    protected override GitHostKind Kind => GitHostKind.AzureRepos;

    protected override Uri Url => new((string)Sandbox.Announced["azureReposUrl"]!);

    protected override Type LimitedType => typeof(GitHostRateLimitedException);

    protected override Type ScopeType => typeof(GitHostScopeException);

    protected override Type NoRightsType => typeof(GitHostAccessDeniedException);

    protected override string EmptyList => """{"value":[],"count":0}""";

    protected override string LoginOf(string user) => user + "@example.invalid";

    protected override Task<HostRepositoryName> AddRepositoryAsync(params string[] branches) => AddAsync(Project, branches);

    protected override async Task<(HostRepositoryName Source, HostRepositoryName Target)> AddForkSourceAsync(params string[] branches)
    {
        var source = await AddAsync(Upstream, branches);
        return (source, source with { Owner = Project });
    }

    protected override HostRepositoryName FreeName() => new(Project, Sandbox.NewName("new"));

    protected override async Task<string> CommitAsync(string login, HostRepositoryName repository, string branch, string text, string? from = null)
    {
        var (path, name) = (PathOf(repository), "refs/heads/" + branch);
        var refs = (await Sandbox.CallAsync(login, HttpMethod.Get, $"{path}/refs{V}&filter=heads/"))!["value"]!.AsArray();
        string TipOf(string wanted) => (string)refs.Single(r => (string)r!["name"]! == "refs/heads/" + wanted)!["objectId"]!;
        var tip = TipOf(from ?? branch);
        if (from is not null)
            await Sandbox.CallAsync(login, HttpMethod.Post, $"{path}/refs{V}", new JsonArray(new JsonObject { ["name"] = name, ["oldObjectId"] = new string('0', 40), ["newObjectId"] = tip }));
        var made = await Sandbox.CallAsync(login, HttpMethod.Post, $"{path}/pushes{V}", new JsonObject
        {
            ["refUpdates"] = new JsonArray(new JsonObject { ["name"] = name, ["oldObjectId"] = tip }),
            ["commits"] = new JsonArray(new JsonObject
            {
                ["comment"] = "Change",
                ["changes"] = new JsonArray(new JsonObject { ["changeType"] = "edit", ["item"] = new JsonObject { ["path"] = "/model.txt" }, ["newContent"] = new JsonObject { ["content"] = text, ["contentType"] = "rawtext" } }),
            }),
        });
        return (string)made!["commits"]![0]!["commitId"]!;
    }

    protected override Task RetargetAsync(string login, HostRepositoryName repository, int number, string branch) =>
        Sandbox.CallAsync(login, HttpMethod.Patch, $"{PathOf(repository)}/pullrequests/{number}{V}", new JsonObject { ["targetRefName"] = "refs/heads/" + branch });

    protected override async Task<IReadOnlyList<string>> CommentsAsync(HostRepositoryName repository, int number) =>
        [.. (await Sandbox.CallAsync(GitSandbox.Lead, HttpMethod.Get, $"{PathOf(repository)}/pullrequests/{number}/threads{V}"))!["value"]!.AsArray()
            .SelectMany(t => t!["comments"]!.AsArray()).Where(c => (string)c!["commentType"]! == "text").Select(c => (string)c!["content"]!)];

    protected override async Task<int> ParentsAsync(HostRepositoryName repository, string commit) =>
        (await Sandbox.CallAsync(GitSandbox.Lead, HttpMethod.Get, $"{PathOf(repository)}/commits/{commit}{V}"))!["parents"]!.AsArray().Count;

    protected override (string Method, string Path) RequestOf(HostChangeKind change, HostRepositoryName repository, int number, string commit)
    {
        var (path, pull) = (PathOf(repository), $"{PathOf(repository)}/pullrequests/{number}");
        return change switch
        {
            HostChangeKind.Branch => ("POST", path + "/refs"),
            HostChangeKind.PullRequest => ("POST", path + "/pullrequests"),
            HostChangeKind.Merge => ("PATCH", pull),
            HostChangeKind.Comment => ("POST", pull + "/threads"),
            HostChangeKind.Status => ("POST", pull + "/statuses"),
            _ => ("PUT", $"{pull}/reviewers/{IdOf(GitSandbox.Lead)}"),
        };
    }

    protected override string BranchesPath(HostRepositoryName repository) => PathOf(repository) + "/refs";

    protected override JsonObject Limit(int seconds) => new()
    {
        ["fault"] = "status",
        ["status"] = 429,
        ["retry_after"] = seconds,
        ["headers"] = new JsonObject { ["X-RateLimit-Resource"] = "core", ["X-RateLimit-Remaining"] = "0", ["X-RateLimit-Limit"] = "200" },
        ["body"] = new JsonObject { ["message"] = "TF400733: The request has been canceled: Request was blocked due to exceeding usage of resource 'Concurrency' in namespace 'User'." },
    };

    private static string PathOf(HostRepositoryName repository) => $"/azure/{Organization}/{repository.Owner}/_apis/git/repositories/{repository.Name}";

    private string IdOf(string login) => (string)Sandbox.Announced["users"]!.AsArray().Single(u => (string)u!["login"]! == login)!["id"]!;

    private async Task<HostRepositoryName> AddAsync(string project, string[] branches)
    {
        var name = new HostRepositoryName(project, Sandbox.NewName());
        await Sandbox.AddRepositoryAsync("azure", $"{Organization}/{project}", name.Name, branches);
        return name;
    }
}
