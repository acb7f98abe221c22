using System.IO.Compression;
using System.Text;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Assets;

/// <summary>Export-CpdAsset and Import-CpdAsset.</summary>
public sealed class ExportImportTests : IDisposable
{
    private readonly Engine _engine;
    private readonly TemporaryFolder _folder = new();

    public ExportImportTests(SandboxFixture sandbox)
    {
        _engine = sandbox.Connect();
        _engine.SetVariable("space", SandboxFixture.NewSpace(_engine));
        _engine.SetVariable("folder", _folder.Root);
        _engine.Run("$key = [System.Net.NetworkCredential]::new('', 'the-Key').SecurePassword; $wrong = [System.Net.NetworkCredential]::new('', 'wrong').SecurePassword").ThrowIfFailed();
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_space_travels_through_a_file_and_a_second_import_changes_nothing()
    {
        RunResult exported = _engine.Run("Export-CpdAsset -Space churnUATspace -All -Path $folder/all.zip -EncryptionKey $key");
        Assert.Equal(false, exported.Single("HasClearTextSecrets"));
        Assert.Equal("churnUATspace", exported.Single("From"));
        Assert.Equal(new FileInfo(_folder["all.zip"]).Length, exported.Single("Bytes"));

        string[] expected = ["ChurnPrediction", "churn-warehouse", "customer_churn.csv", "refresh_churn_data.py"];
        Assert.Equal(expected, Actions("Added", "Import-CpdAsset -Path $folder/all.zip -DestinationSpace $space -EncryptionKey $key"));
        Assert.Equal(expected, Actions("Unchanged", "Import-CpdAsset -Path $folder/all.zip -DestinationSpace $space -EncryptionKey $key"));
        Assert.Equal(expected, Present());
    }

    [Fact]
    public void Objects_of_the_pipeline_are_exported_and_the_space_is_named()
    {
        RunResult exported = _engine.Run("Get-CpdAsset -Space churnUATspace -Type data_asset, script | Export-CpdAsset -Path $folder/some.zip");

        Assert.Equal("churnUATspace", exported.Single("From"));
        Assert.Equal(["data_asset customer_churn.csv", "script refresh_churn_data.py"], ((string[])exported.Single("Assets")!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Secrets_in_clear_text_have_to_be_accepted()
    {
        RunResult refused = _engine.Run("Export-CpdAsset -Space churnUATspace -Type connection -Path $folder/secrets.zip");
        Assert.Equal("ClearTextSecrets", refused.ErrorId);
        Assert.Contains("churn-warehouse", refused.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Empty(_folder.Names);

        Assert.Equal(true, _engine.Run("Export-CpdAsset -Space churnUATspace -Type connection -Path $folder/secrets.zip -AllowClearText").Single("HasClearTextSecrets"));
    }

    [Theory]
    [InlineData("Export-CpdAsset -Space churnUATspace -Path $folder/x.zip", "InvalidArgument")]
    [InlineData("Export-CpdAsset -Space churnUATspace -All -Name y -Path $folder/x.zip", "InvalidArgument")]
    [InlineData("Export-CpdAsset -Space churnUATspace -Name missing -Path $folder/x.zip", "NameNotFound")]
    [InlineData("Export-CpdAsset -Space churnUATspace -Name churn* -Path $folder/x.zip", "NameNotFound")]
    [InlineData("Export-CpdAsset -Space $space -All -Path $folder/x.zip", "NothingSelected")]
    [InlineData("@() | Export-CpdAsset -Path $folder/x.zip", "NothingSelected")]
    [InlineData("Export-CpdAsset -Space churnUATspace -Type script -Path $folder/no/x.zip", "FolderNotFound")]
    [InlineData("Export-CpdAsset -Space churnUATspace -Type script -Path $folder", "InvalidArgument")]
    [InlineData("Export-CpdAsset -Space churnUATspace -All -Path $folder/x.zip -EncryptionKey ([securestring]::new())", "InvalidArgument")]
    [InlineData("Import-CpdAsset -Path $folder/missing.zip -DestinationSpace $space", "FileNotFound")]
    [InlineData("Import-CpdAsset -Path $folder -DestinationSpace $space", "FileNotFound")]
    public void Bad_input_is_a_clear_error_and_leaves_no_file(string script, string expected)
    {
        RunResult result = _engine.Run(script);

        Assert.Equal(expected, result.ErrorId);
        Assert.NotEmpty(result.Errors[0].ErrorDetails.RecommendedAction);
        Assert.Empty(_folder.Names);
    }

    [Theory]
    [InlineData("Export-CpdAsset -Space churnUATspace -All -Path $folder/new.zip -WhatIf", "ClearTextSecrets")]
    [InlineData("Export-CpdAsset -Space churnUATspace -Type script -Path $folder/x.zip -WhatIf", "FileExists")]
    public void WhatIf_tells_what_would_be_refused(string script, string expected)
    {
        _folder.Write("x.zip", "mine");

        Assert.Equal(expected, _engine.Run(script).ErrorId);
        Assert.Equal(["x.zip"], _folder.Names);
    }

    [Fact]
    public void An_existing_file_is_replaced_with_Force_only()
    {
        _folder.Write("x.zip", "mine");

        Assert.Equal("FileExists", _engine.Run("Export-CpdAsset -Space churnUATspace -Type script -Path $folder/x.zip").ErrorId);
        Assert.Equal("mine", File.ReadAllText(_folder["x.zip"]));

        _engine.Run("Export-CpdAsset -Space churnUATspace -Type script -Path $folder/x.zip -Force").ThrowIfFailed();
        Assert.Equal(["x.zip"], _folder.Names);
        Assert.NotEqual("mine", File.ReadAllText(_folder["x.zip"]));
    }

    [Fact]
    public void WhatIf_names_each_asset_and_neither_writes_nor_imports()
    {
        _engine.Run("Export-CpdAsset -Space churnUATspace -Type script, data_asset -Path $folder/x.zip").ThrowIfFailed();

        Assert.Contains("2 assets", _engine.Show("Export-CpdAsset -Space churnUATspace -Type script, data_asset -Path $folder/y.zip -WhatIf"), StringComparison.Ordinal);
        string shown = _engine.Show("Import-CpdAsset -Path $folder/x.zip -DestinationSpace $space -WhatIf");

        Assert.Contains("Add script 'refresh_churn_data.py'", shown, StringComparison.Ordinal);
        Assert.Contains("Add data_asset 'customer_churn.csv'", shown, StringComparison.Ordinal);
        Assert.Equal(["x.zip"], _folder.Names);
        Assert.Empty(Present());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-EncryptionKey $wrong")]
    public void Without_the_right_key_nothing_is_imported(string key)
    {
        _engine.Run("Export-CpdAsset -Space churnUATspace -Type connection -Path $folder/x.zip -EncryptionKey $key").ThrowIfFailed();

        RunResult result = _engine.Run($"Import-CpdAsset -Path $folder/x.zip -DestinationSpace $space {key}");

        Assert.Equal("ImportFailed", result.ErrorId);
        Assert.Contains("-EncryptionKey", result.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Present());
    }

    [Fact]
    public void A_conflict_stops_the_whole_import_until_Force_supersedes_the_present_asset()
    {
        _engine.Run("Export-CpdAsset -Space churnUATspace -Type script, data_asset -Path $folder/x.zip").ThrowIfFailed();
        _folder.Write("customer_churn.csv", "mine");
        string mine = (string)_engine.Run("New-CpdDataAsset -Space $space -Path $folder/customer_churn.csv").Single("Id")!;

        RunResult refused = _engine.Run("Import-CpdAsset -Path $folder/x.zip -DestinationSpace $space");
        Assert.Equal("AssetConflict", refused.ErrorId);
        Assert.Equal(["customer_churn.csv"], Present());

        _engine.Run("Import-CpdAsset -Path $folder/x.zip -DestinationSpace $space -Force").ThrowIfFailed();
        Assert.Equal(["customer_churn.csv", "refresh_churn_data.py"], Present());
        Assert.Contains("mlops-superseded", (string[])_engine.Run("Get-CpdAsset -Space $space -Id $args[0]", mine).Single("Tags")!);
    }

    [Fact]
    public void A_damaged_file_is_refused_before_anything_is_sent()
    {
        _engine.Run("Export-CpdAsset -Space churnUATspace -Type script, data_asset -Path $folder/x.zip").ThrowIfFailed();
        byte[] whole = File.ReadAllBytes(_folder["x.zip"]);
        File.WriteAllBytes(_folder["cut.zip"], whole[..(whole.Length / 2)]);
        _folder.Write("text.zip", "this is no archive, but it is long enough to look for one in it");
        WriteZip("foreign.zip", ("readme.txt", "hello"));
        WriteZip("hostile.zip", ("space.json", "{}"), ("assets/../../evil", "x"));

        Refused("cut.zip", "BundleCorrupt");
        Refused("text.zip", "BundleCorrupt");
        Refused("foreign.zip", "BundleForeign");
        Refused("hostile.zip", "BundleHostile");

        Assert.Empty(Present());
        Assert.False(File.Exists(Path.Combine(Path.GetDirectoryName(_folder.Root)!, "evil")));
    }

    [Fact]
    public void A_production_space_asks_before_an_import()
    {
        string production = SandboxFixture.NewSpace(_engine, production: true);
        _engine.Run("Export-CpdAsset -Space churnUATspace -Type script -Path $folder/x.zip").ThrowIfFailed();

        _engine.Host.Answers.Enqueue(1); // no
        Assert.Empty(_engine.Run("Import-CpdAsset -Path $folder/x.zip -DestinationSpace $args[0]", production).ThrowIfFailed());
        Assert.Contains("production", Assert.Single(_engine.Host.Questions), StringComparison.Ordinal);
        Assert.Empty(_engine.Run("Get-CpdAsset -Space $args[0]", production).ThrowIfFailed());

        _engine.Run("Import-CpdAsset -Path $folder/x.zip -DestinationSpace $args[0] -Force", production).ThrowIfFailed();
        Assert.Single(_engine.Run("Get-CpdAsset -Space $args[0]", production).ThrowIfFailed());
    }

    private void Refused(string file, string expected)
    {
        RunResult result = _engine.Run("Import-CpdAsset -Path $args[0] -DestinationSpace $space -Force", _folder[file]);
        Assert.True(expected == result.ErrorId, $"{file}: {result.ErrorId}: {result.Errors[0]}");
    }

    private void WriteZip(string name, params (string Entry, string Content)[] entries)
    {
        using var zip = new ZipArchive(File.Create(_folder[name]), ZipArchiveMode.Create);
        foreach ((string entry, string content) in entries)
        {
            using Stream stream = zip.CreateEntry(entry).Open();
            stream.Write(Encoding.UTF8.GetBytes(content));
        }
    }

    private string[] Actions(string action, string script)
    {
        RunResult result = _engine.Run(script);
        Assert.All(result.ThrowIfFailed(), o => Assert.Equal(action, o.Properties["Action"].Value.ToString()));
        return [.. result.Output.Select(o => (string)o.Properties["Name"].Value).Order(StringComparer.Ordinal)];
    }

    private string[] Present() => [.. _engine.Run("Get-CpdAsset -Space $space | ForEach-Object Name").ThrowIfFailed().Select(o => o.ToString()!).Order(StringComparer.Ordinal)];
}
