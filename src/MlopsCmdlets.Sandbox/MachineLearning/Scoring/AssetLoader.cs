using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.MachineLearning.Assets;
using MlopsCmdlets.Sandbox.MachineLearning.Deployments;
using MlopsCmdlets.Sandbox.MachineLearning.Specifications;
using MlopsCmdlets.Sandbox.Pmml;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.MachineLearning.Scoring;

/// <summary>Turns an asset into something that scores. What a cluster would find out while it deploys is found out here.</summary>
internal sealed class AssetLoader(SpecificationDirectory specifications)
{
    private const string PmmlSpecification = "pmml-3.0_4.3";
    private static readonly ImmutableArray<string> PmmlVersions = ["3.0", "3.1", "3.2", "4.0", "4.1", "4.2", "4.3"];

    /// <param name="container">Where the asset is.</param>
    /// <param name="asset">The asset as it is now.</param>
    /// <param name="revision">The revision to load; null for the asset as it is now.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<LoadedAsset> LoadAsync(Container container, Asset asset, AssetRevision? revision, CancellationToken cancellationToken)
    {
        var state = revision?.Snapshot ?? asset;
        var attachment = AssetContentRoutes.MainContent(state);
        var content = attachment is null ? null : AssetStore.ContentOf(container, attachment);
        if (content is null) return LoadedAsset.Failed("asset_content_not_found", $"The asset '{asset.Name}' ({asset.Id}) has no content. Upload its content before it is deployed.");

        if (asset.Type == DeployableAsset.Model) return await LoadModelAsync(container, state, content, cancellationToken);
        if (asset.Type == DeployableAsset.Function) return await LoadFunctionAsync(state, content, cancellationToken);
        return new(new EchoScorer(), null);
    }

    private async Task<LoadedAsset> LoadModelAsync(Container container, Asset asset, Content content, CancellationToken cancellationToken)
    {
        var entity = asset.Entity.Object(AssetFamily.Models.AssetType);
        var type = entity.Text("type") ?? "";
        var specification = entity.Object("software_spec");
        if (specification.Text("id") is { } id)
        {
            if (!specifications.HasSoftware(id, container))
                return LoadedAsset.Failed("software_specification_not_found", $"The software specification '{id}' of model '{asset.Name}' does not exist in {container.ScopeName[..^3]} {container.Id}.");
            specification = specifications.RequireSoftware(specification, container);
        }

        if (!type.StartsWith("pmml_", StringComparison.Ordinal) || !PmmlVersions.Any(v => type.AsSpan(5).StartsWith(v) && (type.Length == 5 + v.Length || type[5 + v.Length] == '.')))
        {
            return LoadedAsset.Failed(
                "unsupported_model_type",
                $"Deployment of model '{asset.Name}' failed: model type '{type}' with software specification '{specification.Text("name")}' cannot be served by this cluster, which serves pmml_3.0 to pmml_4.3.");
        }

        if (specification.Text("name") is { } name && specifications.Software.Any(s => s.Name == name) && name != PmmlSpecification)
            return LoadedAsset.Failed("unsupported_software_specification", $"Deployment of model '{asset.Name}' failed: model type '{type}' is not supported with software specification '{name}'; use '{PmmlSpecification}'.");

        try
        {
            return new(new ModelScorer(PmmlModel.Load(await content.ReadAllAsync(cancellationToken)), DeclaredColumns(entity)), null);
        }
        catch (PmmlException error)
        {
            return LoadedAsset.Failed("model_load_failed", $"Deployment of model '{asset.Name}' failed: the model content could not be loaded. {error.Message}");
        }
    }

    private static async Task<LoadedAsset> LoadFunctionAsync(Asset asset, Content content, CancellationToken cancellationToken)
    {
        var head = new byte[2];
        await using var stream = content.OpenRead();
        return await stream.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, cancellationToken) == 2 && head is [0x1f, 0x8b]
            ? new(new EchoScorer(), null)
            : LoadedAsset.Failed("function_load_failed", $"Deployment of function '{asset.Name}' failed: its code is not a gzip archive of a .py file.");
    }

    private static ImmutableHashSet<string> DeclaredColumns(JsonNode? entity)
    {
        // Bundles and clients write the schema as a list of schemas or as one.
        var schemas = entity.At("schemas", "input") switch { JsonArray list => list, JsonObject one => [one.DeepClone()], _ => new JsonArray() };
        return [.. schemas.SelectMany(s => s.Array("fields") ?? []).Select(f => f.Text("name")).OfType<string>()];
    }
}
