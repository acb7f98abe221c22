using System.Text.Json.Nodes;
using MlopsCmdlets.Promotion.Plans;

namespace MlopsCmdlets.Promotion.Tests.Plans;

/// <summary>Downloads that stay on disk for the next run of their plan, and when they do not.</summary>
public sealed class KeptBundleTests : PlanTransferBench
{
    private string Bundle => Directory.GetFiles(Folder, "*.zip").Single();

    private string Note => Directory.GetFiles(Folder, "*.json").Single();

    [Fact]
    public async Task A_download_that_survived_a_crash_is_not_made_again()
    {
        var plan = await PlanAsync();
        await KillBeforeImportAsync(plan);
        Assert.Equal(2, Directory.GetFiles(Folder).Length);
        Assert.Null(Uat.LastExportKey);

        await ApplyWellAsync(plan);
        Assert.DoesNotContain("export", Uat.Calls);
    }

    [Theory]
    [InlineData("content")]
    [InlineData("length")]
    [InlineData("no bundle")]
    [InlineData("no note")]
    [InlineData("not JSON")]
    [InlineData("another plan")]
    [InlineData("another asset")]
    [InlineData("another metadata")]
    [InlineData("no plan")]
    [InlineData("no assets")]
    [InlineData("no hash")]
    [InlineData("no length")]
    [InlineData("a length as text")]
    public async Task A_bundle_that_is_not_what_its_note_says_is_not_used(string damage)
    {
        var plan = await PlanAsync();
        await KillBeforeImportAsync(plan);
        var note = (JsonObject)JsonNode.Parse(File.ReadAllText(Note))!;
        var bytes = File.ReadAllBytes(Bundle);
        var assets = note["assets"]!.AsArray();
        switch (damage)
        {
            case "content":
                bytes[bytes.Length / 2] ^= 1;
                break;
            case "length":
                bytes = [.. bytes, 0];
                break;
            case "another plan":
                note["plan"] = new string('0', 64);
                break;
            case "another asset":
                assets[0]!["sha256"] = new string('0', 64);
                break;
            case "another metadata":
                assets[1]!["metadataSha256"] = new string('0', 64);
                break;
            case "a length as text":
                note["bytes"] = "many";
                break;
            default:
                note.Remove(damage switch { "no plan" => "plan", "no assets" => "assets", "no hash" => "sha256", "no length" => "bytes", _ => "" });
                break;
        }

        var (bundle, path) = (Bundle, Note);
        File.WriteAllBytes(bundle, bytes);
        File.WriteAllText(path, damage == "not JSON" ? "{" : note.ToJsonString());
        if (damage is "no note" or "no bundle")
            File.Delete(damage == "no note" ? path : bundle);

        await ApplyWellAsync(plan);

        Assert.Contains("export", Uat.Calls);
    }

    [Fact]
    public async Task Secrets_travel_with_a_key_and_are_never_kept_on_disk()
    {
        var plan = await PlanAsync(new PlanRequest("churn") { Assets = ["warehouse"] });
        await KillBeforeImportAsync(plan);
        Assert.NotNull(Uat.LastExportKey);
        Assert.False(Directory.Exists(Folder) && Directory.EnumerateFiles(Folder).Any());
        await ApplyWellAsync(plan);
    }

    [Fact]
    public async Task A_connection_travels_with_a_key_even_when_no_secret_is_seen_in_it()
    {
        Connection.Entity = Json("""{"connection":{"datasource_type":"postgresql","properties":{"host":"uat.example.com"}}}""");
        var plan = await PlanAsync(new PlanRequest("churn") { Assets = ["warehouse"] });
        await KillBeforeImportAsync(plan);
        Assert.NotNull(Uat.LastExportKey);
        Assert.False(Directory.Exists(Folder) && Directory.EnumerateFiles(Folder).Any());
    }

    [Fact]
    public async Task A_secret_in_any_other_asset_travels_with_a_key_too()
    {
        Data.Entity["data_asset"]!["password"] = "uat-Secret-2";
        var plan = await PlanAsync();
        await KillBeforeImportAsync(plan);
        Assert.NotNull(Uat.LastExportKey);
        Assert.False(Directory.Exists(Folder) && Directory.EnumerateFiles(Folder).Any());
    }

    [Fact]
    public async Task A_secret_that_the_export_added_does_not_stay_on_disk_and_travels_with_a_key()
    {
        // The plan covers the connection, which the destination has already, and the export takes it along.
        Copy(Connection);
        var plan = await PlanAsync(new PlanRequest("churn") { Assets = ["warehouse"] });
        Uat.AlsoExported.Add(Connection.Id);
        await KillBeforeImportAsync(plan);
        Assert.NotNull(Uat.LastExportKey);
        Assert.False(Directory.Exists(Folder) && Directory.EnumerateFiles(Folder).Any());
    }

    [Fact]
    public async Task Downloads_that_nobody_came_back_for_go_after_a_week()
    {
        Directory.CreateDirectory(Folder);
        // The clock of this test stands at the beginning of 2026.
        foreach (var (name, day) in new[] { ("mlops-old-1.zip", 20), ("mlops-new-1.zip", 28), ("foreign.zip", 1) })
        {
            foreach (var file in new[] { name, name + ".json" })
            {
                File.WriteAllText(Path.Combine(Folder, file), "x");
                File.SetLastWriteTimeUtc(Path.Combine(Folder, file), new DateTime(2025, 12, day, 0, 0, 0, DateTimeKind.Utc));
            }
        }

        await ApplyAsync(await PlanAsync());

        Assert.Equal(["foreign.zip", "foreign.zip.json", "mlops-new-1.zip", "mlops-new-1.zip.json"], Directory.GetFiles(Folder).Select(Path.GetFileName).OrderBy(name => name, StringComparer.Ordinal));
    }
}
