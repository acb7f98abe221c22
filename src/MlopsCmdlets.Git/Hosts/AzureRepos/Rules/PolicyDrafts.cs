using System.Text.Json.Nodes;
using MlopsCmdlets.Git.Hosts.AzureRepos.Json;
using MlopsCmdlets.Git.Protection;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Rules;

/// <summary>What a branch's own policies have to become for the rules that are asked for. Sends nothing.</summary>
internal static class PolicyDrafts
{
    private static readonly string[] Ways = ["allowNoFastForward", "allowSquash", "allowRebase", "allowRebaseMerge"];

    /// <summary>Policies to write: changed ones with their id, new ones without.</summary>
    /// <param name="now">How the branch is protected.</param>
    /// <param name="rules">What is asked for.</param>
    public static IReadOnlyList<AzurePolicy> ToSave(BranchRules now, ProtectionRules rules)
    {
        List<AzurePolicy> drafts = [.. Reviewers(now, rules), .. Statuses(now, rules)];
        var doomed = new HashSet<int?>(ToDelete(now, rules).Select(p => p.Id));
        var staysBlocked = now.Blocking.Any(p => !doomed.Contains(p.Id)) || drafts.Exists(p => p.IsBlocking);

        // A rule that is not spoken of stays as it is, also when the policy that brought it goes.
        if ((rules.RequirePullRequest ?? now.Blocking.Count > 0) && !staysBlocked)
            drafts.Add(PullRequestsOnly(now));
        return drafts;
    }

    /// <summary>Policies that no longer are asked for. They go after the others were written, so that the branch is at no time without protection.</summary>
    public static IReadOnlyList<AzurePolicy> ToDelete(BranchRules now, ProtectionRules rules) => now.Own.Where(p =>
        (rules.Approvals == 0 && p.Is(PolicyKind.MinimumReviewers))
        || (rules.RequirePullRequest == false && IsPullRequestsOnly(p))).ToList();

    /// <summary>Policies of this branch that this library makes.</summary>
    public static IReadOnlyList<AzurePolicy> Ours(BranchRules now) =>
        now.Own.Where(p => p.Is(PolicyKind.MinimumReviewers) || p.Is(PolicyKind.Status) || IsPullRequestsOnly(p)).ToList();

    /// <summary>A policy that demands nothing, since it allows every way to merge; yet as every blocking policy it forbids direct pushes.</summary>
    public static bool IsPullRequestsOnly(AzurePolicy policy) => policy.Is(PolicyKind.MergeStrategy) && Ways.All(policy.Flag);

    private static AzurePolicy PullRequestsOnly(BranchRules now)
    {
        var settings = Scoped(now);
        foreach (var way in Ways)
            settings[way] = true;
        var old = now.Own.FirstOrDefault(IsPullRequestsOnly);
        return new AzurePolicy { Id = old?.Id, IsEnabled = true, IsBlocking = true, Type = new() { Id = PolicyKind.MergeStrategy }, Settings = settings };
    }

    private static IEnumerable<AzurePolicy> Reviewers(BranchRules now, ProtectionRules rules)
    {
        if (rules.Approvals is null or 0 && rules.DismissStale is null && rules.LastPushApproval is null)
            return [];
        var own = now.Own.Where(p => p.Is(PolicyKind.MinimumReviewers)).ToList();
        if (rules.Approvals is not > 0)
            return rules.Approvals == 0 ? [] : own.Select(p => Changed(p, p.IsEnabled, p.IsBlocking, Dismissal(rules))).OfType<AzurePolicy>();

        // The author's own vote never counts: an approval is somebody else's.
        JsonObject wanted = new() { ["minimumApproverCount"] = rules.Approvals, ["creatorVoteCounts"] = false };
        foreach (var more in Dismissal(rules))
            wanted[more.Key] = more.Value?.DeepClone();
        if (own.Count > 0)
            return own.Select(p => Changed(p, true, true, wanted)).OfType<AzurePolicy>();
        var settings = Scoped(now);
        settings["allowDownvotes"] = false;
        settings["blockLastPusherVote"] = true;
        settings["resetOnSourcePush"] = false;
        foreach (var more in wanted)
            settings[more.Key] = more.Value?.DeepClone();
        return [new AzurePolicy { IsEnabled = true, IsBlocking = true, Type = new() { Id = PolicyKind.MinimumReviewers }, Settings = settings }];
    }

    private static JsonObject Dismissal(ProtectionRules rules)
    {
        JsonObject wanted = [];
        if (rules.DismissStale is { } dismiss)
            wanted["resetOnSourcePush"] = dismiss;
        if (rules.LastPushApproval is { } last)
            wanted["blockLastPusherVote"] = last;
        return wanted;
    }

    private static IEnumerable<AzurePolicy> Statuses(BranchRules now, ProtectionRules rules)
    {
        foreach (var context in (rules.RequireStatus ?? []).Distinct(StringComparer.Ordinal))
        {
            // Green on an earlier head is not green.
            JsonObject wanted = new() { ["invalidateOnSourceUpdate"] = true };
            if (now.Own.FirstOrDefault(p => p.Is(PolicyKind.Status) && p.StatusContext == context) is { } old)
            {
                // Otherwise one that nobody publishes stops nothing.
                if (old.IsConditional)
                    wanted["policyApplicability"] = null;
                if (Changed(old, true, true, wanted) is { } changed)
                    yield return changed;
                continue;
            }

            var (name, settings) = (AzureStatusContext.Parse(context), Scoped(now));
            settings["statusName"] = name.Name;
            if (name.Genre is not null)
                settings["statusGenre"] = name.Genre;
            settings["defaultDisplayName"] = context;
            settings["invalidateOnSourceUpdate"] = true;
            yield return new AzurePolicy { IsEnabled = true, IsBlocking = true, Type = new() { Id = PolicyKind.Status }, Settings = settings };
        }
    }

    /// <summary>The policy with these settings, others as they were; null when it has them already.</summary>
    private static AzurePolicy? Changed(AzurePolicy policy, bool isEnabled, bool isBlocking, JsonObject wanted)
    {
        if (policy.IsEnabled == isEnabled && policy.IsBlocking == isBlocking && wanted.All(w => JsonNode.DeepEquals(policy.Settings[w.Key], w.Value)))
            return null;
        var settings = (JsonObject)policy.Settings.DeepClone();
        foreach (var more in wanted)
            settings[more.Key] = more.Value?.DeepClone();
        return policy with { IsEnabled = isEnabled, IsBlocking = isBlocking, Settings = settings };
    }

    private static JsonObject Scoped(BranchRules now) => new() { ["scope"] = BranchPolicies.ScopeOf(now.Repository, now.Branch) };
}
