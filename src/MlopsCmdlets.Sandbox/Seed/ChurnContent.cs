using System.Text;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Connections;

namespace MlopsCmdlets.Sandbox.Seed;

/// <summary>Names, descriptions and bodies of the churn seed's assets, in the forms that the product keeps (reference §5.2, 5.6 and 7.1).</summary>
internal static class ChurnContent
{
    public const string Project = "churn-dev";
    public const string TestSpace = "churnUATspace";
    public const string ProductionSpace = "churn_prod_space";

    public const string Data = "customer_churn.csv";
    public const string Model = "ChurnPrediction";
    public const string Connection = "churn-warehouse";
    public const string Script = "refresh_churn_data.py";

    /// <summary>The specification that serves PMML, the same on every cluster.</summary>
    public const string PmmlSpecificationId = "493bcb95-16f1-5bc5-bee8-81b8af80e9c7";

    private const string PythonSpecificationId = "336b29df-e0e1-5e7d-b6a5-f6ab722625b2";

    public static byte[] ScriptCode() => Encoding.UTF8.GetBytes($$"""
        # Writes the latest customers as customer_churn.csv.
        import csv
        import os

        COLUMNS = "{{string.Join(' ', Columns().Select(c => c.Name))}}".split()


        def refresh(rows, path):
            with open(path, "w", newline="") as file:
                writer = csv.DictWriter(file, COLUMNS)
                writer.writeheader()
                writer.writerows(rows)


        if __name__ == "__main__":
            refresh([], os.environ.get("CHURN_FILE", "customer_churn.csv"))

        """.ReplaceLineEndings("\n"));

    public static JsonObject DataEntity() => new()
    {
        ["data_asset"] = new JsonObject
        {
            ["mime_type"] = "text/csv",
            ["dataset"] = true,
            ["columns"] = new JsonArray([.. Columns().Select(c => (JsonNode)new JsonObject { ["name"] = c.Name, ["type"] = new JsonObject { ["type"] = Storage(c.Type), ["nullable"] = true } })]),
        },
    };

    /// <param name="dataId">The data asset it was trained on.</param>
    /// <param name="scope">For the link: <c>space_id=…</c> or <c>project_id=…</c>.</param>
    public static JsonObject ModelEntity(string dataId, string scope) => new()
    {
        ["wml_model"] = new JsonObject
        {
            ["type"] = "pmml_4.2.1",
            ["software_spec"] = new JsonObject { ["id"] = PmmlSpecificationId, ["name"] = "pmml-3.0_4.3" },
            ["label_column"] = ChurnColumn.Label,
            ["schemas"] = new JsonObject
            {
                ["input"] = new JsonArray(new JsonObject
                {
                    ["id"] = "1",
                    ["type"] = "struct",
                    ["fields"] = new JsonArray([.. ChurnColumn.Inputs.Select(c => (JsonNode)new JsonObject { ["name"] = c.Name, ["type"] = c.Type })]),
                }),
                ["output"] = new JsonArray(),
            },
            ["training_data_references"] = new JsonArray(new JsonObject
            {
                ["type"] = "data_asset",
                ["id"] = dataId,
                ["connection"] = new JsonObject(),
                ["location"] = new JsonObject { ["href"] = $"/v2/assets/{dataId}?{scope}" },
            }),
        },
    };

    /// <summary>Has a secret, so that a rehearsal shows what a transfer does with it.</summary>
    public static JsonObject ConnectionEntity() => new()
    {
        ["connection"] = new JsonObject
        {
            ["datasource_type"] = DatasourceTypes.Find("postgresql"),
            ["properties"] = new JsonObject
            {
                ["host"] = "churn-uat-db.example.com",
                ["port"] = "5432",
                ["database"] = "customers",
                ["username"] = "churn_reader",
                ["password"] = "uat-Sample-Secret-1",
                ["ssl"] = "true",
            },
            ["flags"] = new JsonArray(),
        },
    };

    public static JsonObject ScriptEntity() => new()
    {
        ["script"] = new JsonObject
        {
            ["language"] = new JsonObject { ["name"] = "python3" },
            ["software_spec"] = new JsonObject { ["base_id"] = PythonSpecificationId, ["name"] = "runtime-23.1-py3.10" },
            ["ml_version"] = "4.0.0",
        },
    };

    private static IEnumerable<ChurnColumn> Columns() => [.. ChurnColumn.Inputs, new ChurnColumn(ChurnColumn.Label, "string")];

    private static string Storage(string type) => type == "string" ? "varchar" : type;
}
