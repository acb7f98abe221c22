using System.Text.Json.Nodes;
using MlopsCmdlets.Git.Protection;

namespace MlopsCmdlets.Git.Hosts.GitHub;

/// <summary>
/// The body of "Update branch protection", made of what "Get branch protection" gives: each call replaces all rules, so that those that are nobody's business here have
/// to be said again. Octokit's own models lose some of them. Source: GitHub's REST reference of protected branches.
/// </summary>
internal static class GitHubProtectionBody
{
    private const string Checks = "required_status_checks";
    private const string Reviews = "required_pull_request_reviews";
    private const string Restrictions = "restrictions";
    private const string Administrators = "enforce_admins";

    private static readonly string[] Flags =
        ["required_linear_history", "allow_force_pushes", "allow_deletions", "block_creations", "required_conversation_resolution", "lock_branch", "allow_fork_syncing"];

    private static readonly string[] ReviewFlags = ["dismiss_stale_reviews", "require_code_owner_reviews", "require_last_push_approval"];

    /// <summary>What is there, in the form in which it is set; rules that forbid little where there is nothing.</summary>
    public static JsonObject Of(JsonNode? protection)
    {
        var body = new JsonObject
        {
            [Checks] = CheckBody(protection?[Checks]),
            [Administrators] = IsOn(protection, Administrators),
            [Reviews] = ReviewBody(protection?[Reviews]),
            [Restrictions] = protection?[Restrictions] is { } restrictions ? People(restrictions) : null,
        };
        foreach (var flag in Flags)
            body[flag] = IsOn(protection, flag);
        return body;
    }

    /// <summary>Sets the rules that are given. Statuses are added to those that are required already, since dropping one would open the branch.</summary>
    /// <param name="body">What is there.</param>
    /// <param name="rules">What is wanted.</param>
    /// <param name="canRestrict">Whether pushes can be restricted: organisations only.</param>
    public static void Apply(JsonObject body, ProtectionRules rules, bool canRestrict)
    {
        if (rules.RequirePullRequest == false)
            body[Reviews] = null;
        else if (rules.RequirePullRequest == true || rules.Approvals is > 0 || rules.DismissStale == true || rules.LastPushApproval == true)
            body[Reviews] ??= ReviewBody(new JsonObject());
        if (body[Reviews] is JsonObject reviews)
        {
            if (rules.Approvals is { } approvals)
                reviews["required_approving_review_count"] = approvals;
            if (rules.DismissStale is { } dismiss)
                reviews["dismiss_stale_reviews"] = dismiss;
            if (rules.LastPushApproval is { } last)
                reviews["require_last_push_approval"] = last;
        }

        if (rules.RequireStatus is { } wanted)
            body[Checks] = WithChecks(body[Checks] as JsonObject, wanted);
        if (rules.IncludeAdministrators is { } include)
            body[Administrators] = include;
        if (rules.RestrictPush is { } allowed && canRestrict)
        {
            var (users, teams) = GitHubProtection.Split(allowed);
            var apps = body[Restrictions]?["apps"]?.DeepClone();
            // In another order, or with other capitals, they are the same.
            if (body[Restrictions] is not JsonObject present || !AreSame(present["users"], users) || !AreSame(present["teams"], teams))
                body[Restrictions] = new JsonObject { ["users"] = List(users), ["teams"] = List(teams), ["apps"] = apps ?? new JsonArray() };
        }
    }

    private static bool AreSame(JsonNode? present, IReadOnlyList<string> wanted) =>
        new HashSet<string>(GitHubRules.Texts(present), StringComparer.OrdinalIgnoreCase).SetEquals(wanted);

    /// <summary>What is left without the rules that this module sets; null when that is nothing.</summary>
    public static JsonObject? Without(JsonObject body)
    {
        foreach (var name in new[] { Checks, Reviews, Restrictions })
            body[name] = null;
        body[Administrators] = false;
        return Flags.Any(flag => flag is not ("allow_force_pushes" or "allow_deletions" or "allow_fork_syncing") && (bool)body[flag]!) ? body : null;
    }

    public static bool IsOn(JsonNode? protection, string flag) => (bool?)protection?[flag]?["enabled"] == true;

    private static JsonObject? CheckBody(JsonNode? checks)
    {
        if (checks is null)
            return null;
        var body = new JsonObject { ["strict"] = (bool?)checks["strict"] == true };
        var named = checks["checks"] as JsonArray;
        // Those of a certain app stay with it.
        if (named?.Any(check => check?["app_id"] is not null) == true)
            body["checks"] = new JsonArray([.. named.Select(check => Check((string?)check?["context"] ?? "", (long?)check?["app_id"]))]);
        else
            body["contexts"] = List(GitHubRules.Texts(checks["contexts"]));
        return body;
    }

    private static JsonObject WithChecks(JsonObject? body, IReadOnlyList<string> wanted)
    {
        // Not strict: uat never holds the merge commits of prd, and would be behind for ever.
        body = (JsonObject?)body?.DeepClone() ?? new JsonObject { ["strict"] = false, ["contexts"] = new JsonArray() };
        var (list, present) = body["checks"] is JsonArray checks
            ? (checks, checks.Select(check => (string?)check?["context"]))
            : ((JsonArray)body["contexts"]!, GitHubRules.Texts(body["contexts"]));
        var known = new HashSet<string?>(present, StringComparer.Ordinal);
        foreach (var name in wanted.Where(known.Add))
            list.Add(body["checks"] is null ? (JsonNode)name : Check(name, app: null));
        return body;
    }

    // An app of -1 means any.
    private static JsonNode Check(string context, long? app) => new JsonObject { ["context"] = context, ["app_id"] = app ?? -1 };

    private static JsonObject? ReviewBody(JsonNode? reviews)
    {
        if (reviews is null)
            return null;
        var body = new JsonObject { ["required_approving_review_count"] = (int?)reviews["required_approving_review_count"] ?? 0 };
        foreach (var flag in ReviewFlags)
            body[flag] = (bool?)reviews[flag] == true;
        foreach (var people in new[] { "dismissal_restrictions", "bypass_pull_request_allowances" })
        {
            if (reviews[people] is { } found)
                body[people] = People(found);
        }

        return body;
    }

    private static JsonObject People(JsonNode from) => new()
    {
        ["users"] = List(Names(from["users"], "login")),
        ["teams"] = List(Names(from["teams"], "slug")),
        ["apps"] = List(Names(from["apps"], "slug")),
    };

    public static IEnumerable<string> Names(JsonNode? list, string by) => (list as JsonArray ?? []).Select(one => (string?)one?[by]).OfType<string>();

    private static JsonArray List(IEnumerable<string> names) => new([.. names.Select(name => (JsonNode)name)]);
}
