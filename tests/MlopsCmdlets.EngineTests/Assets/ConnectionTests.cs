using System.Collections;
using System.Management.Automation;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Assets;

/// <summary>The cmdlets for connections to data stores.</summary>
public sealed class ConnectionTests : IDisposable
{
    private const string Secret = "c0nnection-S3cret";
    private readonly Engine _engine;

    public ConnectionTests(SandboxFixture sandbox)
    {
        _engine = sandbox.Connect();
        _engine.SetVariable("space", SandboxFixture.NewSpace(_engine));
        _engine.Run($$"""
            $secret = [System.Net.NetworkCredential]::new('', '{{Secret}}').SecurePassword
            $login = [pscredential]::new('reader', $secret)
            $database = @{ host = 'db.example.com'; port = 5432; database = 'churn' }
            """).ThrowIfFailed();
    }

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void A_connection_is_shown_with_its_data_source_and_without_its_secrets()
    {
        _engine.Run("New-CpdConnection -Space $space -Name store -DatasourceType postgresql -Property ($database + @{ api_key = $secret }) -Credential $login -Description 'the store'").ThrowIfFailed();

        RunResult result = _engine.Run("Get-CpdConnection -Space $space -Name store");

        Assert.Equal("postgresql", result.Single("DatasourceTypeName"));
        PSObject properties = PSObject.AsPSObject(result.Single("Properties")!);
        var shown = ((IEnumerable)properties.BaseObject).Cast<object>().Select(PSObject.AsPSObject).ToDictionary(p => (string)p.Properties["Key"].Value, p => (string)p.Properties["Value"].Value);
        Assert.Equal("db.example.com", shown["host"]);
        Assert.Equal("5432", shown["port"]);
        Assert.Equal("reader", shown["username"]);
        Assert.Equal("********", shown["password"]);
        Assert.Equal("********", shown["api_key"]);
        Assert.Equal(Secret, Stored("password"));
        Assert.Equal(Secret, Stored("api_key"));
        Assert.Contains("postgresql", _engine.Show("Get-CpdConnection -Space $space"), StringComparison.Ordinal);
    }

    [Fact]
    public void Setting_changes_only_what_is_given()
    {
        _engine.Run("New-CpdConnection -Space $space -Name store -DatasourceType postgresql -Property $database -Credential $login").ThrowIfFailed();

        _engine.Run("Get-CpdConnection -Space $space | Set-CpdConnection -Property @{ host = 'db-prd.example.com' } -Name renamed").ThrowIfFailed();
        Assert.Equal("renamed", _engine.Run("Get-CpdConnection -Space $space").Single("Name"));
        Assert.Equal("db-prd.example.com", Stored("host"));
        Assert.Equal("churn", Stored("database"));
        Assert.Equal(Secret, Stored("password"));

        _engine.Run("Set-CpdConnection -InputObject renamed -Space $space -Credential ([pscredential]::new('writer', [System.Net.NetworkCredential]::new('', 'other').SecurePassword))").ThrowIfFailed();
        Assert.Equal("writer", Stored("username"));
        Assert.Equal("other", Stored("password"));
        Assert.Equal("db-prd.example.com", Stored("host"));
    }

    [Fact]
    public void The_server_tries_a_connection_first_unless_told_not_to()
    {
        RunResult refused = _engine.Run("New-CpdConnection -Space $space -Name away -DatasourceType postgresql -Property @{ host = 'db.invalid'; database = 'd' } -Credential $login");

        Assert.Equal("InvalidRequest", refused.ErrorId);
        Assert.Contains("db.invalid", refused.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Empty(_engine.Run("Get-CpdConnection -Space $space").ThrowIfFailed());

        _engine.Run("New-CpdConnection -Space $space -Name away -DatasourceType postgresql -Property @{ host = 'db.invalid'; database = 'd' } -Credential $login -NoTest").ThrowIfFailed();
        Assert.Equal("InvalidRequest", _engine.Run("Set-CpdConnection -InputObject away -Space $space -Property @{ port = 1 }").ErrorId);
        Assert.Null(Stored("port"));
        _engine.Run("Set-CpdConnection -InputObject away -Space $space -Property @{ port = 1 } -NoTest").ThrowIfFailed();
        Assert.Equal(1L, Stored("port"));
    }

    [Fact]
    public void Personal_credentials_are_a_flag() =>
        Assert.Equal(["personal_credentials"], (string[])_engine.Run("New-CpdConnection -Space $space -Name own -DatasourceType postgresql -Property $database -PersonalCredentials").Single("Flags")!);

    [Theory]
    [InlineData("New-CpdConnection -Space $space -Name x -DatasourceType no_such_type -Property $database -Credential $login", "InvalidRequest")]
    [InlineData("Set-CpdConnection -InputObject missing -Space $space -Credential $login", "NameNotFound")]
    [InlineData("Set-CpdConnection -InputObject missing -Space $space", "InvalidArgument")]
    [InlineData("Get-CpdConnection -Space $space -Name missing", "NameNotFound")]
    [InlineData("Remove-CpdConnection -InputObject ChurnPrediction -Space churnUATspace -Force", "NameNotFound")]
    public void Bad_input_is_a_clear_error_without_the_secret(string script, string expected)
    {
        RunResult result = _engine.Run("$VerbosePreference = 'Continue'; " + script);

        Assert.Equal(expected, result.ErrorId);
        Assert.DoesNotContain(Secret, string.Join('\n', result.Errors.Select(e => e + e.Exception.ToString()).Concat(result.Verbose)), StringComparison.Ordinal);
        Assert.Empty(_engine.Run("Get-CpdConnection -Space $space").ThrowIfFailed());
    }

    [Fact]
    public void Removing_takes_those_that_are_piped()
    {
        _engine.Run("'tmp-1', 'tmp-2', 'keep' | ForEach-Object { New-CpdConnection -Space $space -Name $_ -DatasourceType postgresql -Property $database -Credential $login }").ThrowIfFailed();

        _engine.Run("Get-CpdConnection -Space $space -Name tmp-* | Remove-CpdConnection -Force").ThrowIfFailed();

        Assert.Equal("keep", _engine.Run("Get-CpdConnection -Space $space").Single("Name"));
    }

    /// <summary>A property as the server keeps it, secrets included.</summary>
    private object? Stored(string property)
    {
        PSObject document = Assert.Single(_engine.Run(
            "$c = Get-CpdConnection -Space $space; Invoke-CpdRestMethod -Path \"/v2/connections/$($c.Id)?space_id=$($c.SpaceId)\" | ForEach-Object { $_.entity.properties }").ThrowIfFailed());
        return document.Properties[property]?.Value;
    }
}
