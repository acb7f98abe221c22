using System.Text.Json;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>The software specifications of the platform that assets refer to; they do not travel, so that the destination has to have them.</summary>
internal sealed class SpecificationNeeds(PlanLook look)
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "software_spec", "software_specs", "software_specification", "base_software_specification", "hybrid_pipeline_software_specs",
    };

    internal async Task<IReadOnlyList<PlannedChange>> PlanAsync(IReadOnlyList<NeededAsset> assets, CancellationToken cancellationToken)
    {
        if (look.Destination.Specifications is not { } catalog)
            return [];
        var needs = new Dictionary<(string? Id, string? Name), string>();
        foreach (var needed in assets.Where(needed => !look.Mapped.IsMapped(needed.Asset)))
        {
            var document = await look.Here.ReadAsync(needed.Asset.Id, cancellationToken).ConfigureAwait(false);
            foreach (var need in Find(document.Entity).Where(need => need.Id is null || look.Here.Find(need.Id) is null))
            {
                if (!needs.ContainsKey(need))
                    needs.Add(need, $"{document.Header.Type} '{document.Header.Name}': software specification");
            }
        }
        if (needs.Count == 0)
            return [];
        var known = await catalog.ListAsync(cancellationToken).ConfigureAwait(false);
        return [.. needs.OrderBy(need => need.Key.Name ?? need.Key.Id, StringComparer.Ordinal).Select(need => Judge(need.Key.Id, need.Key.Name, need.Value, known))];
    }

    internal static PlannedChange Judge(string? id, string? name, string neededBy, IReadOnlyList<PlatformSpecification> known)
    {
        var found = known.FirstOrDefault(one => one.Id == id) ?? known.FirstOrDefault(one => name is not null && one.Name == name);
        var change = new PlannedChange(AssetKinds.SoftwareSpecification, found?.Name ?? name ?? id ?? "", ChangeAction.Unchanged, "The destination's cluster has it.")
        {
            NeededBy = neededBy,
            DestinationId = found?.Id,
        };
        if (found is null)
        {
            return change with
            {
                Action = ChangeAction.Blocked,
                Reason = "The destination's cluster does not have it: its release may be another one. Retrain or save the model with a specification that both have (Get-CpdSoftwareSpecification).",
            };
        }
        if (!found.IsUsable)
        {
            var instead = found.Replacement is null ? "one that is supported there" : $"'{found.Replacement}'";
            return change with { Action = ChangeAction.Blocked, Reason = $"It is {found.LifeCycle} at the destination: save the model with {instead}." };
        }
        if (id is not null && found.Id != id)
        {
            return change with
            {
                Action = ChangeAction.Blocked,
                Reason = $"The destination's one of that name has another id ({found.Id}), and a model refers to its specification by id: save the model with one that both clusters share.",
            };
        }
        return found.LifeCycle == "supported" ? change : change with { Reason = $"The destination's cluster has it, but it is {found.LifeCycle}{(found.Replacement is null ? "" : $" in favour of '{found.Replacement}'")}." };
    }

    private static IEnumerable<(string? Id, string? Name)> Find(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var found in element.EnumerateArray().SelectMany(Find))
                yield return found;
        }
        if (element.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var member in element.EnumerateObject())
        {
            if (Names.Contains(member.Name))
            {
                foreach (var reference in member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray().ToArray() : [member.Value])
                {
                    if (Reference(reference) is { } need)
                        yield return need;
                }
            }
            foreach (var found in Find(member.Value))
                yield return found;
        }
    }

    private static (string? Id, string? Name)? Reference(JsonElement reference)
    {
        var id = Text(reference, "id") ?? Text(reference, "base_id") ?? Text(reference, "guid");
        var name = Text(reference, "name");
        return id is null && name is null ? null : (id, name);
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
