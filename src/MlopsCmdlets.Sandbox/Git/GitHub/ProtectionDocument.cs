using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary>The body of a branch's protection, in both directions.</summary>
internal static class ProtectionDocument
{
    private const int MostApprovals = 6;
    private const string OnlyOrganizations = "Only organization repositories can have users and team restrictions";

    private static readonly string[] Required = ["required_status_checks", "enforce_admins", "required_pull_request_reviews", "restrictions"];

    public static BranchProtection Read(GitHubRepository repository, JsonObject body)
    {
        var missing = Required.Where(name => !body.ContainsKey(name)).ToList();
        if (missing.Count > 0)
            throw GitHubErrors.Unprocessable($"Invalid request.\n\n{string.Join(", ", missing.Select(m => $"\"{m}\""))} {(missing.Count == 1 ? "wasn't" : "weren't")} supplied.");
        var (checks, reviews, restrictions) = (body.Object("required_status_checks"), body.Object("required_pull_request_reviews"), body.Object("restrictions"));
        if (checks is not null && (checks.Flag("strict") is null || (checks.Array("contexts") is null && checks.Array("checks") is null)))
            throw GitHubErrors.Unprocessable("Invalid request.\n\nNo subschema in \"anyOf\" matched for \"required_status_checks\".");
        if (restrictions is not null && (restrictions.Array("users") is null || restrictions.Array("teams") is null))
            throw GitHubErrors.Unprocessable("Invalid request.\n\n\"users\", \"teams\" weren't supplied.");
        if (reviews?.Whole("required_approving_review_count") is < 0 or > MostApprovals)
            throw GitHubErrors.Unprocessable($"Invalid request.\n\n{reviews.Whole("required_approving_review_count")} must be less than or equal to {MostApprovals}.");
        if (repository.Owner is not GitOrganization && (restrictions is not null || reviews?.Object("dismissal_restrictions") is { Count: > 0 }))
            throw GitHubErrors.Refused(OnlyOrganizations);
        return new()
        {
            Checks = checks is null ? null : [.. checks.Strings("contexts").Concat((checks.Array("checks") ?? []).Select(c => c.Text("context")).OfType<string>()).Distinct(StringComparer.Ordinal)],
            Strict = checks?.Flag("strict") ?? false,
            EnforceAdmins = body.Flag("enforce_admins") ?? false,
            Reviews = reviews is null
                ? null
                : new((int)(reviews.Whole("required_approving_review_count") ?? 1), reviews.Flag("dismiss_stale_reviews") ?? false, reviews.Flag("require_code_owner_reviews") ?? false, reviews.Flag("require_last_push_approval") ?? false),
            Restrictions = restrictions is null ? null : Restriction(repository, restrictions),
            LinearHistory = body.Flag("required_linear_history") ?? false,
            AllowForcePushes = body.Flag("allow_force_pushes") ?? false,
            AllowDeletions = body.Flag("allow_deletions") ?? false,
            BlockCreations = body.Flag("block_creations") ?? false,
            ConversationResolution = body.Flag("required_conversation_resolution") ?? false,
            LockBranch = body.Flag("lock_branch") ?? false,
        };
    }

    public static JsonObject Write(GitHubCall call, GitHubRepository repository, string branch, BranchProtection rules)
    {
        var url = $"{call.Api}/repos/{repository.FullName}/branches/{Uri.EscapeDataString(branch)}/protection";
        var document = new JsonObject { ["url"] = url };
        if (rules.Checks is { } checks)
        {
            document["required_status_checks"] = new JsonObject
            {
                ["url"] = url + "/required_status_checks",
                ["strict"] = rules.Strict,
                ["contexts"] = checks.ToJsonArray(),
                ["contexts_url"] = url + "/required_status_checks/contexts",
                ["checks"] = new JsonArray([.. checks.Select(c => (JsonNode)new JsonObject { ["context"] = c, ["app_id"] = null })]),
            };
        }

        if (rules.Restrictions is { } restriction)
        {
            document["restrictions"] = new JsonObject
            {
                ["url"] = url + "/restrictions",
                ["users_url"] = url + "/restrictions/users",
                ["teams_url"] = url + "/restrictions/teams",
                ["apps_url"] = url + "/restrictions/apps",
                ["users"] = restriction.Users.Select(u => (JsonNode)GitHubDocuments.Account(call, u)).ToJsonArray(),
                ["teams"] = restriction.Teams.Select(t => (JsonNode)GitHubDocuments.Team(call, (GitOrganization)repository.Owner, t)).ToJsonArray(),
                ["apps"] = new JsonArray(),
            };
        }

        if (rules.Reviews is { } reviews)
        {
            document["required_pull_request_reviews"] = new JsonObject
            {
                ["url"] = url + "/required_pull_request_reviews",
                ["dismiss_stale_reviews"] = reviews.DismissStale,
                ["require_code_owner_reviews"] = reviews.CodeOwners,
                ["required_approving_review_count"] = reviews.Approvals,
                ["require_last_push_approval"] = reviews.LastPush,
            };
        }

        document["required_signatures"] = new JsonObject { ["url"] = url + "/required_signatures", ["enabled"] = false };
        document["enforce_admins"] = new JsonObject { ["url"] = url + "/enforce_admins", ["enabled"] = rules.EnforceAdmins };
        document["required_linear_history"] = Enabled(rules.LinearHistory);
        document["allow_force_pushes"] = Enabled(rules.AllowForcePushes);
        document["allow_deletions"] = Enabled(rules.AllowDeletions);
        document["block_creations"] = Enabled(rules.BlockCreations);
        document["required_conversation_resolution"] = Enabled(rules.ConversationResolution);
        document["lock_branch"] = Enabled(rules.LockBranch);
        document["allow_fork_syncing"] = Enabled(false);
        return document;
    }

    /// <summary>As GitHub does, leaves out silently whoever is unknown or may not push anyway.</summary>
    private static PushRestriction Restriction(GitHubRepository repository, JsonObject body)
    {
        var users = body.Strings("users").Select(repository.Host.Accounts.User).OfType<GitUser>().Where(u => repository.PermissionOf(u) >= RepositoryPermission.Write);
        var teams = body.Strings("teams").Select(((GitOrganization)repository.Owner).Team).OfType<GitTeam>().Where(t => t.Permission >= RepositoryPermission.Write);
        return new([.. users.Distinct()], [.. teams.Distinct()]);
    }

    private static JsonObject Enabled(bool value) => new() { ["enabled"] = value };
}
