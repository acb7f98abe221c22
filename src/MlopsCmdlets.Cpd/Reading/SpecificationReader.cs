using System.Text.Json;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Cpd.Reading;

/// <summary>Software and hardware specifications.</summary>
internal static class SpecificationReader
{
    // From the worst state to the best.
    private static readonly string[] LifeCycleStates = ["unsupported", "retired", "constricted", "deprecated"];

    public static CpdSoftwareSpecification Software(JsonElement document, CpdSession? session, TimeProvider time)
    {
        var entity = Fill.Entity(document).Member("software_specification") ?? Fill.Entity(document);
        var (state, since) = LifeCycle(Fill.Metadata(document).Member("life_cycle"), time.GetUtcNow());
        return new CpdSoftwareSpecification
        {
            Id = document.Id() ?? "",
            Name = Fill.Name(document),
            Type = entity.Text("type") ?? "",
            Description = Fill.Description(document),
            Tags = Fill.Tags(document),
            CreatedAt = Fill.Created(document),
            UpdatedAt = Fill.Updated(document),
            OwnerId = Fill.Owner(document),
            DisplayName = entity.Text("display_name"),
            IsBuiltIn = entity.Flag("built_in") || entity.Text("type") == "base",
            LifeCycle = state,
            LifeCycleSince = since,
            ReplacementName = Fill.Metadata(document).Text("life_cycle", "replacement_name"),
            SpaceId = Fill.Space(document, null),
            ProjectId = Fill.Project(document, null),
            Session = session,
        };
    }

    public static CpdHardwareSpecification Hardware(JsonElement document, CpdSession? session)
    {
        var entity = Fill.Entity(document).Member("hardware_specification") ?? Fill.Entity(document);
        return new CpdHardwareSpecification
        {
            Id = document.Id() ?? "",
            Name = Fill.Name(document),
            Type = "hardware_specification",
            Description = Fill.Description(document),
            Tags = Fill.Tags(document),
            CreatedAt = Fill.Created(document),
            UpdatedAt = Fill.Updated(document),
            OwnerId = Fill.Owner(document),
            Cpu = entity.Member("nodes", "cpu")?.Text("units") ?? entity.Text("nodes", "cpu"),
            Memory = entity.Member("nodes", "mem")?.Text("size") ?? entity.Text("nodes", "mem"),
            SpaceId = Fill.Space(document, null),
            ProjectId = Fill.Project(document, null),
            Session = session,
        };
    }

    /// <summary>Every state may have a date in <c>on</c>, which can lie ahead; the worst one that has begun counts.</summary>
    private static (string State, DateTimeOffset? Since) LifeCycle(JsonElement? lifeCycle, DateTimeOffset now)
    {
        if (lifeCycle is not { } states) return ("supported", null);
        if (states.AsText() is { } word) return (word, null);
        foreach (var state in LifeCycleStates)
        {
            if (states.Member(state) is not { } entry || entry.ValueKind == JsonValueKind.False) continue;
            var since = entry.Date("on") ?? entry.Date("since") ?? states.Date(state);
            if (since is null || since <= now) return (state, since);
        }

        return ("supported", null);
    }
}
