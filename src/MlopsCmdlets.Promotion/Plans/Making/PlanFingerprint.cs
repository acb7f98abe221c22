using System.Text.Json.Nodes;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>What a plan saw on a side, as one hash: only of what it covers, so that other work in a space is no change.</summary>
internal static class PlanFingerprint
{
    internal static string OfSource(IEnumerable<PlannedChange> changes) => Hash(changes.Where(change => change.SourceId is not null).Select(change => new JsonArray(
        change.Type, change.Name, change.SourceId, change.SourceSha256, change.SourceMetadataSha256)));

    internal static string OfDestination(IEnumerable<PlannedChange> changes, PlannedDeployment? deployment)
    {
        var seen = changes.Select(change => new JsonArray(
            change.Type, change.Name, change.DestinationId, change.DestinationSha256, change.DestinationMetadataSha256,
            new JsonArray([.. change.DestinationCandidates.OrderBy(id => id, StringComparer.Ordinal).Select(id => (JsonNode)id)])));
        return Hash(deployment is null ? seen : seen.Append(new JsonArray("deployment", deployment.Name, deployment.Id, deployment.ServingName, deployment.CurrentAssetId, deployment.CurrentSha256)));
    }

    private static string Hash(IEnumerable<JsonArray> rows) =>
        CanonicalJson.Hash(new JsonArray([.. rows.OrderBy(row => row.ToJsonString(), StringComparer.Ordinal)]));
}
