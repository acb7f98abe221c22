using System.Text.Json;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Cpd.Reading;

/// <summary>Fields that documents share.</summary>
internal static class Fill
{
    private static readonly JsonElement Nothing = JsonBody.Value(_ => { });

    public static JsonElement Metadata(JsonElement document) => document.Member("metadata") ?? document;

    public static JsonElement Entity(JsonElement document) => document.Member("entity") ?? Nothing;

    /// <summary>Services put the name into metadata, entity, or both.</summary>
    public static string Name(JsonElement document) =>
        Metadata(document).Text("name") ?? Entity(document).Text("name") ?? document.Text("name") ?? "";

    public static string? Description(JsonElement document) =>
        Empty(Metadata(document).Text("description") ?? Entity(document).Text("description") ?? document.Text("description"));

    public static string[] Tags(JsonElement document)
    {
        var metadata = Metadata(document).Member("tags") is { ValueKind: JsonValueKind.Array } ? Metadata(document) : Entity(document);
        return metadata.Texts("tags");
    }

    public static DateTimeOffset? Created(JsonElement document)
    {
        var metadata = Metadata(document);
        return metadata.Date("created_at") ?? metadata.Date("created") ?? document.Date("created_timestamp");
    }

    public static DateTimeOffset? Updated(JsonElement document)
    {
        var metadata = Metadata(document);
        return metadata.Date("modified_at") ?? metadata.Date("updated_at") ?? metadata.Member("usage")?.Date("last_updated_at");
    }

    public static string? Owner(JsonElement document)
    {
        var metadata = Metadata(document);
        return metadata.Text("owner_id") ?? metadata.Text("owner") ?? metadata.Text("creator_id") ?? Entity(document).Text("creator_iam_id");
    }

    /// <summary>The space that the document names, else the one that was asked.</summary>
    public static string? Space(JsonElement document, CpdContainer? asked) =>
        Metadata(document).Text("space_id") ?? Entity(document).Text("space_id") ?? asked?.SpaceId;

    public static string? Project(JsonElement document, CpdContainer? asked) =>
        Space(document, asked) is null ? Metadata(document).Text("project_id") ?? Entity(document).Text("project_id") ?? asked?.ProjectId : null;

    public static string[] Warnings(JsonElement document) =>
        [.. (document.Member("system") ?? Nothing).Items("warnings").Select(w => w.Text("message")).OfType<string>()];

    /// <summary>Input schemas come as <c>[{fields:[{name,type}]}]</c>, as one such object, or as the array of fields itself.</summary>
    public static IReadOnlyList<CpdSchemaField> Schema(JsonElement entity, string direction)
    {
        var fields = new List<CpdSchemaField>();
        if (entity.Member("schemas", direction) is { } schema) Collect(schema, fields);
        return fields;

        static void Collect(JsonElement element, List<CpdSchemaField> into)
        {
            if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in element.EnumerateArray()) Collect(item, into);
            }
            else if (element.Member("fields") is { } inner)
            {
                Collect(inner, into);
            }
            else if (element.Text("name") is { } name)
            {
                into.Add(new CpdSchemaField(name, element.Text("type") ?? ""));
            }
        }
    }

    private static string? Empty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
