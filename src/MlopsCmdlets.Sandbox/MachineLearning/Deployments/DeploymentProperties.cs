using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.MachineLearning.Deployments;

/// <summary>What a caller says about a deployment and can change. Immutable; the JSON objects in it are only copied.</summary>
internal sealed record DeploymentProperties
{
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public ImmutableArray<string> Tags { get; init; } = [];

    public JsonObject Custom { get; init; } = [];

    /// <summary>The value of <c>online</c>, <c>batch</c> or <c>r_shiny</c>.</summary>
    public JsonObject Options { get; init; } = [];

    /// <summary>By which it can be called instead of by its id, or null.</summary>
    public string? ServingName => Options.Text("parameters", "serving_name");

    /// <summary><c>id</c>, <c>name</c> and <c>num_nodes</c>.</summary>
    public required JsonObject Hardware { get; init; }
}
