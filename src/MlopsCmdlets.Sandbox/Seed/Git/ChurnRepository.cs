using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Git.Storage;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Seed.Git;

/// <summary>
/// The repository of the churn model, in the layout of a project that is connected to Git: notebook, data for each environment, descriptions of
/// assets and of the deployment job, and <c>mlops.json</c>. Branches dev, uat and prd begin at one commit. It is written when it is first used.
/// </summary>
internal static class ChurnRepository
{
    public const string Name = "mlops-churn-prediction";

    /// <summary>The Azure project that it is in.</summary>
    public const string AzureProject = "upstream";

    public const string Notebook = "assets/notebooks/customer-churn-prediction.ipynb";

    private const string DefaultBranch = "prd";

    private static readonly string[] Environments = ["dev", "uat", "prd"];
    private static readonly GitSignature Author = new("Churn Upstream", "upstream@example.invalid", new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));

    public static void Add(World world)
    {
        var git = world.Git;
        Sandbox.Git.GitRepository[] repositories =
        [
            git.GitHub.Add(git.Accounts.Organization(GitAccounts.Upstream)!, Name),
            git.Azure.Add(git.Azure.Project(GitAccounts.Team, AzureProject)!, Name),
        ];
        foreach (var repository in repositories)
        {
            repository.SetDefaultBranch(DefaultBranch);
            repository.FillWith(storage => storage.ImportAsync(Stream(git.Origin)));
        }
    }

    /// <summary>Three commits and three branches as a stream for <c>git fast-import</c>: one program, whatever the number of files.</summary>
    private static byte[] Stream(string origin)
    {
        using var stream = new MemoryStream();
        Commit(stream, 1, "Layout of the project", [("README.md", Read("README.md")), (".gitignore", Read("gitignore")), ("assets/.METADATA/.version.json", Json(new JsonObject { ["version"] = "1.0.0" }))]);
        Commit(stream, 2, "Customers of each environment", [.. Environments.Select((e, i) => ($"assets/data_asset/{DataName(e)}", ChurnDataGenerator.Generate(ChurnDataGenerator.Seed + (ulong)i))), .. Environments.Select(e => ($"assets/.METADATA/data_asset.{Slug(DataName(e))}.json", Json(DataAsset(DataName(e)))))]);
        Commit(stream, 3, "Churn notebook, deployment job and environments", [(Notebook, Read("customer-churn-prediction.ipynb")), ("assets/.METADATA/job.deploychurnmodel.json", Json(DeploymentJob())), ("mlops.json", Json(ChurnEnvironments.Document(origin)))]);
        foreach (var branch in Environments.Where(e => e != DefaultBranch)) Line(stream, $"reset {GitRef.Heads}{branch}\nfrom :3\n");
        return stream.ToArray();
    }

    private static void Commit(MemoryStream stream, int mark, string message, IEnumerable<(string Path, byte[] Content)> files)
    {
        var signature = Author with { When = Author.When.AddHours(mark) };
        var text = Encoding.UTF8.GetBytes(message + "\n");
        Line(stream, $"commit {GitRef.Heads}{DefaultBranch}\nmark :{mark}\nauthor {signature}\ncommitter {signature}\ndata {text.Length}");
        stream.Write(text);
        if (mark > 1) Line(stream, $"from :{mark - 1}");
        foreach (var (path, content) in files)
        {
            Line(stream, $"M 100644 inline {path}\ndata {content.Length}");
            stream.Write(content);
            Line(stream, "");
        }
    }

    private static void Line(MemoryStream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text + "\n"));

    private static string DataName(string environment) => $"customer_churn-{environment}.csv";

    private static string Slug(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit));

    private static JsonObject DataAsset(string file) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = file, ["asset_type"] = "data_asset", ["asset_id"] = "data_asset." + Slug(file), ["description"] = "Customers with the label CHURN", ["created_at"] = Created },
        ["entity"] = new JsonObject { ["data_asset"] = new JsonObject { ["mime_type"] = "text/csv", ["dataset"] = false } },
        ["attachments"] = new JsonArray(new JsonObject { ["asset_type"] = "data_asset", ["name"] = "remote", ["mime"] = "text/csv", ["object_key"] = "data_asset/" + file }),
    };

    private static JsonObject DeploymentJob() => new()
    {
        ["metadata"] = new JsonObject { ["name"] = "deploy-churn-model", ["asset_type"] = "job", ["asset_id"] = "job.deploychurnmodel", ["description"] = "Trains on the environment's data and deploys", ["created_at"] = Created },
        ["entity"] = new JsonObject
        {
            ["job"] = new JsonObject
            {
                ["asset_ref_type"] = "notebook",
                ["configuration"] = new JsonObject { ["env_id"] = "jupconda222py310", ["env_type"] = "notebook", ["file_ref"] = Notebook["assets/".Length..], ["entrypoint"] = Notebook, ["env_variables"] = new JsonArray() },
                ["last_run_initiator"] = "deprecated field",
                ["last_run_time"] = "deprecated field",
                ["last_run_status"] = "deprecated field",
                ["schedule_id"] = "",
                ["enable_notifications"] = false,
                ["retention_policy"] = new JsonObject { ["amount"] = 5 },
                ["project_name"] = "churn-dev",
            },
        },
    };

    private static string Created => "2026-01-05T09:00:00Z";

    private static byte[] Json(JsonNode document)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) document.WriteTo(writer);
        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(ChurnRepository).Assembly.GetManifestResourceStream("Seed.Git." + name)
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);

        // A checkout on Windows may have changed line ends; the repository's own do not depend on that.
        return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(buffer.ToArray()).ReplaceLineEndings("\n"));
    }
}
