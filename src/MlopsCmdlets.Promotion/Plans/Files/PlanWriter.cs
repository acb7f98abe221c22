using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>The JSON form of plans. The hash of a plan is that of its canonical form; a file is indented, for review, and states the hash as a help against accidents.</summary>
public static class PlanWriter
{
    /// <summary>Name of the member that states the hash; it is no part of what is hashed.</summary>
    internal const string HashMember = "sha256";

    /// <summary>SHA-256 of the canonical JSON of a plan as it is in memory.</summary>
    public static string HashOf(PromotionPlan plan) => CanonicalJson.Hash(ToJson(plan));

    /// <summary>The text of a plan's file.</summary>
    public static string Write(PromotionPlan plan)
    {
        var json = ToJson(plan);
        json[HashMember] = CanonicalJson.Hash(json);
        return CanonicalJson.WriteIndented(json);
    }

    /// <summary>Writes a plan to a file, whole or not at all.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="overwrite">Replaces an existing file.</param>
    /// <exception cref="Transfer.FileExistsException">The file exists.</exception>
    public static void WriteFile(PromotionPlan plan, string path, bool overwrite)
    {
        if (!overwrite && File.Exists(path))
            throw new Transfer.FileExistsException(path);
        var temporary = path + "." + Guid.NewGuid().ToString("N").Substring(0, 8) + ".tmp";
        try
        {
            File.WriteAllText(temporary, Write(plan), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            if (File.Exists(path))
                File.Replace(temporary, path, destinationBackupFileName: null);
            else
                File.Move(temporary, path);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static JsonObject ToJson(PromotionPlan plan) => new()
    {
        ["form"] = PromotionPlan.FormVersion,
        ["author"] = new JsonObject { ["cluster"] = plan.Author.Cluster, ["userId"] = plan.Author.UserId, ["userName"] = plan.Author.UserName },
        ["createdAt"] = CanonicalTime.Write(plan.CreatedAt),
        ["expiresAt"] = CanonicalTime.Write(plan.ExpiresAt),
        ["toolVersion"] = plan.ToolVersion,
        ["source"] = Endpoint(plan.Source),
        ["destination"] = Endpoint(plan.Destination),
        ["production"] = plan.Production,
        ["requiredApprovals"] = plan.RequiredApprovals,
        ["changes"] = new JsonArray([.. plan.Changes.Select(Change)]),
        ["deployment"] = plan.Deployment is { } deployment ? Deployment(deployment) : null,
        ["gates"] = new JsonArray([.. plan.Gates.Select(Gate)]),
        ["byHand"] = Texts(plan.ByHand),
    };

    private static JsonObject Endpoint(PlanEndpoint endpoint) => new()
    {
        ["environment"] = endpoint.Environment,
        ["cluster"] = endpoint.Cluster,
        ["spaceId"] = endpoint.SpaceId,
        ["spaceName"] = endpoint.SpaceName,
        ["fingerprint"] = endpoint.Fingerprint,
    };

    private static JsonNode Change(PlannedChange change) => new JsonObject
    {
        ["type"] = change.Type,
        ["name"] = change.Name,
        ["action"] = change.Action.ToString(),
        ["reason"] = change.Reason,
        ["isModel"] = change.IsModel,
        ["sourceId"] = change.SourceId,
        ["sourceSha256"] = change.SourceSha256,
        ["sourceMetadataSha256"] = change.SourceMetadataSha256,
        ["bytes"] = change.Bytes,
        ["destinationId"] = change.DestinationId,
        ["destinationSha256"] = change.DestinationSha256,
        ["destinationMetadataSha256"] = change.DestinationMetadataSha256,
        ["destinationCandidates"] = Texts(change.DestinationCandidates),
        ["changes"] = new JsonArray([.. change.Changes.Select(field => (JsonNode)new JsonObject { ["field"] = field.Field, ["before"] = field.Before, ["after"] = field.After })]),
        ["neededBy"] = change.NeededBy,
    };

    private static JsonObject Deployment(PlannedDeployment deployment) => new()
    {
        ["name"] = deployment.Name,
        ["action"] = deployment.Action.ToString(),
        ["id"] = deployment.Id,
        ["servingName"] = deployment.ServingName,
        ["currentAssetId"] = deployment.CurrentAssetId,
        ["currentSha256"] = deployment.CurrentSha256,
        ["hardwareSpecification"] = deployment.HardwareSpecification,
    };

    private static JsonNode Gate(GateDefinition gate)
    {
        var json = new JsonObject { ["kind"] = gate.Kind, ["name"] = gate.Name, ["severity"] = gate.Severity.ToString() };
        if (gate.Settings.ValueKind != JsonValueKind.Undefined)
            json["settings"] = JsonNode.Parse(gate.Settings.GetRawText());
        return json;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
