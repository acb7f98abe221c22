using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Faults;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.MachineLearning.Assets;
using MlopsCmdlets.Sandbox.MachineLearning.Scoring;
using MlopsCmdlets.Sandbox.MachineLearning.Specifications;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.MachineLearning.Deployments;

/// <summary>Create, list, read, change and delete deployments.</summary>
internal sealed class DeploymentRoutes(DeploymentRegistry registry, AssetLoader loader, SpecificationDirectory specifications)
{
    private static readonly Func<string, bool> Patchable =
        MachineLearningCall.Below("/asset", "/hardware_spec", "/name", "/description", "/tags", "/custom", "/online/parameters", "/r_shiny", "/hybrid_pipeline_hardware_specs");

    public void Map(RouteTable routes)
    {
        routes.Post("/ml/v4/deployments", CreateAsync);
        routes.Get("/ml/v4/deployments", List);
        routes.Get("/ml/v4/deployments/{id}", Get);
        routes.Patch("/ml/v4/deployments/{id}", PatchAsync);
        routes.Delete("/ml/v4/deployments/{id}", Delete);
    }

    private async Task<IResult> CreateAsync(ApiCall call)
    {
        call.ApiVersion();
        var body = await call.GuardedBodyAsync();
        var container = call.Container(body, ContainerRole.Editor);
        if (container.Kind == ContainerKind.Project && !call.Release.DeploymentsInProjects)
            throw ApiException.BadRequest("Deployments can be created only in deployment spaces.", "unsupported_container", "project_id");

        var kinds = Enum.GetValues<DeploymentKind>().Where(k => body[DeploymentDocument.KindName(k)] is not null).ToArray();
        if (kinds.Length != 1) throw ApiException.BadRequest("Exactly one of the fields online, batch and r_shiny is required.", "invalid_deployment_type", "online");
        var kind = kinds[0];
        var options = body.Object(DeploymentDocument.KindName(kind)) ?? throw ApiException.BadRequest($"The field '{DeploymentDocument.KindName(kind)}' must be a JSON object.", "invalid_field", DeploymentDocument.KindName(kind));
        RequireServingName(kind, options);

        var (reference, asset, revision) = RequireAsset(call, container, body["asset"]);
        if (!DeployableAsset.Supports(asset.Type, kind))
            throw ApiException.BadRequest($"The asset '{asset.Name}' of type {asset.Type} cannot be deployed as {DeploymentDocument.KindName(kind)}.", "unsupported_asset_type", "asset");

        var properties = new DeploymentProperties
        {
            Name = body.Text("name") ?? "",
            Description = body.Text("description") ?? "",
            Tags = [.. body.Strings("tags")],
            Custom = body.Object("custom")?.Copy() ?? [],
            Options = options.Copy(),
            Hardware = specifications.RequireHardware(body["hardware_spec"], container),
        };
        var loaded = await LoadAsync(call, container, asset, revision);
        var deployment = new Deployment(kind, container, properties, reference, DeployableAsset.DeployedType(asset.Type)!, loaded, new PolledState(call.World.Settings.PollsPerStep))
        {
            Sequence = call.World.NextSequence(),
            CreatedAt = call.World.Now,
            OwnerId = call.Caller.Uid,
        };
        registry.Add(deployment);
        return Reply.Accepted(DeploymentDocument.Of(deployment, call));
    }

    private IResult List(ApiCall call)
    {
        call.ApiVersion();
        if (call.QueryFlag("conflict"))
        {
            var name = call.Query("serving_name") ?? throw ApiException.BadParameter("serving_name", "Parameter 'conflict' needs 'serving_name'.");
            return registry.TryGetServing(name, out _) ? throw DeploymentRegistry.Taken(name) : Reply.Empty();
        }

        var container = call.Scope(ContainerRole.Viewer);
        IEnumerable<Deployment> deployments = registry.In(container);
        foreach (var deployment in deployments) deployment.Look(call.World.Now);
        if (call.Query("serving_name") is { } servingName) deployments = deployments.Where(d => d.ServingName == servingName);
        if (call.Query("tag.value") is { } tag) deployments = deployments.Where(d => d.Properties.Tags.Contains(tag));
        if (call.Query("asset_id") is { } assetId) deployments = deployments.Where(d => d.Asset.Id == assetId);
        if (call.Query("name") is { } text) deployments = deployments.Where(d => d.Properties.Name == text);
        if (call.Query("type") is { } type) deployments = deployments.Where(d => DeploymentDocument.KindName(d.Kind) == type);
        if (call.Query("state") is { } state) deployments = deployments.Where(d => d.State.ToString().Equals(state, StringComparison.OrdinalIgnoreCase));
        return Reply.Json(Paging.List(call, [.. deployments], d => d.Sequence, d => DeploymentDocument.Of(d, call)));
    }

    private IResult Get(ApiCall call)
    {
        var deployment = registry.Require(call.Scope(ContainerRole.Viewer), call.Route("id"));
        deployment.Look(call.World.Now);
        return Reply.Json(DeploymentDocument.Of(deployment, call));
    }

    private async Task<IResult> PatchAsync(ApiCall call)
    {
        var container = call.Scope(ContainerRole.Editor);
        var deployment = registry.Require(container, call.Route("id"));
        var operations = await call.GuardedPatchAsync();

        var kindName = DeploymentDocument.KindName(deployment.Kind);
        JsonObject Patched(DeploymentProperties before) => JsonPatch.Apply(
            new JsonObject
            {
                ["asset"] = deployment.Asset.ToJson(),
                ["hardware_spec"] = before.Hardware.Copy(),
                ["name"] = before.Name,
                ["description"] = before.Description,
                ["tags"] = before.Tags.ToJsonArray(),
                ["custom"] = before.Custom.Copy(),
                [kindName] = before.Options.Copy(),
            },
            operations,
            Patchable);

        if (Touches(operations, "/asset"))
        {
            if (operations.Count > 1) throw ApiException.BadRequest("A change of the asset must be alone in the patch.", "invalid_json_patch", "asset");
            var (reference, asset, revision) = RequireAsset(call, container, Patched(deployment.Properties)["asset"]);
            if (!DeployableAsset.Supports(asset.Type, deployment.Kind))
                throw ApiException.BadRequest($"The asset '{asset.Name}' of type {asset.Type} cannot be deployed as {kindName}.", "unsupported_asset_type", "asset");
            var loaded = await LoadAsync(call, container, asset, revision);
            deployment.Replace(reference, DeployableAsset.DeployedType(asset.Type)!, loaded, new PolledState(call.World.Settings.PollsPerStep));
            return Reply.Accepted(DeploymentDocument.Of(deployment, call));
        }

        JsonObject document = [];
        registry.Change(
            deployment,
            before =>
            {
                document = Patched(before);
                var options = document.Object(kindName) ?? [];
                RequireServingName(deployment.Kind, options);
                return before with
                {
                    Name = document.Text("name") ?? "",
                    Description = document.Text("description") ?? "",
                    Tags = [.. document.Strings("tags")],
                    Custom = document.Object("custom")?.Copy() ?? [],
                    Options = options.Copy(),
                };
            },
            call.World.Now);
        if (!Touches(operations, "/hardware_spec")) return Reply.Json(DeploymentDocument.Of(deployment, call));

        deployment.Scale(specifications.RequireHardware(document["hardware_spec"], container), new PolledState(call.World.Settings.PollsPerStep));
        return Reply.Accepted(DeploymentDocument.Of(deployment, call));
    }

    private IResult Delete(ApiCall call)
    {
        registry.Remove(registry.Require(call.Scope(ContainerRole.Editor), call.Route("id")));
        return Reply.Empty();
    }

    /// <summary>Loads the asset, unless a fault rule lets its deployment fail.</summary>
    private async Task<LoadedAsset> LoadAsync(ApiCall call, Container container, Asset asset, AssetRevision? revision)
    {
        var loaded = await loader.LoadAsync(container, asset, revision, call.Aborted);
        return call.Injected(FaultKind.Fail) is { } rule
            ? LoadedAsset.Failed("deployment_failed", rule.Message ?? "The deployment failed because a fault rule says so.")
            : loaded;
    }

    private static bool Touches(JsonArray operations, string path) =>
        operations.Any(o => o.Text("path") is { } p && (p == path || p.StartsWith(path + "/", StringComparison.Ordinal)));

    private static void RequireServingName(DeploymentKind kind, JsonObject options)
    {
        if (options.Text("parameters", "serving_name") is not { } name) return;
        if (kind == DeploymentKind.Batch) throw ApiException.BadRequest("A batch deployment has no serving name.", "invalid_serving_name", "serving_name");
        if (ServingName.Fault(name) is { } fault) throw ApiException.BadRequest(fault, "invalid_serving_name", "serving_name");
    }

    private static (AssetReference Reference, Asset Asset, AssetRevision? Revision) RequireAsset(ApiCall call, Container container, JsonNode? reference)
    {
        var id = reference.Text("id") ?? throw ApiException.BadRequest("The field 'asset' with an 'id' is required.", "missing_field", "asset");
        if (!call.World.Assets.TryGet(container, id, out var asset) || DeployableAsset.DeployedType(asset.Type) is null)
            throw ApiException.NotFound($"The asset '{id}' does not exist in {container.ScopeName[..^3]} {container.Id} or cannot be deployed.", "asset_not_found");
        var rev = reference.Text("rev") ?? reference.At("rev")?.ToJsonString();
        var revision = rev is null ? null : AssetFamilyRoutes.RevisionOf(asset, rev)
            ?? throw ApiException.NotFound($"Revision '{rev}' of asset '{id}' does not exist.", "revision_not_found");
        return (new AssetReference(id, rev), asset, revision);
    }
}
