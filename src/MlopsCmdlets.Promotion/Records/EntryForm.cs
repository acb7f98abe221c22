using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCmdlets.Promotion.Approvals;
using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Records;

/// <summary>The JSON form of an entry. What is null is left out.</summary>
internal static class EntryForm
{
    private const int Version = 1;
    private const string HashField = "hash";

    /// <summary>The entry with its hash, and the bytes of its file.</summary>
    internal static (PromotionEntry Entry, byte[] Content) Seal(PromotionEntry entry)
    {
        var form = Write(entry);
        var hash = CanonicalJson.Hash(form);
        form[HashField] = hash;
        return (entry with { Hash = hash }, CanonicalJson.Write(form));
    }

    /// <summary>Reads the file of an entry.</summary>
    /// <param name="content">Its bytes.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <returns>The entry, with the hash that it says to have, and the hash that its content has: null where the bytes are not in canonical form.</returns>
    internal static (PromotionEntry Entry, string? ActualHash) Read(byte[] content, string path)
    {
        var document = $"record file '{path}'";
        var entry = StrictJson.Read(content, document, Read);
        var element = StrictJson.Parse(content, document);
        var isCanonical = CanonicalJson.Write(element).AsSpan().SequenceEqual(content);
        var form = JsonObject.Create(element)!;
        form.Remove(HashField);
        return (entry, isCanonical ? CanonicalJson.Hash(form) : null);
    }

    private static JsonObject Write(PromotionEntry entry) => new JsonObject
    {
        ["form"] = Version,
        ["sequence"] = entry.Sequence,
        ["nonce"] = entry.Nonce,
        ["kind"] = entry.Kind.ToString(),
        ["environment"] = entry.Environment,
        ["actor"] = ActorForm.Write(entry.Actor),
        ["host"] = entry.Host,
        ["toolVersion"] = entry.ToolVersion,
        ["startedAt"] = CanonicalTime.Write(entry.StartedAt),
        ["endedAt"] = CanonicalTime.Write(entry.EndedAt),
        ["outcome"] = entry.Outcome.ToString(),
        ["approvals"] = List(entry.Approvals, Write),
        ["gates"] = List(entry.Gates, Write),
        ["assets"] = List(entry.Assets, Write),
        ["notes"] = List(entry.Notes, note => JsonValue.Create(note)!),
    }
    .With("previous", entry.Previous)
    .With("source", entry.Source)
    .With("failure", entry.Failure)
    .With("planHash", entry.PlanHash)
    .With("planAuthor", entry.PlanAuthor is null ? null : ActorForm.Write(entry.PlanAuthor))
    .With("deployment", entry.Deployment is null ? null : Write(entry.Deployment))
    .With("restoredFrom", entry.RestoredFrom is { } from ? JsonValue.Create(from) : null);

    private static PromotionEntry Read(JsonFields fields)
    {
        fields.Version("form", Version);
        return new PromotionEntry
        {
            Sequence = fields.Int32("sequence"),
            Previous = fields.OptionalSha256("previous"),
            Hash = fields.Sha256(HashField),
            Nonce = fields.Text("nonce"),
            Kind = fields.Enum<EntryKind>("kind"),
            Environment = fields.NonEmptyText("environment"),
            Source = fields.OptionalText("source"),
            Actor = fields.Object("actor", ActorForm.Read),
            Host = fields.Text("host"),
            ToolVersion = fields.Text("toolVersion"),
            StartedAt = fields.Time("startedAt"),
            EndedAt = fields.Time("endedAt"),
            Outcome = fields.Enum<PromotionOutcome>("outcome"),
            Failure = fields.OptionalText("failure"),
            PlanHash = fields.OptionalSha256("planHash"),
            PlanAuthor = fields.OptionalObject("planAuthor", ActorForm.Read),
            Approvals = fields.Objects("approvals", ReadApproval),
            Gates = fields.Objects("gates", ReadGate),
            Assets = fields.Objects("assets", ReadAsset),
            Deployment = fields.OptionalObject("deployment", ReadDeployment),
            RestoredFrom = fields.OptionalInt32("restoredFrom"),
            Notes = fields.Texts("notes"),
        };
    }

    private static JsonObject Write(Approval approval) => new JsonObject
    {
        ["planHash"] = approval.PlanHash,
        ["decision"] = approval.Decision.ToString(),
        ["by"] = ActorForm.Write(approval.By),
        ["at"] = CanonicalTime.Write(approval.At),
    }.With("comment", approval.Comment);

    private static Approval ReadApproval(JsonFields fields) => new(
        fields.Text("planHash"), fields.Enum<ApprovalDecision>("decision"), fields.Object("by", ActorForm.Read), fields.Time("at"), fields.OptionalText("comment"));

    private static JsonObject Write(GateResult gate)
    {
        var details = new JsonObject();
        foreach (var detail in gate.Details)
            details[detail.Key] = detail.Value;
        return new JsonObject
        {
            ["name"] = gate.Name,
            ["kind"] = gate.Kind,
            ["outcome"] = gate.Outcome.ToString(),
            ["severity"] = gate.Severity.ToString(),
            ["evidence"] = gate.Evidence,
            ["details"] = details,
            ["startedAt"] = CanonicalTime.Write(gate.StartedAt),
            ["duration"] = gate.Duration.ToString("c", CultureInfo.InvariantCulture),
        };
    }

    private static GateResult ReadGate(JsonFields fields) =>
        new(fields.Text("name"), fields.Text("kind"), fields.Enum<GateOutcome>("outcome"), fields.Enum<GateSeverity>("severity"), fields.Text("evidence"))
        {
            Details = fields.TextMap("details"),
            StartedAt = fields.Time("startedAt"),
            Duration = TimeSpan.TryParseExact(fields.Text("duration"), "c", CultureInfo.InvariantCulture, out var duration) ? duration : throw fields.Error("duration", "it is no duration like 00:00:01.5000000"),
        };

    private static JsonObject Write(RecordedAsset asset) => new JsonObject
    {
        ["type"] = asset.Type,
        ["name"] = asset.Name,
        ["action"] = asset.Action.ToString(),
        ["isModel"] = asset.IsModel,
        ["superseded"] = List(asset.Superseded, id => JsonValue.Create(id)!),
    }
    .With("sourceId", asset.SourceId)
    .With("id", asset.Id)
    .With("sha256", asset.Sha256)
    .With("metadataSha256", asset.MetadataSha256);

    private static RecordedAsset ReadAsset(JsonFields fields) => new(
        fields.Text("type"), fields.Text("name"), fields.Enum<CopyAction>("action"), fields.OptionalText("sourceId"), fields.OptionalText("id"),
        fields.OptionalSha256("sha256"), fields.OptionalSha256("metadataSha256"))
    {
        IsModel = fields.Boolean("isModel"),
        Superseded = fields.Texts("superseded"),
    };

    private static JsonObject Write(RecordedDeployment deployment) => new JsonObject
    {
        ["id"] = deployment.Id,
        ["name"] = deployment.Name,
        ["assetId"] = deployment.AssetId,
        ["isNew"] = deployment.IsNew,
    }
    .With("servingName", deployment.ServingName)
    .With("previousAssetId", deployment.PreviousAssetId)
    .With("assetSha256", deployment.AssetSha256);

    private static RecordedDeployment ReadDeployment(JsonFields fields) =>
        new(fields.Text("id"), fields.Text("name"), fields.OptionalText("servingName"), fields.Text("assetId"), fields.OptionalText("previousAssetId"))
        {
            AssetSha256 = fields.OptionalSha256("assetSha256"),
            IsNew = fields.Boolean("isNew"),
        };

    private static JsonObject With(this JsonObject form, string name, JsonNode? value)
    {
        if (value is not null)
            form[name] = value;
        return form;
    }

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode> write) => new([.. items.Select(write)]);
}
