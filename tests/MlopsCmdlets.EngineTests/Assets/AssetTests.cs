using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Assets;

/// <summary>Get-, Save-, Remove-CpdAsset and New-CpdDataAsset against the sandbox.</summary>
public sealed class AssetTests : IDisposable
{
    private const int NoOfShouldProcess = 2;
    private const int NoOfShouldContinue = 1;
    private readonly Engine _engine;
    private readonly TemporaryFolder _folder = new();
    private readonly string _space;

    public AssetTests(SandboxFixture sandbox)
    {
        _engine = sandbox.Connect();
        _space = SandboxFixture.NewSpace(_engine);
        _engine.SetVariable("space", _space);
        _engine.SetVariable("folder", _folder.Root);
        _folder.Write("numbers.csv", "a,b\n1,2\n");
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_file_goes_up_and_comes_back_byte_for_byte()
    {
        RunResult created = _engine.Run("New-CpdDataAsset -Space $space -Path $folder/numbers.csv -Tag x, y -Description 'two numbers'");
        Assert.Equal("numbers.csv", created.Single("Name"));

        RunResult read = _engine.Run("$a = Get-CpdAsset -Space $space -Name numbers.csv -Type data_asset; $a | Save-CpdAsset -Path $folder/back.csv | Out-Null; Get-CpdAsset -Space $space -Id $a.Id");

        Assert.Equal("two numbers", read.Single("Description"));
        Assert.Equal(["x", "y"], (string[])read.Single("Tags")!);
        Assert.Equal(File.ReadAllBytes(_folder["numbers.csv"]), File.ReadAllBytes(_folder["back.csv"]));
    }

    [Fact]
    public void Names_take_wildcards_and_a_plain_name_without_a_match_is_an_error()
    {
        _engine.Run("'one', 'two', 'other' | ForEach-Object { New-CpdDataAsset -Space $space -Path $folder/numbers.csv -Name $_ }").ThrowIfFailed();

        RunResult result = _engine.Run("Get-CpdAsset -Space $space -Name o*, missing, none* | ForEach-Object Name");

        Assert.Equal(["one", "other"], result.Output.Select(o => o.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal("NameNotFound", result.ErrorId);
        Assert.Equal("missing", result.Errors[0].TargetObject);
    }

    [Fact]
    public void A_query_is_answered_by_the_server()
    {
        _engine.Run("New-CpdDataAsset -Space $space -Path $folder/numbers.csv -Name tagged -Tag wanted; New-CpdDataAsset -Space $space -Path $folder/numbers.csv -Name plain").ThrowIfFailed();

        Assert.Equal("tagged", _engine.Run("Get-CpdAsset -Space $space -Query asset.tags:wanted").Single("Name"));
    }

    [Fact]
    public void Superseded_versions_are_hidden_and_not_found_by_name()
    {
        _engine.Run("New-CpdDataAsset -Space $space -Path $folder/numbers.csv -Name old -Tag mlops-superseded").ThrowIfFailed();

        Assert.Empty(_engine.Run("Get-CpdAsset -Space $space").ThrowIfFailed());
        Assert.Equal("old", _engine.Run("Get-CpdAsset -Space $space -IncludeSuperseded").Single("Name"));
        Assert.Equal("NameNotFound", _engine.Run("Remove-CpdAsset -InputObject old -Space $space -Force").ErrorId);
    }

    [Fact]
    public void An_ambiguous_name_lists_the_candidates_and_removes_nothing()
    {
        string[] ids = [.. _engine.Run("1..2 | ForEach-Object { New-CpdDataAsset -Space $space -Path $folder/numbers.csv } | ForEach-Object Id").ThrowIfFailed().Select(o => o.ToString()!)];

        RunResult result = _engine.Run("Remove-CpdAsset -InputObject numbers.csv -Space $space -Force");

        Assert.Equal("AmbiguousName", result.ErrorId);
        Assert.All(ids, id => Assert.Contains(id, result.Errors[0].ToString(), StringComparison.Ordinal));
        Assert.Equal(2, _engine.Run("Get-CpdAsset -Space $space").ThrowIfFailed().Count);
    }

    [Theory]
    [InlineData("New-CpdDataAsset -Space $space -Path $folder/numbers.csv -Name 'the \"one\"\\'", "Remove-CpdAsset")]
    [InlineData("New-CpdModel -Space $space -Path $folder/numbers.csv -Name one -Type pmml_4.2.1 -SoftwareSpecification pmml-3.0_4.3", "Set-CpdModel -Tag mlops-superseded")]
    [InlineData("New-CpdFunction -Space $space -Path $folder/numbers.csv -SoftwareSpecification runtime-23.1-py3.10", "Set-CpdFunction -Path")]
    [InlineData("New-CpdScript -Space $space -Path $folder/numbers.csv -SoftwareSpecification runtime-23.1-py3.10", "Set-CpdScript -Path")]
    [InlineData("New-CpdConnection -Space $space -Name one -DatasourceType postgresql -Property @{ host = 'db.example.com'; database = 'churn'; port = '5432' } -NoTest", "Set-CpdConnection")]
    public void A_second_one_of_the_same_name_is_a_warning_that_names_the_first_and_what_to_do(string create, string instead)
    {
        RunResult first = _engine.Run(create);
        string id = first.Single("Id")!.ToString()!;
        Assert.DoesNotContain(first.Warnings, warning => warning.Contains("already has", StringComparison.Ordinal));

        foreach (string again in new[] { create + " -WhatIf", create })
        {
            RunResult second = _engine.Run(again);
            second.ThrowIfFailed();
            string warning = Assert.Single(second.Warnings, text => text.Contains("already has", StringComparison.Ordinal));
            Assert.Contains(id, warning, StringComparison.Ordinal);
            Assert.Contains(instead, warning, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_tagged_as_superseded_or_only_named_alike_is_no_namesake()
    {
        _engine.Run("New-CpdDataAsset -Space $space -Path $folder/numbers.csv -Name churn -Tag mlops-superseded; New-CpdDataAsset -Space $space -Path $folder/numbers.csv -Name 'Churn data'").ThrowIfFailed();

        RunResult result = _engine.Run("New-CpdDataAsset -Space $space -Path $folder/numbers.csv -Name churn");

        result.ThrowIfFailed();
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [InlineData("Get-CpdAsset -Space no-such-space", "NameNotFound")]
    [InlineData("Get-CpdAsset -Space 'churn*'", "NameNotFound")]
    [InlineData("Get-CpdAsset -Space $space -Type no_such_type", "NotFound")]
    [InlineData("Get-CpdAsset -Space $space -Id not-an-id", "NotFound")]
    [InlineData("Save-CpdAsset -InputObject x", "InvalidArgument")]
    [InlineData("Save-CpdAsset -InputObject x -Space $space -Project y", "InvalidArgument")]
    [InlineData("Save-CpdAsset -InputObject x -Space $space -Path $folder/no/such/folder", "FolderNotFound")]
    [InlineData("Save-CpdAsset -InputObject churn-warehouse -Space churnUATspace -Path $folder", "InvalidArgument")]
    [InlineData("Save-CpdAsset -InputObject customer_churn.csv -Space churnUATspace -Path $folder/numbers.csv", "FileExists")]
    [InlineData("New-CpdDataAsset -Space $space -Path $folder/nothing.csv", "FileNotFound")]
    [InlineData("New-CpdDataAsset -Space $space -Path $folder", "FileNotFound")]
    public void Bad_input_is_a_clear_error(string script, string expected)
    {
        RunResult result = _engine.Run(script);

        Assert.Equal(expected, result.ErrorId);
        Assert.Empty(result.Output);
        Assert.NotEmpty(result.Errors[0].ErrorDetails.RecommendedAction);
        Assert.Equal(["numbers.csv"], _folder.Names);
        Assert.Equal("a,b\n1,2\n", File.ReadAllText(_folder["numbers.csv"]));
        Assert.Empty(_engine.Run("Get-CpdAsset -Space $space").ThrowIfFailed());
    }

    [Fact]
    public void Everything_with_content_is_saved_into_a_folder_and_the_rest_is_one_error()
    {
        Directory.CreateDirectory(_folder["out"]);

        RunResult result = _engine.Run("Get-CpdAsset -Space churnUATspace | Save-CpdAsset -Path $folder/out | ForEach-Object Name");

        Assert.Equal(["ChurnPrediction.xml", "customer_churn.csv", "refresh_churn_data.py"], result.Output.Select(o => o.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal("InvalidArgument", result.ErrorId);
        Assert.Contains("churn-warehouse", result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.StartsWith("<?xml", File.ReadAllText(_folder["out/ChurnPrediction.xml"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_missing_is_made_where_the_path_ends_with_a_slash()
    {
        _engine.Run("Get-CpdModel -Space churnUATspace | Save-CpdModel -Path $folder/made/ -WhatIf").ThrowIfFailed();
        Assert.Equal(["numbers.csv"], _folder.Names);

        Assert.Equal("ChurnPrediction.xml", _engine.Run("Get-CpdModel -Space churnUATspace | Save-CpdModel -Path $folder/made/").Single("Name"));
        Assert.True(File.Exists(_folder["made/ChurnPrediction.xml"]));
    }

    [Theory]
    [InlineData("$folder/all")]
    [InlineData("$folder/out")]
    public void Of_several_assets_none_is_written_over_another_not_even_by_force(string path)
    {
        Directory.CreateDirectory(_folder["out"]);
        _folder.Write("other.csv", "c\n3\n");
        _engine.Run("New-CpdDataAsset -Space $space -Path $folder/numbers.csv -Name twin; New-CpdDataAsset -Space $space -Path $folder/other.csv -Name twin").ThrowIfFailed();

        RunResult result = _engine.Run($"Get-CpdAsset -Space $space | Save-CpdAsset -Path {path} -Force");

        Assert.Equal("InvalidArgument", result.ErrorId);
        Assert.Contains("folder", result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Single(result.Output);
    }

    [Fact]
    public void A_saved_file_comes_as_Get_Item_has_it() =>
        Assert.Contains("numbers.txt", _engine.Run("New-CpdDataAsset -Space $space -Path $folder/numbers.csv | Save-CpdAsset -Path $folder/numbers.txt").Single("PSPath")!.ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("../../evil.csv")]
    [InlineData("/etc/evil")]
    [InlineData("CON")]
    public void A_name_that_a_server_chose_stays_in_the_folder(string name)
    {
        _engine.Run("New-CpdDataAsset -Space $space -Path $folder/numbers.csv -Name $args[0]", name).ThrowIfFailed();
        Directory.CreateDirectory(_folder["out"]);

        string saved = (string)_engine.Run("Get-CpdAsset -Space $space | Save-CpdAsset -Path $folder/out").Single("FullName")!;

        Assert.Equal(_folder["out"], Path.GetDirectoryName(saved));
        Assert.Equal(["numbers.csv", "out"], _folder.Names);
        Assert.NotEqual("CON", Path.GetFileName(saved));
    }

    [Fact]
    public void Data_behind_a_connection_becomes_an_asset_that_refers_to_it_and_travels_with_it()
    {
        _engine.Run("New-CpdConnection -Space $space -Name store -DatasourceType postgresql -Property @{ host = 'db.example.com'; database = 'd' }").ThrowIfFailed();
        string other = SandboxFixture.NewSpace(_engine);

        Assert.Equal("customers", _engine.Run("New-CpdDataAsset -Space $space -Connection store -ConnectionPath /public/customers -Tag live").Single("Name"));
        _engine.Run("Copy-CpdAsset -Space $space -DestinationSpace $args[0] -All", other).ThrowIfFailed();

        foreach (string space in new[] { _space, other })
        {
            var attachment = _engine.Run("(Get-CpdAsset -Space $args[0] -Id (Get-CpdAsset -Space $args[0] -Name customers).Id).Attachments", space);
            Assert.Equal("/public/customers", attachment.Single("ConnectionPath"));
            Assert.Equal(_engine.Run("(Get-CpdConnection -Space $args[0]).Id", space).ThrowIfFailed().Single().ToString(), attachment.Single("ConnectionId"));
        }
    }

    [Theory]
    [InlineData("New-CpdDataAsset -Space $space")]
    [InlineData("New-CpdDataAsset -Space $space -Connection store")]
    [InlineData("New-CpdDataAsset -Space $space -Path $folder/numbers.csv -ConnectionPath /x")]
    [InlineData("New-CpdDataAsset -Space $space -Path $folder/numbers.csv -Connection store -ConnectionPath /x")]
    [InlineData("New-CpdDataAsset -Space $space -Connection no-such -ConnectionPath /x", "NameNotFound")]
    [InlineData("New-CpdDataAsset -Space $space -Connection (Get-CpdConnection -Space churnUATspace -Name churn-warehouse) -ConnectionPath /x")]
    public void A_file_or_a_connection_with_a_path_and_nothing_else(string script, string expected = "InvalidArgument")
    {
        _engine.Run("New-CpdConnection -Space $space -Name store -DatasourceType postgresql -Property @{ host = 'db.example.com'; database = 'd' }").ThrowIfFailed();

        Assert.Equal(expected, _engine.Run(script).ErrorId);
        Assert.Equal("store", _engine.Run("Get-CpdAsset -Space $space").Single("Name"));
    }

    [Fact]
    public void Messages_about_objects_name_their_space()
    {
        _engine.Run("New-CpdDataAsset -Space $space -Path $folder/numbers.csv").ThrowIfFailed();

        Assert.Contains($"space '{_space}'", _engine.Show("Get-CpdAsset -Space $space | Remove-CpdAsset -WhatIf"), StringComparison.Ordinal);
        Assert.Contains("space 'churnUATspace'", _engine.Show("Get-CpdModel -Space churnUATspace | New-CpdDeployment -Online -Name x -WhatIf"), StringComparison.Ordinal);
    }

    [Fact]
    public void Connected_data_has_no_file_to_save()
    {
        _engine.Run("New-CpdConnection -Space $space -Name store -DatasourceType postgresql -Property @{ host = 'db.example.com'; database = 'd' }; New-CpdDataAsset -Name table -ConnectionPath /public/table -Space $space -Connection store").ThrowIfFailed();

        RunResult result = _engine.Run("Save-CpdAsset -InputObject table -Space $space -Path $folder/table");

        Assert.Equal("InvalidArgument", result.ErrorId);
        Assert.Contains("connection", result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["table"]));
    }

    [Fact]
    public void Removing_asks_first_and_for_good_or_into_the_trash()
    {
        _engine.Run("'good', 'trash' | ForEach-Object { New-CpdDataAsset -Space $space -Path $folder/numbers.csv -Name $_ }").ThrowIfFailed();

        _engine.Host.Answers.Enqueue(NoOfShouldProcess);
        _engine.Run("Remove-CpdAsset -InputObject good -Space $space").ThrowIfFailed();
        Assert.Contains("good", Assert.Single(_engine.Host.Questions), StringComparison.Ordinal);
        _engine.Run("Remove-CpdAsset -InputObject good -Space $space -WhatIf").ThrowIfFailed();
        Assert.Equal(2, _engine.Run("Get-CpdAsset -Space $space").ThrowIfFailed().Count);

        _engine.Run("Remove-CpdAsset -InputObject good -Space $space -Force; Remove-CpdAsset -InputObject trash -Space $space -Trash -Confirm:$false").ThrowIfFailed();
        Assert.Empty(_engine.Run("Get-CpdAsset -Space $space").ThrowIfFailed());
    }

    [Theory]
    [InlineData("Get-CpdAsset -Space $space -Type wml_model")]
    [InlineData("Get-CpdModel -Space $space")]
    [InlineData("Get-CpdModel -Space churnUATspace | Copy-CpdAsset -DestinationSpace $space")]
    public void A_model_that_a_deployment_serves_is_not_removed_however_it_is_given(string model)
    {
        _engine.Run("Get-CpdModel -Space churnUATspace | Copy-CpdAsset -DestinationSpace $space; Get-CpdModel -Space $space | New-CpdDeployment -Online -Name served").ThrowIfFailed();

        Assert.Equal("InUse", _engine.Run($"{model} | Remove-CpdAsset -Force").ErrorId);
        Assert.Equal("InvalidArgument", _engine.Run($"{model} | Remove-CpdAsset -Trash -Force").ErrorId);

        _engine.Run($"Get-CpdDeployment -Space $space | Remove-CpdDeployment -Force; {model} | Remove-CpdAsset -Force").ThrowIfFailed();
        Assert.Empty(_engine.Run("Get-CpdAsset -Space $space").ThrowIfFailed());
    }

    [Fact]
    public void WhatIf_uploads_nothing_and_a_production_space_asks()
    {
        string production = SandboxFixture.NewSpace(_engine, production: true);

        _engine.Run("New-CpdDataAsset -Space $space -Path $folder/numbers.csv -WhatIf").ThrowIfFailed();
        _engine.Host.Answers.Enqueue(NoOfShouldContinue);
        _engine.Run("New-CpdDataAsset -Space $args[0] -Path $folder/numbers.csv", production).ThrowIfFailed();
        Assert.Contains("production", Assert.Single(_engine.Host.Questions), StringComparison.Ordinal);
        Assert.Empty(_engine.Run("Get-CpdAsset -Space $space; Get-CpdAsset -Space $args[0]", production).ThrowIfFailed());

        _engine.Run("New-CpdDataAsset -Space $args[0] -Path $folder/numbers.csv -Force", production).ThrowIfFailed();
        Assert.Single(_engine.Run("Get-CpdAsset -Space $args[0]", production).ThrowIfFailed());
    }

    [Fact]
    public void Terminal_escapes_in_a_name_do_not_reach_the_screen()
    {
        _engine.Run("New-CpdDataAsset -Space $space -Path $folder/numbers.csv -Name \"red`e[31m##vso[task.complete]\"").ThrowIfFailed();

        string shown = _engine.Show("Get-CpdAsset -Space $space");

        Assert.Contains("red", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[31m", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("##vso[", shown, StringComparison.Ordinal);
    }
}
