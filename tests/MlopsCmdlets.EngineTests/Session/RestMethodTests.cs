using System.Management.Automation;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Session;

/// <summary>Invoke-CpdRestMethod. A sandbox of its own: whole lists are compared, and nobody else may add to them.</summary>
public sealed class RestMethodTests : IClassFixture<SandboxFixture>, IDisposable
{
    private readonly Engine _engine;
    private readonly TemporaryFolder _folder = new();

    public RestMethodTests(SandboxFixture sandbox)
    {
        _engine = sandbox.Connect();
        _engine.SetVariable("folder", _folder.Root);
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("/v2/spaces", "limit = 1")]
    [InlineData("/v2/projects", "limit = 1")]
    [InlineData("/v2/datasource_types", "limit = 2")]
    public void All_pages_of_every_style_are_followed(string path, string query)
    {
        SandboxFixture.NewSpace(_engine);
        _engine.Run("New-CpdProject -Name $args[0]", "p" + Guid.NewGuid().ToString("N")).ThrowIfFailed();

        IReadOnlyList<PSObject> paged = _engine.Run($"Invoke-CpdRestMethod -Path {path} -Query @{{ {query} }} -Paginate").ThrowIfFailed();

        int all = _engine.Run($"(Invoke-CpdRestMethod -Path {path} -Query @{{ limit = 100 }}).resources").ThrowIfFailed().Count;
        Assert.Equal(all, paged.Count);
        Assert.True(all > 1);
    }

    [Fact]
    public void The_pages_of_a_search_are_followed_by_sending_its_cursor()
    {
        IReadOnlyList<PSObject> found = _engine.Run("""
            $id = (Get-CpdSpace -Name churnUATspace).Id
            Invoke-CpdRestMethod -Method Post -Path /v2/asset_types/asset/search -Query @{ space_id = $id } -Body @{ query = '*:*'; limit = 1 } -Paginate
            """).ThrowIfFailed();

        Assert.Equal(_engine.Run("Get-CpdAsset -Space churnUATspace").ThrowIfFailed().Count, found.Count);
    }

    [Fact]
    public void A_reply_goes_into_a_file_as_it_is_and_replaces_it_only_when_whole()
    {
        _folder.Write("spaces.json", "old");

        Assert.Equal(_folder["spaces.json"], _engine.Run("Invoke-CpdRestMethod -Path /v2/spaces -OutFile $folder/spaces.json").Single("FullName"));
        Assert.Contains("\"resources\"", File.ReadAllText(_folder["spaces.json"]), StringComparison.Ordinal);

        Assert.Equal("NotFound", _engine.Run("Invoke-CpdRestMethod -Path /v2/spaces/no-such -OutFile $folder/spaces.json").ErrorId);
        Assert.Contains("\"resources\"", File.ReadAllText(_folder["spaces.json"]), StringComparison.Ordinal);
        Assert.Equal(["spaces.json"], _folder.Names);
    }

    [Theory]
    [InlineData("-Path https://elsewhere.example.com/v2/spaces", "InvalidArgument")]
    [InlineData("-Path //elsewhere.example.com/v2/spaces", "InvalidArgument")]
    [InlineData("-Path /v2/spaces -OutFile $folder/no/such/file", "FolderNotFound")]
    [InlineData("-Path /v2/spaces -OutFile $folder", "InvalidArgument")]
    [InlineData("-Path /no/such/path", "ServiceNotInstalled")]
    [InlineData("-Path /v2/spaces -Header @{ Authorization = 'Bearer x' }", "InvalidArgument")]
    [InlineData("-Path /v2/spaces -Method Post -Body @{ name = 'x' } -ContentType json", "InvalidArgument")]
    [InlineData("-Path /v2/spaces -Header @{ Accept = \"a`nb\" }", "InvalidArgument")]
    public void Bad_input_is_a_clear_error(string arguments, string expected)
    {
        RunResult result = _engine.Run("Invoke-CpdRestMethod " + arguments);

        Assert.Equal(expected, result.ErrorId);
        Assert.NotEmpty(result.Errors[0].ErrorDetails.RecommendedAction);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void Several_values_of_a_query_parameter_are_sent_one_by_one()
    {
        RunResult result = _engine.Run("Invoke-CpdRestMethod -Path /v2/spaces/no-such -Query @{ x = 'a', 'b' }");

        Assert.Contains("/v2/spaces/no-such?x=a&x=b ", result.Errors[0].Exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_sends_its_body_and_can_be_previewed()
    {
        string space = SandboxFixture.NewSpace(_engine);
        const string change = "$id = (Get-CpdSpace -Name $args[0]).Id; Invoke-CpdRestMethod -Method Patch -Path \"/v2/spaces/$id\" -Body @(@{ op = 'replace'; path = '/description'; value = 'set by hand' })";

        _engine.Run(change + " -WhatIf", space).ThrowIfFailed();
        Assert.NotEqual("set by hand", _engine.Run("Get-CpdSpace -Name $args[0]", space).Single("Description"));
        _engine.Run(change, space).ThrowIfFailed();
        Assert.Equal("set by hand", _engine.Run("Get-CpdSpace -Name $args[0]", space).Single("Description"));
    }
}
