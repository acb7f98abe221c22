using System.Text;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests;

/// <summary>Export to a file and import from one.</summary>
public sealed class BundleFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())).FullName;
    private readonly FakeContainer _source = new("churnUATspace"), _target = new("churn_prod_space", cluster: "https://b.example.com");

    private string FilePath => Path.Combine(_folder, "bundle.zip");

    private async Task<ExportedBundle> ExportAsync(AssetSelection? selection = null, TransferKey? key = null, bool allowClearText = false, bool overwrite = false)
    {
        var export = new BundleExport(_source, null, new InstantTime());
        return await export.RunAsync(await export.SelectAsync(selection ?? AssetSelection.All, default), FilePath, key, allowClearText, overwrite, null, default);
    }

    private async Task<TransferResult> ImportAsync(bool force = false, TransferKey? key = null)
    {
        var import = new BundleImport(_target, new TransferOptions { Force = force }, null, new InstantTime());
        return await import.ApplyAsync(await import.PlanAsync(FilePath, null, default), key, null, default);
    }

    private void AddConnection() => _source.Add("connection", "dw", set: asset =>
        asset.Entity = (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse("""{"connection":{"properties":{"host":"h","password":"hunter2"}}}""")!);

    [Fact]
    public async Task What_was_exported_imports_with_hashes_and_a_second_time_nothing_is_written()
    {
        var data = _source.Add("data_asset", "train.csv", "a,b");
        _source.Add("wml_model", "churn", "<PMML/>", asset => asset.Entity = (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse($$$"""{"wml_model":{"training":"/v2/assets/{{{data.Id}}}"}}""")!);
        var bundle = await ExportAsync();
        Assert.Equal(2, bundle.Assets.Count);
        Assert.Equal(new FileInfo(FilePath).Length, bundle.Bytes);
        Assert.Equal(0, _source.ExportCount);

        _target.RemapsReferences = false;
        var result = await ImportAsync();
        Assert.All(result.Assets, asset => Assert.Equal(CopyAction.Added, asset.Action));
        Assert.All(result.Assets, asset => Assert.Null(asset.From));
        Assert.Contains(_target.Single("train.csv").Id, _target.Single("churn").Entity.ToJsonString(), StringComparison.Ordinal);

        var writes = _target.Writes.Count();
        Assert.All((await ImportAsync()).Assets, asset => Assert.Equal(CopyAction.Unchanged, asset.Action));
        Assert.Equal(writes, _target.Writes.Count());
    }

    [Fact]
    public async Task A_conflict_stops_the_whole_file_unless_forced()
    {
        _source.Add("data_asset", "a.csv", "new");
        _source.Add("data_asset", "b.csv", "b");
        await ExportAsync();
        var old = _target.Add("data_asset", "a.csv", "old");
        var result = await ImportAsync();
        Assert.Equal([CopyAction.Failed, CopyAction.Skipped], result.Assets.Select(asset => asset.Action));
        Assert.IsType<AssetConflictException>(result.Assets[0].Error);
        Assert.Empty(_target.Writes);

        Assert.Equal([CopyAction.Updated, CopyAction.Added], (await ImportAsync(force: true)).Assets.Select(asset => asset.Action));
        Assert.Equal(["mlops-superseded"], old.Tags);
    }

    [Fact]
    public async Task An_asset_that_is_there_already_stays_the_only_current_one_of_its_name()
    {
        _source.Add("data_asset", "a.csv", "same");
        _source.Add("data_asset", "b.csv", "b");
        await ExportAsync();
        _target.Add("data_asset", "a.csv", "same");
        await ImportAsync();
        Assert.Single(_target.Assets, asset => asset.Name == "a.csv" && !asset.Header.IsSuperseded);
    }

    [Fact]
    public async Task Secrets_in_clear_text_need_consent_and_no_file_is_left()
    {
        AddConnection();
        await Assert.ThrowsAsync<ClearTextSecretsException>(() => ExportAsync());
        Assert.DoesNotContain("export", _source.Calls);
        // The fake server ignores the key: what comes out is looked at too.
        var error = await Assert.ThrowsAsync<ClearTextSecretsException>(() => ExportAsync(key: new TransferKey("k")));
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
        Assert.True((await ExportAsync(allowClearText: true)).HasClearTextSecrets);
    }

    [Fact]
    public async Task An_existing_file_is_kept_unless_it_may_be_overwritten()
    {
        _source.Add("data_asset", "a.csv", "a");
        File.WriteAllText(FilePath, "mine");
        await Assert.ThrowsAsync<FileExistsException>(() => ExportAsync());
        Assert.Equal("mine", File.ReadAllText(FilePath));
        await ExportAsync(overwrite: true);
        Assert.Single(Directory.GetFiles(_folder));
        Assert.NotEqual("mine", File.ReadAllText(FilePath));
    }

    [Fact]
    public async Task A_damaged_export_leaves_no_file()
    {
        _source.Add("data_asset", "a.csv", "a");
        _source.OnBundle = bytes => [.. bytes.Take(bytes.Length / 2)];
        await Assert.ThrowsAsync<CorruptBundleException>(() => ExportAsync());
        Assert.Empty(Directory.GetFiles(_folder));
        Assert.Equal(0, _source.ExportCount);
    }

    [Fact]
    public async Task A_foreign_or_hostile_file_is_refused_before_any_request()
    {
        File.WriteAllBytes(FilePath, ZipMaker.Make(("readme.txt", "hello")));
        await Assert.ThrowsAsync<ForeignBundleException>(() => ImportAsync());
        File.WriteAllBytes(FilePath, ZipMaker.Make([.. ZipMaker.Good, ("../../evil", "x")]));
        await Assert.ThrowsAsync<HostileBundleException>(() => ImportAsync());
        File.WriteAllBytes(FilePath, Encoding.ASCII.GetBytes("<html>"));
        await Assert.ThrowsAsync<CorruptBundleException>(() => ImportAsync());
        Assert.Empty(_target.Calls);
    }

    [Fact]
    public async Task The_key_reaches_the_import()
    {
        _source.Add("data_asset", "a.csv", "a");
        await ExportAsync(key: new TransferKey("my key"));
        await ImportAsync(key: new TransferKey("my key"));
        Assert.Equal("my key", _source.LastExportKey);
        Assert.Equal("my key", _target.LastImportKey);
        Assert.DoesNotContain("my key", new ExportRequest("n", [], new TransferKey("my key")).ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
