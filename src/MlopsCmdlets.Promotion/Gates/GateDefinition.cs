using System.Text.Json;

namespace MlopsCmdlets.Promotion.Gates;

/// <summary>A gate as <c>mlops.json</c> and plan files write it: a kind and its settings. Holds no code and no secret.</summary>
/// <param name="Kind">For example <c>metric</c>, <c>schema</c>, <c>planAge</c>, <c>script</c>, <c>pullRequest</c>, <c>checks</c>, <c>branch</c>; later ones plug in by their own kind.</param>
/// <param name="Name">Unique in its list; shown to people.</param>
public sealed record GateDefinition(string Kind, string Name)
{
    /// <summary>Whether failing stops the promotion.</summary>
    public GateSeverity Severity { get; init; } = GateSeverity.Required;

    /// <summary>The settings of the kind, a JSON object; undefined means none.</summary>
    public JsonElement Settings { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
