using System.Text.Json;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Cpd.Reading;

/// <summary>Models, functions and deployments.</summary>
internal static class MachineLearningReader
{
    public static CpdModel Model(JsonElement document, CpdContainer container, CpdSession? session)
    {
        var entity = Fill.Entity(document);
        return new CpdModel
        {
            Id = document.Id() ?? "",
            Name = Fill.Name(document),
            Type = entity.Text("type") ?? "",
            Description = Fill.Description(document),
            Tags = Fill.Tags(document),
            CreatedAt = Fill.Created(document),
            UpdatedAt = Fill.Updated(document),
            OwnerId = Fill.Owner(document),
            SpaceId = Fill.Space(document, container),
            ProjectId = Fill.Project(document, container),
            SoftwareSpecificationId = entity.Text("software_spec", "id"),
            SoftwareSpecificationName = entity.Text("software_spec", "name"),
            LabelColumn = entity.Text("label_column"),
            InputFields = Fill.Schema(entity, "input"),
            Revision = AssetReader.RevisionOf(document),
            ContentImportState = entity.Text("content_import_state"),
            Warnings = Fill.Warnings(document),
            Session = session,
        };
    }

    public static CpdFunction Function(JsonElement document, CpdContainer container, CpdSession? session)
    {
        var entity = Fill.Entity(document);
        return new CpdFunction
        {
            Id = document.Id() ?? "",
            Name = Fill.Name(document),
            Type = entity.Text("type") ?? "",
            Description = Fill.Description(document),
            Tags = Fill.Tags(document),
            CreatedAt = Fill.Created(document),
            UpdatedAt = Fill.Updated(document),
            OwnerId = Fill.Owner(document),
            SpaceId = Fill.Space(document, container),
            ProjectId = Fill.Project(document, container),
            SoftwareSpecificationId = entity.Text("software_spec", "id"),
            SoftwareSpecificationName = entity.Text("software_spec", "name"),
            InputFields = Fill.Schema(entity, "input"),
            Revision = AssetReader.RevisionOf(document),
            Session = session,
        };
    }

    public static CpdDeployment Deployment(JsonElement document, CpdContainer? container, Uri origin, CpdSession? session)
    {
        var entity = Fill.Entity(document);
        var status = entity.Member("status");
        var kind = entity.Member("batch") is not null ? CpdDeploymentKind.Batch
            : entity.Member("r_shiny") is not null ? CpdDeploymentKind.Shiny
            : CpdDeploymentKind.Online;
        var id = document.Id() ?? "";
        return new CpdDeployment
        {
            Id = id,
            Name = Fill.Name(document),
            Type = kind switch { CpdDeploymentKind.Batch => "batch", CpdDeploymentKind.Shiny => "r_shiny", _ => "online" },
            Kind = kind,
            Description = Fill.Description(document),
            Tags = Fill.Tags(document),
            CreatedAt = Fill.Created(document),
            UpdatedAt = Fill.Updated(document),
            OwnerId = Fill.Owner(document),
            SpaceId = Fill.Space(document, container),
            ProjectId = Fill.Project(document, container),
            State = status?.Text("state") ?? "",
            AssetId = entity.Text("asset", "id"),
            AssetRevision = entity.Text("asset", "rev"),
            AssetType = entity.Text("deployed_asset_type"),
            ServingName = (entity.Member("online", "parameters") ?? entity.Member("r_shiny", "parameters"))?.Text("serving_name"),
            ScoringUrl = kind == CpdDeploymentKind.Online ? ScoringUrl(status, id, origin) : null,
            HardwareSpecificationId = entity.Text("hardware_spec", "id"),
            HardwareSpecificationName = entity.Text("hardware_spec", "name"),
            NodeCount = (int?)entity.Member("hardware_spec")?.Whole("num_nodes"),
            StateMessage = status?.Text("message", "text") ?? status?.Text("message"),
            FailureMessage = FailureReader.Message(status?.Member("failure")),
            Warnings = Fill.Warnings(document),
            Session = session,
        };
    }

    /// <summary>
    /// Releases name the address differently; the newest form wins. Only its path is used, below the session's own origin, since the host can be one that only
    /// the cluster knows.
    /// </summary>
    private static Uri ScoringUrl(JsonElement? status, string id, Uri origin)
    {
        var given = status?.Items("inference").Select(i => i.Text("url")).FirstOrDefault(u => u is not null)
            ?? status?.Texts("serving_urls").FirstOrDefault()
            ?? status?.Text("online_url", "url");
        var path = Uri.TryCreate(given, UriKind.Absolute, out var absolute) ? absolute.AbsolutePath : given;
        if (path is null || !path.StartsWith("/ml/", StringComparison.Ordinal)) path = $"/ml/v4/deployments/{Uri.EscapeDataString(id)}/predictions";
        return new Uri(origin, path);
    }
}
