using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.MachineLearning.Deployments;

/// <summary>How a deployment is shown. The links in its status and the hardware differ between releases.</summary>
internal static class DeploymentDocument
{
    /// <summary>The text that 4.0 wrote for the hardware id of online deployments.</summary>
    private const string NotApplicable = "Not_Applicable";

    public static JsonObject Of(Deployment deployment, ApiCall call) => deployment.Read(() => Build(deployment, call));

    /// <summary>The field of a body that says the kind.</summary>
    public static string KindName(DeploymentKind kind) => kind switch { DeploymentKind.Online => "online", DeploymentKind.Batch => "batch", _ => "r_shiny" };

    private static JsonObject Build(Deployment deployment, ApiCall call)
    {
        var properties = deployment.Properties;
        var metadata = new JsonObject
        {
            ["created_at"] = deployment.CreatedAt.ToMilliseconds(),
            ["id"] = deployment.Id,
            ["modified_at"] = (deployment.ModifiedAt ?? deployment.CreatedAt).ToMilliseconds(),
            ["name"] = properties.Name,
            ["owner"] = deployment.OwnerId,
            [deployment.Container.ScopeName] = deployment.Container.Id,
        };
        if (properties.Description.Length > 0) metadata["description"] = properties.Description;
        if (properties.Tags.Length > 0) metadata["tags"] = properties.Tags.ToJsonArray();

        var hardware = properties.Hardware.Copy();
        if (deployment.Kind == DeploymentKind.Online && call.Release.OnlineHardwareNotApplicable) hardware["id"] = NotApplicable;

        var document = new JsonObject
        {
            ["entity"] = new JsonObject
            {
                ["asset"] = deployment.Asset.ToJson(),
                ["custom"] = properties.Custom.Copy(),
                ["deployed_asset_type"] = deployment.DeployedType,
                ["hardware_spec"] = hardware,
                ["name"] = properties.Name,
                [KindName(deployment.Kind)] = properties.Options.Copy(),
                [deployment.Container.ScopeName] = deployment.Container.Id,
                ["status"] = Status(deployment, call),
            },
            ["metadata"] = metadata,
        };

        // Absent rather than empty: IBM's client reads the first warning as soon as there is a list.
        if (deployment.Kind == DeploymentKind.Online) document["system"] = Warning("online_url");
        if (deployment.Kind == DeploymentKind.RShiny) document["system"] = Warning("rshiny_url");
        return document;
    }

    private static JsonObject Status(Deployment deployment, ApiCall call)
    {
        var status = new JsonObject();
        if (deployment.Kind != DeploymentKind.Batch)
        {
            var operation = deployment.Kind == DeploymentKind.Online ? "predictions" : "r_shiny";
            List<(string Url, bool UsesServingName)> links = [(call.AbsoluteUrl($"/ml/v4/deployments/{deployment.Id}/{operation}"), false)];
            if (deployment.ServingName is { } name) links.Add((call.AbsoluteUrl($"/ml/v4/deployments/{name}/{operation}"), true));

            status[deployment.Kind == DeploymentKind.Online ? "online_url" : "rshiny_url"] = new JsonObject { ["url"] = links[0].Url };
            status["serving_urls"] = links.Select(l => l.Url).ToJsonArray();
            if (call.Release.DeploymentInferenceLinks && deployment.Kind == DeploymentKind.Online)
            {
                status["inference"] = links.Select(l =>
                {
                    var item = new JsonObject { ["url"] = l.Url };
                    if (l.UsesServingName) item["uses_serving_name"] = true;
                    return (JsonNode)item;
                }).ToJsonArray();
            }
        }

        status["state"] = deployment.State.ToString().ToLowerInvariant();
        if (deployment.Message is { } message) status["message"] = new JsonObject { ["text"] = message, ["level"] = "info" };
        if (deployment.Failure is { } failure) status["failure"] = ErrorWriter.Errors(failure, call.Trace);
        return status;
    }

    private static JsonObject Warning(string field) => new()
    {
        ["warnings"] = new JsonArray(new JsonObject
        {
            ["id"] = "Deprecated",
            ["message"] = $"{field} is deprecated and will be removed in a future release. Use serving_urls instead.",
        }),
    };
}
