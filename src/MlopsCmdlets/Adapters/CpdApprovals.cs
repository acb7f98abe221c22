using System.Text.Json;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Promotion;
using MlopsCmdlets.Promotion.Approvals;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Adapters;

/// <summary>
/// Decisions about plans as small assets of the destination. A file could be written by any editor in another's name; of an asset the server says who
/// made it and who changed it last. A decision that somebody else touched does not count.
/// </summary>
internal sealed class CpdApprovals(CpdClient client, CpdContainer space, Actor me) : IApprovalStore
{
    private const string Type = "data_asset";
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal) { [me.UserId] = me.UserName };

    public async Task<IReadOnlyList<Approval>> ListAsync(string planHash, CancellationToken cancellationToken) =>
        PlanDecisions.Latest((await AllAsync(planHash, cancellationToken).ConfigureAwait(false)).Select(found => found.Decision));

    public async Task<Approval> AddAsync(string planHash, ApprovalDecision decision, string? comment, CancellationToken cancellationToken)
    {
        var before = await AllAsync(planHash, cancellationToken).ConfigureAwait(false);
        var definition = new CpdAssetDefinition
        {
            Name = ApprovalDocument.NameOf(planHash),
            Type = Type,
            Description = new ApprovalDocument(planHash, decision, comment).Write(),
            Tags = [AssetHeader.ApprovalTag],
            Entity = Entity(),
        };
        string? id = null;
        CpdException? lost = null;
        try
        {
            id = (await client.Assets.CreateAsync(space, definition, cancellationToken).ConfigureAwait(false)).Id;
        }
        catch (CpdUnavailableException e) when (e.MayHaveTakenEffect)
        {
            lost = e;
        }

        // Read back: only what the server attests counts, and a lost reply may hide a decision that was stored.
        var mine = id is not null
            ? await ReadAsync(id, planHash, cancellationToken).ConfigureAwait(false)
            : (await AllAsync(planHash, cancellationToken).ConfigureAwait(false)).LastOrDefault(found =>
                !before.Any(earlier => earlier.Id == found.Id) && found.Decision.By.UserId == me.UserId && found.Decision.Decision == decision);
        if (mine is null && lost is not null)
            throw lost;
        return mine is { } stored && stored.Decision.By.UserId == me.UserId ? stored.Decision
            : throw new ApprovalRefusedException(
                $"The decision was stored, but the server does not name {me.UserName} as its maker, so that it does not count.",
                "Decide with a session of a user of its own; tokens of services can act in the name of others.");
    }

    private async Task<IReadOnlyList<Found>> AllAsync(string planHash, CancellationToken cancellationToken)
    {
        var name = ApprovalDocument.NameOf(planHash);
        var found = new List<Found>();
        // Not by a query for the name: what servers make of a dash in one differs.
        await foreach (var asset in client.Assets.SearchAsync(space, new CpdAssetQuery { Type = Type }, cancellationToken).ConfigureAwait(false))
        {
            if (asset.Name == name && asset.Tags.Contains(AssetHeader.ApprovalTag, StringComparer.Ordinal) && await ReadAsync(asset.Id, planHash, cancellationToken).ConfigureAwait(false) is { } decision)
                found.Add(decision);
        }
        return found;
    }

    /// <summary>The decision that an asset holds; null when it is none about that plan, or not under its maker's own hand.</summary>
    private async Task<Found?> ReadAsync(string assetId, string planHash, CancellationToken cancellationToken)
    {
        JsonElement metadata;
        try
        {
            metadata = Member(await client.Assets.GetDocumentAsync(space, assetId, cancellationToken).ConfigureAwait(false), "metadata");
        }
        catch (CpdNotFoundException)
        {
            return null;
        }
        var (maker, updater) = (Text(metadata, "owner_id"), Text(Member(metadata, "usage"), "last_updater_id"));
        if (string.IsNullOrEmpty(maker) || (updater is not null && updater != maker)
            || ApprovalDocument.TryRead(Text(metadata, "description")) is not { } document || document.PlanHash != planHash)
            return null;
        var at = Member(metadata, "created") is { ValueKind: JsonValueKind.Number } created && created.TryGetInt64(out var milliseconds) ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : DateTimeOffset.TryParse(Text(metadata, "created_at"), System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var time) ? time
            : DateTimeOffset.MinValue;
        var by = new Actor(me.Cluster, maker!, await NameAsync(maker!, cancellationToken).ConfigureAwait(false));
        return new Found(assetId, new Approval(planHash, document.Decision, by, at, document.Comment));
    }

    /// <summary>The login name of a uid where users may be looked up, else the uid.</summary>
    private async Task<string> NameAsync(string userId, CancellationToken cancellationToken)
    {
        lock (_names)
        {
            if (_names.TryGetValue(userId, out var known))
                return known;
        }
        var name = userId;
        try
        {
            var user = await client.Platform.FindUserAsync(userId, cancellationToken).ConfigureAwait(false);
            if (user.Id == userId && user.Name.Length > 0)
                name = user.Name;
        }
        catch (CpdException)
        {
            // The name is for people only.
        }
        lock (_names)
            _names[userId] = name;
        return name;
    }

    private static JsonElement Entity()
    {
        using var json = JsonDocument.Parse("""{"data_asset":{"mime_type":"application/json"}}""");
        return json.RootElement.Clone();
    }

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private sealed record Found(string Id, Approval Decision);
}
