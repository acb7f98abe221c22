using System.Text.Json;
using System.Text.RegularExpressions;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Cpd.Clients;

/// <summary>The body that creates a deployment.</summary>
internal static class DeploymentWriter
{
    private static readonly Regex ServingName = new("^[a-z0-9_]{1,36}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static void Write(Utf8JsonWriter w, CpdContainer container, CpdDeploymentDefinition definition)
    {
        if (definition.ServingName is { } name && !ServingName.IsMatch(name))
            throw new ArgumentException($"'{name}' is not a serving name: it has lower-case letters, digits and underscores, 36 at most.", nameof(definition));
        w.WriteString("name", definition.Name);
        w.WriteString(container.ParameterName, container.Id);
        w.Object("asset", a =>
        {
            a.WriteString("id", definition.AssetId);
            a.Text("rev", definition.AssetRevision);
        });
        w.Object(Kind(definition.Kind), k =>
        {
            if (definition.Kind == CpdDeploymentKind.Shiny) k.WriteString("authentication", "members_of_deployment_space");
            if (definition.ServingName is not null && definition.Kind != CpdDeploymentKind.Batch)
                k.Object("parameters", p => p.WriteString("serving_name", definition.ServingName));
        });
        if (definition.HardwareSpecificationId is not null || definition.HardwareSpecificationName is not null || definition.NodeCount is not null)
            w.Object("hardware_spec", h => WriteHardware(h, definition.HardwareSpecificationId, definition.HardwareSpecificationName, definition.NodeCount));
        w.Text("description", definition.Description);
        w.Texts("tags", definition.Tags);
        w.Element("custom", definition.Custom);
    }

    public static void WriteHardware(Utf8JsonWriter w, string? id, string? name, int? nodes)
    {
        if (id is not null) w.WriteString("id", id);
        else w.Text("name", name);
        if (nodes is { } count) w.WriteNumber("num_nodes", count);
    }

    private static string Kind(CpdDeploymentKind kind) => kind switch
    {
        CpdDeploymentKind.Batch => "batch",
        CpdDeploymentKind.Shiny => "r_shiny",
        _ => "online",
    };
}
