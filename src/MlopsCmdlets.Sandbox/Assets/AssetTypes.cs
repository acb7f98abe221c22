using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Assets;

/// <summary>The types that assets can have: the product's own, and those that a container adds.</summary>
internal sealed class AssetTypes
{
    private static readonly ImmutableArray<string> Global =
    [
        "asset", "data_asset", "connection", "connection_credentials", "datasource_type", "notebook", "script", "job", "job_run", "environment", "code_package", "shiny_asset",
        "software_specification", "hardware_specification", "package_extension", "folder_asset", "data_flow", "orchestration_flow", "wml_model", "wml_model_definition",
        "wml_function", "wml_pipeline", "wml_experiment", "wml_training_definition", "wml_deployment_job_definition", "wml_remote_training_system", "auto_ml", "parameter_set",
        "do_scenario_asset", "machine-learning-stream", "asset_terms", "column_info", "data_profile", "wx_prompt", "ai_service", "metadata_import", "policy_transform",
    ];

    private readonly ConcurrentDictionary<(string Container, string Name), JsonObject> _custom = new();

    /// <summary>The definitions that a container knows, by name.</summary>
    public IReadOnlyList<JsonObject> Of(Container container) =>
    [
        .. Global.Where(name => name != "asset").Select(Definition)
            .Concat(_custom.Where(p => p.Key.Container == container.Id).Select(p => p.Value.Copy()))
            .OrderBy(d => d.Text("name"), StringComparer.Ordinal),
    ];

    public bool Exists(Container container, string name) => Global.Contains(name) || _custom.ContainsKey((container.Id, name));

    /// <exception cref="ApiException">404: there is no such type.</exception>
    public void Require(Container container, string name)
    {
        if (!Exists(container, name)) throw ApiException.NotFound($"ASSTT3001E: AssetType '{name}' does not exist", "does_not_exist");
    }

    public JsonObject Get(Container container, string name)
    {
        Require(container, name);
        return _custom.TryGetValue((container.Id, name), out var definition) ? definition.Copy() : Definition(name);
    }

    /// <summary>Adds a container's own type, or replaces it.</summary>
    public JsonObject Put(Container container, string name, JsonObject definition, bool mustBeNew)
    {
        if (Global.Contains(name) || (mustBeNew && _custom.ContainsKey((container.Id, name))))
            throw ApiException.Conflict($"AssetType '{name}' already exists", "already_exists");
        var stored = definition.Copy();
        stored["name"] = name;
        stored["version"] = 1;
        stored["scope"] = "ACCOUNT";
        _custom[(container.Id, name)] = stored;
        return stored.Copy();
    }

    public void Remove(Container container, string name)
    {
        if (!_custom.TryRemove((container.Id, name), out _)) throw ApiException.NotFound($"AssetType '{name}' does not exist", "does_not_exist");
    }

    private static JsonObject Definition(string name) => new()
    {
        ["description"] = $"Asset type {name}",
        ["fields"] = new JsonArray(),
        ["relationships"] = new JsonArray(),
        ["name"] = name,
        ["version"] = 1,
        ["scope"] = "GLOBAL",
    };
}
