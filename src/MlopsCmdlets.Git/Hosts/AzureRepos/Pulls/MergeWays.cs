using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.AzureRepos.Json;
using MlopsCmdlets.Git.Hosts.AzureRepos.Rules;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Pulls;

/// <summary>Ways to merge, as far as the policies of the base allow them.</summary>
internal static class MergeWays
{
    // In the order in which they are tried; a rebase may also be one with a merge commit.
    private static readonly (MergeStrategy Strategy, string Name, string Setting)[] All =
    [
        (MergeStrategy.Merge, "noFastForward", "allowNoFastForward"),
        (MergeStrategy.Squash, "squash", "allowSquash"),
        (MergeStrategy.Rebase, "rebase", "allowRebase"),
        (MergeStrategy.Rebase, "rebaseMerge", "allowRebaseMerge"),
    ];

    /// <summary>Azure Repos' name of the way to take.</summary>
    /// <param name="policies">Those in force for the base.</param>
    /// <param name="wanted">The way that is asked for; null takes the first that is allowed.</param>
    /// <param name="failure">For the exception.</param>
    public static string Choose(IEnumerable<AzurePolicy> policies, MergeStrategy? wanted, GitHostFailure failure)
    {
        var rules = policies.Where(p => p.IsBlocking && p.Is(PolicyKind.MergeStrategy)).ToList();
        var allowed = All.Where(way => rules.TrueForAll(rule => Allows(rule, way.Setting))).ToList();
        var ways = allowed.Where(way => wanted is null || way.Strategy == wanted).ToList();
        if (ways.Count > 0)
            return ways[0].Name;
        var others = allowed.Select(way => way.Strategy.ToString()).Distinct(StringComparer.Ordinal).ToList();
        throw new PullRequestNotMergeableException(failure, others.Count == 0
            ? "the policies of its base allow no way to merge."
            : $"the policies of its base do not allow {wanted}, but {string.Join(" and ", others)}.");
    }

    private static bool Allows(AzurePolicy rule, string setting) =>
        // The older form of the policy knew one switch.
        rule.Settings.ContainsKey("useSquashMerge") && !rule.Settings.ContainsKey(setting)
            ? !rule.Flag("useSquashMerge") || setting == "allowSquash"
            : rule.Flag(setting);
}
