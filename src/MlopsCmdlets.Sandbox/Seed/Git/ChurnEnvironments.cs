using System.Text.Json.Nodes;

namespace MlopsCmdlets.Sandbox.Seed.Git;

/// <summary>The environments of the churn model, as <c>mlops.json</c> names them: all on this sandbox, in the order in which changes go through them.</summary>
internal static class ChurnEnvironments
{
    public static JsonObject Document(string origin) => new()
    {
        ["version"] = 1,
        ["environments"] = new JsonArray(
            Environment(origin, "dev", "churn-dev", null),
            Environment(origin, "uat", ChurnContent.TestSpace, "dev"),
            Environment(origin, "prd", ChurnContent.ProductionSpace, "uat")),
    };

    private static JsonObject Environment(string origin, string name, string space, string? predecessor)
    {
        var document = new JsonObject { ["name"] = name, ["url"] = origin, ["space"] = space, ["branch"] = name };
        if (predecessor is not null) document["predecessor"] = predecessor;
        if (name == "prd") document["production"] = true;
        return document;
    }
}
