using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.MachineLearning.Specifications;

/// <summary>All specifications that can be referred to: those of the cluster, and a container's own, which are CAMS assets.</summary>
internal sealed class SpecificationDirectory(World world)
{
    public const string SoftwareType = "software_specification";
    public const string HardwareType = "hardware_specification";
    public const string PackageExtensionType = "package_extension";

    public ImmutableArray<SoftwareSpecification> Software { get; } = BuiltInSpecifications.Software(world.Release.Release);

    /// <summary>Resolves <c>{"id"}</c> or <c>{"name"}</c> to <c>{"id","name"}</c>.</summary>
    /// <exception cref="ApiException">400: there is no such specification.</exception>
    public JsonObject RequireSoftware(JsonNode? reference, Container container, string field = "software_spec")
    {
        var (id, name) = (reference.Text("id") ?? reference.Text("base_id"), reference.Text("name"));
        if (id is null && name is null) throw ApiException.BadRequest($"The field '{field}' must hold an 'id' or a 'name'.", "missing_field", field);
        if (Software.FirstOrDefault(s => id is not null ? s.Id == id : s.Name == name) is { } builtIn) return Pair(builtIn.Id, builtIn.Name);
        if (world.Assets.In(container, SoftwareType).FirstOrDefault(a => id is not null ? a.Id == id : a.Name == name) is { } custom) return Pair(custom.Id, custom.Name);
        throw ApiException.BadRequest($"The software specification '{id ?? name}' does not exist on this cluster or in {container.ScopeName[..^3]} {container.Id}.", "software_specification_not_found", field);
    }

    /// <summary>Whether an id names a specification that can be used in the container.</summary>
    public bool HasSoftware(string id, Container container) =>
        Software.Any(s => s.Id == id) || world.Assets.TryGet(container, id, out var asset) && asset.Type == SoftwareType;

    /// <summary>Resolves a hardware reference to <c>{"id","name"}</c> and keeps <c>num_nodes</c>.</summary>
    /// <exception cref="ApiException">400: there is no such specification, or a bad number of nodes.</exception>
    public JsonObject RequireHardware(JsonNode? reference, Container container)
    {
        var (id, name) = (reference.Text("id"), reference.Text("name"));
        if (id is null && name is null) name = BuiltInSpecifications.DefaultHardwareName;
        var nodes = reference.At("num_nodes") is null ? 1 : reference.Whole("num_nodes") is >= 1 and <= 1000 and { } n
            ? n
            : throw ApiException.BadRequest("The field 'hardware_spec.num_nodes' must be a whole number from 1 to 1000.", "invalid_field", "hardware_spec");

        var found = BuiltInSpecifications.Hardware.FirstOrDefault(h => id is not null ? h.Id == id : h.Name == name) is { } builtIn
            ? Pair(builtIn.Id, builtIn.Name)
            : world.Assets.In(container, HardwareType).FirstOrDefault(a => id is not null ? a.Id == id : a.Name == name) is { } custom
                ? Pair(custom.Id, custom.Name)
                : throw ApiException.BadRequest($"The hardware specification '{id ?? name}' does not exist.", "hardware_specification_not_found", "hardware_spec");
        found["num_nodes"] = nodes;
        return found;
    }

    private static JsonObject Pair(string id, string name) => new() { ["id"] = id, ["name"] = name };
}
