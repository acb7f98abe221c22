using MlopsCmdlets.Git.Hosts.AzureRepos.Json;
using MlopsCmdlets.Git.Protection;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Rules;

/// <summary>
/// What protects a branch, rule by rule, from what was read back. On Azure Repos some rules are policies, which bind everybody but those with a permission to
/// bypass them, and some are permissions: each remark says which.
/// </summary>
/// <param name="now">What was read.</param>
/// <param name="wanted">What was asked for.</param>
/// <param name="pushers">Descriptors of those that alone were to push.</param>
/// <param name="names">Names of identities by their descriptors.</param>
internal sealed class ProtectionFindings(BranchRules now, ProtectionRules wanted, IReadOnlyCollection<string>? pushers, IReadOnlyDictionary<string, string> names)
{
    private const string Yes = "yes";
    private const string No = "no";
    private const string Nobody = "nobody";
    private const string Unreadable = "Permissions could not be read; that needs the right to see them and the token's right Security (Manage).";

    public IReadOnlyList<ProtectionFinding> All() => [PullRequest(), Approvals(), DismissStale(), LastPushApproval(), RestrictPush(), RequireStatus(), Administrators(), Rewriting("ForcePush"), Rewriting("Deletion")];

    private ProtectionFinding PullRequest()
    {
        var kinds = now.Blocking.Select(p => PolicyDrafts.IsPullRequestsOnly(p) ? "Pull requests only" : p.Type.DisplayName ?? p.Type.Id).Distinct(StringComparer.Ordinal).ToList();
        var remark = kinds.Count > 0
            ? $"Policy: {string.Join(", ", kinds)}. A blocking policy forbids direct pushes."
            : now.InForce.Count > 0 ? "Its policies are optional; only a blocking one forbids direct pushes." : null;
        return Flag("RequirePullRequest", wanted.RequirePullRequest, kinds.Count > 0, remark);
    }

    private ProtectionFinding Approvals()
    {
        var policies = now.BlockingOf(PolicyKind.MinimumReviewers).ToList();
        var counting = policies.Where(p => !p.Flag("creatorVoteCounts")).Select(Count).DefaultIfEmpty(0).Max();
        var all = policies.Select(Count).DefaultIfEmpty(0).Max();
        string? remark = policies.Count == 0
            ? now.InForce.Any(p => p.Is(PolicyKind.MinimumReviewers)) ? "The policy is optional: it does not stop a merge." : null
            : all > counting ? "Policy. The author's own vote counts." : "Policy. The author's own vote does not count.";
        var state = wanted.Approvals is { } least
            ? counting >= least && (least > 0 || all == 0) ? ProtectionState.Enforced : ProtectionState.NotEnforced
            : counting > 0 ? ProtectionState.Enforced : all > 0 ? ProtectionState.NotEnforced : ProtectionState.NotSet;
        return new("Approvals", wanted.Approvals is { } number ? Text(number) : null, Text(all), state, remark);
    }

    private ProtectionFinding DismissStale()
    {
        var policies = now.BlockingOf(PolicyKind.MinimumReviewers).ToList();
        var dismisses = policies.Exists(p => p.Flag("resetOnSourcePush"));
        var remark = dismisses ? "Policy: votes are reset when the head moves." : policies.Count == 0 && wanted.DismissStale == true ? "No approvals are demanded that could be dismissed." : null;
        return Flag("DismissStale", wanted.DismissStale, dismisses, remark);
    }

    private ProtectionFinding LastPushApproval()
    {
        var policies = now.BlockingOf(PolicyKind.MinimumReviewers).ToList();
        var blocks = policies.Exists(p => p.Flag("blockLastPusherVote"));
        var remark = blocks ? "Policy: the vote of whoever pushed last does not count." : policies.Count == 0 && wanted.LastPushApproval == true ? "No approvals are demanded." : null;
        return Flag("LastPushApproval", wanted.LastPushApproval, blocks, remark);
    }

    private ProtectionFinding RequireStatus()
    {
        var conditional = now.BlockingOf(PolicyKind.Status).Where(p => p.IsConditional).Select(p => p.StatusContext).ToList();
        var policies = now.BlockingOf(PolicyKind.Status).Where(p => !p.IsConditional).ToList();
        var contexts = policies.Select(p => p.StatusContext).Distinct(StringComparer.Ordinal).OrderBy(c => c, StringComparer.Ordinal).ToList();
        var lasting = policies.Where(p => !p.Flag("invalidateOnSourceUpdate")).Select(p => p.StatusContext).ToList();
        var missing = (wanted.RequireStatus ?? []).Where(c => !contexts.Contains(c, StringComparer.Ordinal)).ToList();
        string[] remarks =
        [
            .. contexts.Count > 0 ? ["Policy: looks at the statuses of the pull request, not at those of its commits."] : Array.Empty<string>(),
            .. lasting.Count > 0 ? [$"{Join(lasting)} stays green when the head moves."] : Array.Empty<string>(),
            .. conditional.Count > 0 ? [$"{Join(conditional)} is demanded only once somebody published it."] : Array.Empty<string>(),
        ];
        var remark = remarks.Length > 0 ? string.Join(" ", remarks) : null;
        var state = missing.Count > 0 ? ProtectionState.NotEnforced : contexts.Count > 0 || wanted.RequireStatus is { Count: 0 } ? ProtectionState.Enforced : ProtectionState.NotSet;
        return new("RequireStatus", wanted.RequireStatus is { } list ? Join(list) : null, contexts.Count == 0 ? "none" : Join(contexts), state, remark);
    }

    private ProtectionFinding RestrictPush()
    {
        const string Rule = "RestrictPush";
        var asked = wanted.RestrictPush switch { null => null, [] => Nobody, var list => Join(list) };
        if (now.Permissions is not { } permissions)
            return new(Rule, asked, "unknown", asked is null ? ProtectionState.NotSet : ProtectionState.NotEnforced, Unreadable);
        var may = permissions.Own.AcesDictionary.Values.Where(e => ((GitPermission)e.Allow & ~(GitPermission)e.Deny & GitPermission.Contribute) != GitPermission.None).Select(e => e.Descriptor).ToList();
        if (!permissions.IsClosed)
        {
            var denied = permissions.Own.AcesDictionary.Values.Where(e => ((GitPermission)e.Deny & GitPermission.Contribute) != GitPermission.None).Select(e => Name(e.Descriptor)).ToList();
            var remark = denied.Count > 0 ? $"Permission: Contribute is denied to {Join(denied)}, and inherited by others." : "Permission: Contribute is inherited from the repository.";
            return new(Rule, asked, "everybody with write access", asked is null && denied.Count == 0 ? ProtectionState.NotSet : ProtectionState.NotEnforced, remark);
        }

        var same = pushers is null || (pushers.Count == may.Count && may.TrueForAll(d => pushers.Contains(d, StringComparer.OrdinalIgnoreCase)));
        return new(Rule, asked, may.Count == 0 ? Nobody : Join(may.Select(Name)), same ? ProtectionState.Enforced : ProtectionState.NotEnforced, "Permission: the branch inherits none, and only these have Contribute, which pushes and completes pull requests.");
    }

    private ProtectionFinding Administrators()
    {
        const string Rule = "IncludeAdministrators";
        var asked = Asked(wanted.IncludeAdministrators);
        if (now.Blocking.Count == 0)
            return new(Rule, asked, No, wanted.IncludeAdministrators == true ? ProtectionState.NotEnforced : ProtectionState.NotSet, "No blocking policy is there that could bind them.");
        if (now.Permissions is not { } permissions)
            return new(Rule, asked, "unknown", ProtectionState.NotEnforced, Unreadable);
        var exempt = permissions.Allowed(GitPermission.Bypass).Select(Name).ToList();
        if (exempt.Count > 0)
            return new(Rule, asked, No, wanted.IncludeAdministrators == false ? ProtectionState.Enforced : ProtectionState.NotEnforced, $"Permission: {Join(exempt)} may bypass the policies.");
        return new(Rule, asked, Yes, wanted.IncludeAdministrators == false ? ProtectionState.NotEnforced : ProtectionState.Enforced, "Permission: policies bind administrators too, since nobody is allowed to bypass them.");
    }

    /// <summary>Rewriting history and deleting.</summary>
    private ProtectionFinding Rewriting(string rule) => now.Blocking.Count > 0
        ? new(rule, Wanted: null, "refused", ProtectionState.Enforced, "Policy: a blocking policy forbids it.")
        : new(rule, Wanted: null, "allowed", ProtectionState.NotSet, "Permission: whoever has Force push may, and whoever made the branch.");

    private static ProtectionFinding Flag(string rule, bool? asked, bool actual, string? remark)
    {
        // What is not wanted and not there is as it should be.
        var state = asked is null ? actual ? ProtectionState.Enforced : ProtectionState.NotSet : asked == actual ? ProtectionState.Enforced : ProtectionState.NotEnforced;
        return new(rule, Asked(asked), actual ? Yes : No, state, remark);
    }

    private static int Count(AzurePolicy policy) => policy.Number("minimumApproverCount") ?? 1;

    private string Name(string descriptor) => names.TryGetValue(descriptor, out var name) ? name : descriptor;

    private static string? Asked(bool? flag) => flag switch { true => Yes, false => No, null => null };

    private static string Join(IEnumerable<string> all) => string.Join(", ", all);

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
