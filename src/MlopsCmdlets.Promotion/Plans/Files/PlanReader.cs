using System.Text.Json;
using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>
/// Reads plans that others may have changed. The hash of what was read is computed from what was read: an edited plan has another one, and no approval.
/// Where the file still states its old hash, the edit is told at once.
/// </summary>
public static class PlanReader
{
    /// <summary>Reads a plan's file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="MalformedDocumentException">It is no plan; says where and why.</exception>
    /// <exception cref="NewerDocumentException">A later version of this module wrote it.</exception>
    /// <exception cref="PlanFileEditedException">Its content does not have the hash that it states.</exception>
    public static PromotionPlan ReadFile(string path)
    {
        var document = $"plan '{System.IO.Path.GetFileName(path)}'";
        var length = new FileInfo(path).Length;
        return length > StrictJson.MaxBytes
            ? throw new MalformedDocumentException(document, "$", $"it has {length} bytes, more than {StrictJson.MaxBytes}")
            : Read(File.ReadAllBytes(path), document) with { Path = path };
    }

    /// <summary>Reads a plan.</summary>
    /// <param name="utf8">Its bytes.</param>
    /// <param name="document">What it is, for messages.</param>
    public static PromotionPlan Read(byte[] utf8, string document)
    {
        string? stated = null;
        var plan = StrictJson.Read(utf8, document, fields => Plan(fields, out stated));
        var hash = PlanWriter.HashOf(plan);
        return stated is not null && stated != hash ? throw new PlanFileEditedException(document, stated, hash) : plan with { Hash = hash };
    }

    private static PromotionPlan Plan(JsonFields fields, out string? stated)
    {
        fields.Version("form", PromotionPlan.FormVersion);
        stated = fields.OptionalSha256(PlanWriter.HashMember);
        var plan = new PromotionPlan
        {
            Author = fields.Object("author", author => new Actor(author.NonEmptyText("cluster"), author.NonEmptyText("userId"), author.Text("userName"))),
            CreatedAt = fields.Time("createdAt"),
            ExpiresAt = fields.Time("expiresAt"),
            ToolVersion = fields.Text("toolVersion"),
            Source = fields.Object("source", Endpoint),
            Destination = fields.Object("destination", Endpoint),
            Production = fields.Boolean("production"),
            RequiredApprovals = fields.Int32("requiredApprovals"),
            Changes = fields.Objects("changes", Change),
            Deployment = fields.OptionalObject("deployment", Deployment),
            Gates = fields.Objects("gates", Gate),
            ByHand = fields.Texts("byHand"),
        };
        return plan.Changes.Count(change => change.IsModel) != 1 ? throw fields.Error("changes", "exactly one of them has to be the model")
            : plan.RequiredApprovals < 0 ? throw fields.Error("requiredApprovals", "it is negative")
            : plan.ExpiresAt <= plan.CreatedAt ? throw fields.Error("expiresAt", "it is not after createdAt")
            : plan;
    }

    private static PlanEndpoint Endpoint(JsonFields fields) => new(
        fields.NonEmptyText("environment"), fields.NonEmptyText("cluster"), fields.NonEmptyText("spaceId"), fields.Text("spaceName"), fields.Sha256("fingerprint"));

    private static PlannedChange Change(JsonFields fields) => new(fields.NonEmptyText("type"), fields.NonEmptyText("name"), fields.Enum<ChangeAction>("action"), fields.Text("reason"))
    {
        IsModel = fields.Boolean("isModel"),
        SourceId = fields.OptionalText("sourceId"),
        SourceSha256 = fields.OptionalSha256("sourceSha256"),
        SourceMetadataSha256 = fields.OptionalSha256("sourceMetadataSha256"),
        Bytes = fields.OptionalInt64("bytes"),
        DestinationId = fields.OptionalText("destinationId"),
        DestinationSha256 = fields.OptionalSha256("destinationSha256"),
        DestinationMetadataSha256 = fields.OptionalSha256("destinationMetadataSha256"),
        DestinationCandidates = fields.Texts("destinationCandidates"),
        Changes = fields.Objects("changes", field => new FieldChange(field.NonEmptyText("field"), field.OptionalText("before"), field.OptionalText("after"))),
        NeededBy = fields.OptionalText("neededBy"),
    };

    private static PlannedDeployment Deployment(JsonFields fields) => new(fields.NonEmptyText("name"), fields.Enum<DeploymentAction>("action"))
    {
        Id = fields.OptionalText("id"),
        ServingName = fields.OptionalText("servingName"),
        CurrentAssetId = fields.OptionalText("currentAssetId"),
        CurrentSha256 = fields.OptionalSha256("currentSha256"),
        HardwareSpecification = fields.OptionalText("hardwareSpecification"),
    };

    private static GateDefinition Gate(JsonFields fields)
    {
        var gate = new GateDefinition(fields.NonEmptyText("kind"), fields.NonEmptyText("name")) { Severity = fields.Enum<GateSeverity>("severity"), Settings = fields.Any("settings") };
        return gate.Settings.ValueKind is JsonValueKind.Undefined or JsonValueKind.Object ? gate : throw fields.Error("settings", "it has to be an object");
    }
}
