using System.Text.Json;

namespace MlopsCmdlets.Promotion.Environments;

/// <summary>What differs by intention between an environment and the one before it.</summary>
/// <param name="Connections">Name of a connection in the source → name of the connection that stands for it here. It is not copied; references to it are moved.</param>
/// <param name="Values">
/// <c>type/name</c> of an asset, for example <c>connection/CustomerWarehouse</c> → JSON pointer in its entity's attribute, for example
/// <c>/properties/host</c> → the value that it has here.
/// </param>
public sealed record EnvironmentMap(
    IReadOnlyDictionary<string, string> Connections,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> Values)
{
    /// <summary>Nothing differs.</summary>
    public static EnvironmentMap Empty { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>(StringComparer.Ordinal));

    /// <inheritdoc/>
    public override string ToString() => $"{Connections.Count} connections, values of {Values.Count} assets";
}
