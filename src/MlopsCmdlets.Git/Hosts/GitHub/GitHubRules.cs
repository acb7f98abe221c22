using System.Text.Json.Nodes;

namespace MlopsCmdlets.Git.Hosts.GitHub;

/// <summary>What a base branch demands of pull requests, as far as the token's owner may see it.</summary>
/// <param name="Checks">Names that have to be green. Everybody who can read sees these.</param>
/// <param name="Approvals">How many; null when only administrators see it.</param>
/// <param name="OnlyLinear">Whether merge commits are refused.</param>
internal sealed record GitHubRules(IReadOnlyList<string> Checks, int? Approvals, bool OnlyLinear)
{
    /// <param name="branch">The branch as GitHub describes it to everybody.</param>
    /// <param name="protection">Its protection; null when there is none, or when it is not visible.</param>
    /// <param name="rulesets">The rules of rulesets that hold for it.</param>
    public static GitHubRules Of(JsonNode? branch, JsonNode? protection, IReadOnlyList<JsonNode> rulesets)
    {
        var checks = Texts(branch?["protection"]?["required_status_checks"]?["contexts"])
            .Concat(Of(rulesets, "required_status_checks").SelectMany(rule => (rule["required_status_checks"] as JsonArray ?? []).Select(check => (string?)check?["context"]).OfType<string>()));
        var reviews = Of(rulesets, "pull_request").Select(rule => (int?)rule["required_approving_review_count"] ?? 0).ToList();
        int? classic = protection is not null
            ? (int?)protection["required_pull_request_reviews"]?["required_approving_review_count"] ?? 0
            // Rulesets alone protect too, and are seen by all; what a protection beside them demands is not.
            : (bool?)branch?["protected"] == true && (rulesets.Count == 0 || (bool?)branch["protection"]?["enabled"] == true) ? null : 0;
        var ruled = reviews.DefaultIfEmpty(0).Max();
        return new(
            [.. checks.Distinct(StringComparer.Ordinal)],
            // Where both are possible, at least what is seen.
            classic is null && ruled == 0 ? null : Math.Max(classic ?? 0, ruled),
            (bool?)protection?["required_linear_history"]?["enabled"] == true || rulesets.Any(rule => (string?)rule["type"] == "required_linear_history"));
    }

    /// <summary>Parameters of the rules of one type.</summary>
    public static IEnumerable<JsonObject> Of(IReadOnlyList<JsonNode> rulesets, string type) =>
        rulesets.Where(rule => (string?)rule["type"] == type).Select(rule => rule["parameters"] as JsonObject ?? []);

    public static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).Select(item => (string?)item).OfType<string>();
}
