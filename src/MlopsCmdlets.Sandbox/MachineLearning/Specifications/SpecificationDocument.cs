using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Hosting;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.MachineLearning.Specifications;

/// <summary>How specifications are shown, built in or made by users.</summary>
internal static class SpecificationDocument
{
    private const string BuiltInCreated = "2023-05-04T10:00:00Z";

    public static JsonObject Of(SoftwareSpecification specification, ReleaseProfile release)
    {
        var metadata = Metadata(specification.Id, specification.Name, SpecificationDirectory.SoftwareType, specification.DisplayName);
        if (release.SpecificationsHaveLifeCycle)
        {
            // The inner form is not documented; clients look for the key.
            var lifeCycle = new JsonObject { [StateName(specification.LifeCycle)] = new JsonObject { ["on"] = "2024-05-01" } };
            if (specification.ReplacementName is { } replacement) lifeCycle["replacement_name"] = replacement;
            metadata["life_cycle"] = lifeCycle;
        }

        return new()
        {
            ["metadata"] = metadata,
            ["entity"] = new JsonObject
            {
                ["software_specification"] = new JsonObject
                {
                    ["type"] = "base",
                    ["built_in"] = true,
                    ["display_name"] = specification.DisplayName,
                    ["package_extensions"] = new JsonArray(),
                    ["software_configuration"] = new JsonObject
                    {
                        ["platform"] = new JsonObject { ["name"] = specification.Platform, ["version"] = specification.PlatformVersion },
                        ["included_packages"] = new JsonArray(),
                    },
                },
            },
        };
    }

    public static JsonObject Of(HardwareSpecification specification)
    {
        var size = new JsonObject { ["cpu"] = new JsonObject { ["units"] = specification.Cpu }, ["mem"] = new JsonObject { ["size"] = specification.Memory } };
        return new()
        {
            ["metadata"] = Metadata(specification.Id, specification.Name, SpecificationDirectory.HardwareType, specification.Description),
            ["entity"] = new JsonObject
            {
                ["hardware_specification"] = specification.Spark
                    ? new JsonObject { ["spark"] = new JsonObject { ["driver"] = size, ["executor"] = size.Copy(), ["num_executors"] = 2 } }
                    : new JsonObject { ["nodes"] = size, ["num_nodes"] = 1 },
            },
        };
    }

    /// <summary>A specification or package extension of a container.</summary>
    public static JsonObject Of(Asset asset, Container container, World world)
    {
        var metadata = Metadata(asset.Id, asset.Name, asset.Type, asset.Description);
        metadata["created_at"] = asset.CreatedAt.ToSeconds();
        metadata["owner_id"] = asset.OwnerId;
        metadata[container.ScopeName] = container.Id;
        metadata["href"] = $"{metadata.Text("href")}?{container.ScopeQuery}";

        var entity = asset.Entity.Object(asset.Type)?.Copy() ?? [];
        if (asset.Type == SpecificationDirectory.SoftwareType)
        {
            entity["package_extensions"] = ExtensionIds(asset)
                .Select(id => world.Assets.TryGet(container, id, out var extension) ? extension : null)
                .OfType<Asset>()
                .Select(e => (JsonNode)new JsonObject
                {
                    ["metadata"] = new JsonObject { ["guid"] = e.Id, ["asset_id"] = e.Id, ["name"] = e.Name },
                    ["entity"] = new JsonObject { ["package_extension"] = e.Entity.Object(e.Type)?.Copy() ?? [] },
                })
                .ToJsonArray();
        }

        return new() { ["metadata"] = metadata, ["entity"] = new JsonObject { [asset.Type] = entity } };
    }

    /// <summary>The ids of the package extensions of a software specification.</summary>
    public static IEnumerable<string> ExtensionIds(Asset asset) =>
        (asset.Entity.Array(SpecificationDirectory.SoftwareType, "package_extensions") ?? []).Select(e => e.Text("guid") ?? e.Text("asset_id")).OfType<string>();

    public static string StateName(SpecificationLifeCycle state) => state.ToString().ToLowerInvariant();

    private static JsonObject Metadata(string id, string name, string type, string description) => new()
    {
        ["name"] = name,
        ["asset_id"] = id,
        ["asset_type"] = type,
        ["description"] = description,
        ["created_at"] = BuiltInCreated,
        ["href"] = $"/v2/{type}s/{id}",
    };
}
