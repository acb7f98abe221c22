using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Git.Storage;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary>Branches and their protection.</summary>
internal sealed class BranchRoutes : GitHubPart
{
    private const string Protection = "/repos/{owner}/{repo}/branches/{branch}/protection";

    protected override void Map()
    {
        Get("/repos/{owner}/{repo}/branches", ListAsync);
        Get("/repos/{owner}/{repo}/branches/{branch}", GetAsync);
        Get(Protection, async call =>
        {
            var (repository, branch) = await BranchAsync(call);
            return Reply.Json(ProtectionDocument.Write(call, repository, branch, Rules(repository, branch)));
        });
        Put(Protection, async call =>
        {
            var (repository, branch) = await BranchAsync(call);
            repository.Protections[branch] = ProtectionDocument.Read(repository, await call.BodyAsync());
            return Reply.Json(ProtectionDocument.Write(call, repository, branch, repository.Protections[branch]));
        });
        Delete(Protection, async call =>
        {
            var (repository, branch) = await BranchAsync(call);
            return repository.Protections.Remove(branch) ? Reply.Empty() : throw NotProtected();
        });
        Part("/required_status_checks", "required_status_checks", rules => rules with { Checks = null });
        Part("/required_pull_request_reviews", "required_pull_request_reviews", rules => rules with { Reviews = null });
        Part("/restrictions", "restrictions", rules => rules with { Restrictions = null });
        Part("/enforce_admins", "enforce_admins", rules => rules with { EnforceAdmins = false });
        Post(Protection + "/enforce_admins", async call =>
        {
            var (repository, branch) = await BranchAsync(call);
            repository.Protections[branch] = Rules(repository, branch) with { EnforceAdmins = true };
            return Reply.Json(ProtectionDocument.Write(call, repository, branch, repository.Protections[branch])["enforce_admins"]!);
        });
        Get("/repos/{owner}/{repo}/rulesets", call => call.List(Array.Empty<string>(), _ => call.Repository().FullName));
        Get("/repos/{owner}/{repo}/rules/branches/{branch}", call => call.List(Array.Empty<string>(), _ => call.Repository().FullName));
    }

    /// <summary>One part of the protection: to read, and to switch off.</summary>
    private void Part(string path, string name, Func<BranchProtection, BranchProtection> remove)
    {
        Get(Protection + path, async call =>
        {
            var (repository, branch) = await BranchAsync(call);
            return Reply.Json(ProtectionDocument.Write(call, repository, branch, Rules(repository, branch))[name]?.DeepClone() ?? throw GitHubErrors.NotFound());
        });
        Delete(Protection + path, async call =>
        {
            var (repository, branch) = await BranchAsync(call);
            repository.Protections[branch] = remove(Rules(repository, branch));
            return Reply.Empty();
        });
    }

    private static ApiException NotProtected() => GitHubErrors.NotFound("Branch not protected");

    private static BranchProtection Rules(GitHubRepository repository, string branch) => repository.Protections.GetValueOrDefault(branch) ?? throw NotProtected();

    /// <summary>The branch that the path names, for an administrator: nobody else sees protection.</summary>
    private static async Task<(GitHubRepository Repository, string Branch)> BranchAsync(GitHubCall call)
    {
        var repository = call.Repository();
        call.RequireScope(GitToken.GitHubRepositories);
        if (repository.PermissionOf(call.User) < RepositoryPermission.Admin) throw GitHubErrors.NotFound();
        var branch = call.Route("branch");
        return await (await repository.PeekAsync()).BranchAsync(branch) is null ? throw GitHubErrors.NotFound("Branch not found") : (repository, branch);
    }

    private static async Task<IResult> ListAsync(GitHubCall call)
    {
        var repository = call.Repository();
        var branches = await (await repository.PeekAsync()).RefsAsync(GitRef.Heads);
        var wanted = call.Query("protected");
        return call.List(
            [.. branches.Where(b => wanted is null || repository.Protections.ContainsKey(b.ShortName) == (wanted == "true"))],
            b => Short(call, repository, b.ShortName, new JsonObject { ["sha"] = b.Sha, ["url"] = $"{call.Api}/repos/{repository.FullName}/commits/{b.Sha}" }));
    }

    private static async Task<IResult> GetAsync(GitHubCall call)
    {
        var repository = call.Repository();
        var storage = await repository.PeekAsync();
        var name = call.Route("branch");
        var commit = await storage.CommitAsync(GitRef.Heads + name) ?? throw GitHubErrors.NotFound("Branch not found");
        var document = Short(call, repository, name, GitHubDocuments.Commit(call, repository, commit));
        var url = $"{call.Api}/repos/{repository.FullName}/branches/{Uri.EscapeDataString(name)}";
        document["_links"] = new JsonObject { ["self"] = url, ["html"] = $"{call.Origin}/git/{repository.FullName}/tree/{name}" };
        return Reply.Json(document);
    }

    private static JsonObject Short(GitHubCall call, GitHubRepository repository, string name, JsonObject commit)
    {
        var rules = repository.Protections.GetValueOrDefault(name);
        return new()
        {
            ["name"] = name,
            ["commit"] = commit,
            ["protected"] = rules is not null,
            ["protection"] = new JsonObject
            {
                ["enabled"] = rules is not null,
                ["required_status_checks"] = new JsonObject
                {
                    ["enforcement_level"] = rules?.Checks is null ? "off" : rules.EnforceAdmins ? "everyone" : "non_admins",
                    ["contexts"] = (rules?.Checks ?? []).ToJsonArray(),
                    ["checks"] = new JsonArray(),
                },
            },
            ["protection_url"] = $"{call.Api}/repos/{repository.FullName}/branches/{Uri.EscapeDataString(name)}/protection",
        };
    }
}
