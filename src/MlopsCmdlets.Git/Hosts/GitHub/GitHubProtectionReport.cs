using System.Globalization;
using System.Text.Json.Nodes;
using MlopsCmdlets.Git.Protection;

namespace MlopsCmdlets.Git.Hosts.GitHub;

/// <summary>Compares what is wanted with what GitHub has, rule by rule.</summary>
internal static class GitHubProtectionReport
{
    private const string Ruleset = "Set by a ruleset; whom it lets pass is not visible here.";
    private const string StillOn = "It is still on: a ruleset, or another rule, demands it.";

    public static IReadOnlyList<ProtectionFinding> Of(JsonNode? protection, IReadOnlyList<JsonNode> rulesets, ProtectionRules wanted, bool canRestrict)
    {
        var reviews = protection?["required_pull_request_reviews"];
        var pulls = GitHubRules.Of(rulesets, "pull_request").ToList();
        var administrators = GitHubProtectionBody.IsOn(protection, "enforce_admins");
        var isSet = protection is not null;
        string? Remark(bool classic) => classic ? administrators ? null : "Administrators may pass." : Ruleset;

        var approvals = (int?)reviews?["required_approving_review_count"] ?? 0;
        var ruledApprovals = pulls.Select(rule => (int?)rule["required_approving_review_count"] ?? 0).DefaultIfEmpty(0).Max();
        var dismisses = (bool?)reviews?["dismiss_stale_reviews"] == true;
        var ruledDismisses = pulls.Any(rule => (bool?)rule["dismiss_stale_reviews_on_push"] == true);
        var lastPush = (bool?)reviews?["require_last_push_approval"] == true;
        return
        [
            Flag("RequirePullRequest", wanted.RequirePullRequest, reviews is not null || pulls.Count > 0, Remark(reviews is not null)),
            Count("Approvals", wanted.Approvals, Math.Max(approvals, ruledApprovals), Remark(approvals >= ruledApprovals)),
            Flag("DismissStale", wanted.DismissStale, dismisses || ruledDismisses, Remark(dismisses)),
            Flag("LastPushApproval", wanted.LastPushApproval, lastPush || pulls.Any(rule => (bool?)rule["require_last_push_approval"] == true), Remark(lastPush)),
            Restriction(protection?["restrictions"], wanted.RestrictPush, canRestrict, Remark(classic: true)),
            Statuses(protection?["required_status_checks"], rulesets, wanted.RequireStatus, Remark(classic: true)),
            Flag("IncludeAdministrators", wanted.IncludeAdministrators, administrators, null),
            // Without any protection both are possible.
            Flag("ForcePush", wanted: null, (isSet && !GitHubProtectionBody.IsOn(protection, "allow_force_pushes")) || Has(rulesets, "non_fast_forward"), null, "refused", "allowed"),
            Flag("Deletion", wanted: null, (isSet && !GitHubProtectionBody.IsOn(protection, "allow_deletions")) || Has(rulesets, "deletion"), null, "refused", "allowed"),
        ];
    }

    private static bool Has(IReadOnlyList<JsonNode> rulesets, string type) => rulesets.Any(rule => (string?)rule["type"] == type);

    private static ProtectionFinding Flag(string rule, bool? wanted, bool actual, string? remark, string on = "yes", string off = "no") => new(
        rule,
        wanted is { } value ? value ? on : off : null,
        actual ? on : off,
        // What is not wanted and not there is as it should be.
        actual ? wanted == false ? ProtectionState.NotEnforced : ProtectionState.Enforced : wanted switch { true => ProtectionState.NotEnforced, false => ProtectionState.Enforced, _ => ProtectionState.NotSet },
        actual ? wanted == false ? StillOn : remark : wanted == true ? "The host did not take it." : null);

    private static ProtectionFinding Count(string rule, int? wanted, int actual, string? remark) => new(
        rule,
        wanted?.ToString(CultureInfo.InvariantCulture),
        actual.ToString(CultureInfo.InvariantCulture),
        wanted is { } count && (actual < count || (count == 0 && actual > 0)) ? ProtectionState.NotEnforced : actual > 0 || wanted == 0 ? ProtectionState.Enforced : ProtectionState.NotSet,
        actual > 0 ? wanted == 0 ? StillOn : remark : wanted is > 0 ? "The host did not take it." : null);

    private static ProtectionFinding Restriction(JsonNode? restrictions, IReadOnlyList<string>? wanted, bool canRestrict, string? remark)
    {
        const string rule = "RestrictPush";
        var text = wanted is null ? null : wanted.Count == 0 ? "nobody" : string.Join(", ", wanted);
        if (!canRestrict)
            return new(rule, text, "everybody with write access", ProtectionState.NotSupported, "Only repositories of organisations can restrict who pushes; this one belongs to a user.");
        if (restrictions is null)
            return new(rule, text, "everybody with write access", wanted is null ? ProtectionState.NotSet : ProtectionState.NotEnforced, wanted is null ? null : "The host did not take it.");

        string[] allowed =
        [
            .. GitHubProtectionBody.Names(restrictions["users"], "login"),
            .. GitHubProtectionBody.Names(restrictions["teams"], "slug").Select(name => "team:" + name),
            .. GitHubProtectionBody.Names(restrictions["apps"], "slug").Select(name => "app:" + name),
        ];
        string[] missing = [.. (wanted ?? []).Where(name => !allowed.Contains(name, StringComparer.OrdinalIgnoreCase))];
        return new(
            rule,
            text,
            allowed.Length == 0 ? "nobody" : string.Join(", ", allowed),
            missing.Length > 0 ? ProtectionState.NotEnforced : ProtectionState.Enforced,
            missing.Length > 0 ? $"The host left out {string.Join(", ", missing)}: unknown, or without write access." : remark);
    }

    private static ProtectionFinding Statuses(JsonNode? checks, IReadOnlyList<JsonNode> rulesets, IReadOnlyList<string>? wanted, string? remark)
    {
        var summary = new JsonObject { ["protection"] = new JsonObject { ["required_status_checks"] = checks?.DeepClone() } };
        var actual = GitHubRules.Of(summary, protection: null, rulesets).Checks;
        string[] missing = [.. (wanted ?? []).Where(name => !actual.Contains(name, StringComparer.Ordinal))];
        return new(
            "RequireStatus",
            wanted is null ? null : string.Join(", ", wanted),
            actual.Count == 0 ? "none" : string.Join(", ", actual),
            missing.Length > 0 ? ProtectionState.NotEnforced : actual.Count > 0 || wanted is { Count: 0 } ? ProtectionState.Enforced : ProtectionState.NotSet,
            missing.Length > 0 ? $"The host did not take {string.Join(", ", missing)}." : actual.Count > 0 ? checks is null ? Ruleset : remark : null);
    }
}
