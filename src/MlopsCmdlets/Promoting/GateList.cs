using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCmdlets.Promotion;
using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Promoting;

/// <summary>The gates of a run: those of the plan, those that the environment got since, and those that the user adds.</summary>
internal static class GateList
{
    /// <summary>Makes them runnable.</summary>
    /// <param name="planned">The plan's gates, as they were approved.</param>
    /// <param name="environment">The environment's gates as mlops.json has them now: an old plan does not lower a bar that was raised since.</param>
    /// <param name="given">What -Gate gives: further gates, and the scripts and measurements of those above.</param>
    /// <param name="services">Measurer, smoke columns, folder.</param>
    /// <param name="scripts">Where script blocks run.</param>
    internal static IReadOnlyList<IPromotionGate> Create(
        IReadOnlyList<GateDefinition> planned, IReadOnlyList<GateDefinition> environment, IReadOnlyList<MlopsGate> given, GateServices services,
        ScriptSurroundings scripts)
    {
        var definitions = new List<GateDefinition>(planned);
        foreach (GateDefinition further in environment.Concat(given.Select(gate => gate.Definition)))
        {
            if (!definitions.Exists(known => Covers(known, further)))
                definitions.Add(further);
        }

        services = services with
        {
            Measurements = [.. services.Measurements, .. given.SelectMany(gate => gate.Measurements)],
            Supplied = definition => given.Where(gate => gate.ScriptBlock is not null && Hash(gate.Definition) == Hash(definition))
                .OrderByDescending(gate => IsSame(gate.Definition, definition)).FirstOrDefault() is { } found
                ? found.Isolated ? new IsolatedScriptGate(definition, found, scripts) : new ScriptGate(definition, found, scripts)
                : null,
        };
        return new GateRegistry(GateRegistry.Standard).Create(definitions, services);
    }

    // A gate of the same kind and name that asks for something else is judged besides: both have to pass.
    private static bool Covers(GateDefinition known, GateDefinition further) =>
        IsSame(known, further) && (known.Severity == GateSeverity.Required || further.Severity == GateSeverity.Advisory) && Rules(known) == Rules(further);

    private static string Rules(GateDefinition definition)
    {
        JsonObject rules = definition.Settings.ValueKind == JsonValueKind.Object ? JsonObject.Create(definition.Settings)! : [];
        foreach (string name in rules.Where(rule => rule.Value is null || rule.Key == "timeoutSeconds").Select(rule => rule.Key).ToList())
            rules.Remove(name);
        return CanonicalJson.Hash(rules);
    }

    private static bool IsSame(GateDefinition left, GateDefinition right) =>
        string.Equals(left.Kind, right.Kind, StringComparison.OrdinalIgnoreCase) && string.Equals(left.Name, right.Name, StringComparison.OrdinalIgnoreCase);

    private static string? Hash(GateDefinition definition) =>
        definition.Settings.ValueKind == JsonValueKind.Object && definition.Settings.TryGetProperty("sha256", out JsonElement hash) ? hash.GetString() : null;
}
