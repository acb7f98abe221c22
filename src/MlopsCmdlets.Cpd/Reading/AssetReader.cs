using System.Text.Json;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Cpd.Reading;

/// <summary>Catalogue assets: assets of all types, scripts and connections.</summary>
internal static class AssetReader
{
    private const string Mask = "********";

    // Everything else is masked: a property that this list does not know could be a secret.
    private static readonly string[] Harmless =
    [
        "host", "port", "database", "url", "uri", "ssl", "username", "user", "bucket", "region", "schema", "table", "catalog", "warehouse", "service_name",
        "sid", "driver", "instance", "path", "method", "version", "timeout", "project", "account", "account_name", "container", "endpoint", "location", "folder",
    ];

    private static readonly string[] Telling = ["pass", "pwd", "secret", "token", "key", "credential", "private", "sas", "certificate"];

    public static CpdAsset Asset(JsonElement document, CpdContainer container, CpdSession? session)
    {
        var metadata = Fill.Metadata(document);
        return new CpdAsset
        {
            Id = document.Id() ?? "",
            Name = Fill.Name(document),
            Type = metadata.Text("asset_type") ?? "",
            Description = Fill.Description(document),
            Tags = Fill.Tags(document),
            CreatedAt = Fill.Created(document),
            UpdatedAt = Fill.Updated(document),
            OwnerId = Fill.Owner(document),
            SpaceId = Fill.Space(document, container),
            ProjectId = Fill.Project(document, container),
            State = metadata.Text("asset_state"),
            Category = metadata.Text("asset_category"),
            Size = metadata.Whole("size"),
            SourceAssetId = metadata.Text("source_asset", "asset_id"),
            Attachments = Attachments(document),
            Session = session,
        };
    }

    public static IReadOnlyList<CpdAttachment> Attachments(JsonElement document) => [.. document.Items("attachments").Select(Attachment)];

    public static CpdAttachment Attachment(JsonElement a) => new(
        a.Text("id") ?? a.Text("attachment_id") ?? "",
        a.Text("name"),
        a.Text("mime"),
        a.Whole("size"),
        a.Flag("is_remote") || a.Text("attachment_type") == "remote",
        a.Text("connection_id"))
    {
        ConnectionPath = a.Text("connection_path"),
    };

    public static CpdScript Script(JsonElement document, CpdContainer container, CpdSession? session)
    {
        var script = Fill.Entity(document).Member("script");
        return new CpdScript
        {
            Id = document.Id() ?? "",
            Name = Fill.Name(document),
            Type = "script",
            Description = Fill.Description(document),
            Tags = Fill.Tags(document),
            CreatedAt = Fill.Created(document),
            UpdatedAt = Fill.Updated(document),
            OwnerId = Fill.Owner(document),
            SpaceId = Fill.Space(document, container),
            ProjectId = Fill.Project(document, container),
            Language = script?.Text("language", "name"),
            SoftwareSpecificationId = script?.Text("software_spec", "base_id") ?? script?.Text("software_spec", "id"),
            SoftwareSpecificationName = script?.Text("software_spec", "name"),
            Attachments = Attachments(document),
            Revision = RevisionOf(document),
            Session = session,
        };
    }

    public static CpdConnection Connection(JsonElement document, CpdContainer container, CpdSession? session)
    {
        var entity = Fill.Entity(document);
        return new CpdConnection
        {
            Id = document.Id() ?? "",
            Name = Fill.Name(document),
            Type = "connection",
            Description = Fill.Description(document),
            Tags = Fill.Tags(document),
            CreatedAt = Fill.Created(document) ?? Fill.Metadata(document).Date("create_time"),
            UpdatedAt = Fill.Updated(document),
            OwnerId = Fill.Owner(document),
            SpaceId = Fill.Space(document, container),
            ProjectId = Fill.Project(document, container),
            DatasourceType = entity.Text("datasource_type"),
            Properties = Properties(entity.Member("properties")),
            Flags = entity.Texts("flags"),
            Session = session,
        };
    }

    public static CpdRevision Revision(JsonElement document, CpdContainer container, CpdSession? session) => new()
    {
        Id = document.Id() ?? "",
        Name = Fill.Name(document),
        Type = "revision",
        Description = Fill.Description(document),
        Tags = Fill.Tags(document),
        CreatedAt = (document.Member("metadata", "commit_info") ?? document.Member("commit_info"))?.Date("committed_at") ?? Fill.Created(document),
        UpdatedAt = Fill.Updated(document),
        OwnerId = Fill.Owner(document),
        SpaceId = Fill.Space(document, container),
        ProjectId = Fill.Project(document, container),
        Revision = RevisionOf(document) ?? "",
        CommitMessage = (document.Member("metadata", "commit_info") ?? document.Member("commit_info"))?.Text("commit_message")
            ?? Fill.Metadata(document).Text("commit_message"),
        Session = session,
    };

    public static string? RevisionOf(JsonElement document)
    {
        var metadata = Fill.Metadata(document);
        return metadata.Text("rev") ?? metadata.Text("revision_id");
    }

    private static Dictionary<string, string> Properties(JsonElement? properties)
    {
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        if (properties is not { ValueKind: JsonValueKind.Object } members) return shown;
        foreach (var property in members.EnumerateObject())
            shown[property.Name] = IsHarmless(property.Name) ? WithoutUserInfo(property.Value.AsText() ?? property.Value.GetRawText()) : Mask;
        return shown;
    }

    private static bool IsHarmless(string name)
    {
        if (Array.Exists(Telling, word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)) return false;
        return Array.Exists(Harmless, known => name.Equals(known, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>URLs can carry a login or a signature.</summary>
    private static string WithoutUserInfo(string value)
    {
        var scheme = value.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0) return value;
        var query = value.IndexOfAny(['?', ';', '#'], scheme);
        if (query >= 0) value = value.Substring(0, query + 1) + Mask;
        var at = value.IndexOf('@', scheme);
        return at < 0 ? value : value.Substring(0, scheme + 3) + Mask + value.Substring(at);
    }
}
