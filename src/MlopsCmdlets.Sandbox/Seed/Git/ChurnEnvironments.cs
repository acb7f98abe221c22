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
        if (name == "prd")
        {
            document["production"] = true;
            document["approvals"] = 1;
        }

        // Measured on the customers of the environment itself, which the model has not seen.
        if (predecessor is not null)
        {
            document["gates"] = new JsonArray(new JsonObject
            {
                ["kind"] = "metric",
                ["name"] = $"accuracy on {name} customers",
                ["metric"] = "accuracy",
                ["minimum"] = 0.85,
                ["path"] = $"assets/data_asset/customer_churn-{name}.csv",
                ["labelColumn"] = ChurnColumn.Label,
                ["positiveClass"] = "T",
            });
        }

        return document;
    }
}
