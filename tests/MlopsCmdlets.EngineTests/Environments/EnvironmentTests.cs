using System.Management.Automation;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Environments;

/// <summary>mlops.json through the cmdlets.</summary>
public sealed class EnvironmentTests : IDisposable
{
    private readonly Engine _engine = new();
    private readonly TemporaryFolder _folder = new();

    public EnvironmentTests() => _engine.Run("$ExecutionContext.SessionState.Path.SetLocation($args[0])", _folder.Root).ThrowIfFailed();

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_file_is_made_extended_and_listed_in_order_from_a_folder_below()
    {
        PSObject dev = Assert.Single(_engine.Run("New-MlopsEnvironment -Name dev -Url https://cpd-dev.example.com -Space churn_dev -Branch develop").ThrowIfFailed());
        Assert.Equal("churn_dev", dev.Properties["Space"].Value);
        _engine.Run("""
            New-MlopsEnvironment -Name prd -Url https://cpd.example.com -Space prod -Predecessor dev -Production -RequiredApprovals 2 -ConnectionMap @{ A = 'B' }
            New-MlopsEnvironment -Name uat -Url https://cpd.example.com -Space uat -Predecessor dev
            New-MlopsEnvironment -Name prd -Url https://cpd.example.com -Space prod -Predecessor uat -Production -Force
            """).ThrowIfFailed();
        Directory.CreateDirectory(_folder["below"]);
        _engine.Run("$ExecutionContext.SessionState.Path.SetLocation($args[0])", _folder["below"]).ThrowIfFailed();

        Assert.Equal(["dev", "uat", "prd"], Names("Get-MlopsEnvironment"));
        Assert.Equal(["uat", "prd"], Names("Get-MlopsEnvironment u*, PRD"));
        Assert.Equal(["dev"], Names("Get-MlopsEnvironment dev -ConfigurationPath ../mlops.json"));
        Assert.Empty(Names("Get-MlopsEnvironment x*"));
        RunResult missing = _engine.Run("Get-MlopsEnvironment dev, test");
        Assert.Equal(("EnvironmentNotFound", 1), (missing.ErrorId, missing.Output.Count));
        Assert.Contains("dev, uat, prd", missing.Errors[0].ToString());
    }

    [Fact]
    public void What_would_lose_or_break_something_is_refused_and_the_file_stays()
    {
        _engine.Run("New-MlopsEnvironment -Name dev -Url https://cpd.example.com -Space dev").ThrowIfFailed();
        string before = File.ReadAllText(_folder["mlops.json"]);

        Assert.Equal("EnvironmentExists", _engine.Run("New-MlopsEnvironment -Name DEV -Url https://cpd.example.com -Space other").ErrorId);
        Assert.Equal("MalformedDocument", _engine.Run("New-MlopsEnvironment -Name uat -Url https://cpd.example.com -Space uat -Predecessor nowhere").ErrorId);
        Assert.Equal("MalformedDocument", _engine.Run("New-MlopsEnvironment -Name uat -Url https://cpd.example.com -Space dev").ErrorId);
        Assert.Equal("MalformedDocument", _engine.Run("New-MlopsEnvironment -Name uat -Url ftp://cpd.example.com -Space uat").ErrorId);
        _engine.Run("New-MlopsEnvironment -Name uat -Url https://cpd.example.com -Space uat -WhatIf").ThrowIfFailed();

        Assert.Equal(before, File.ReadAllText(_folder["mlops.json"]));
        Assert.Equal(["mlops.json"], _folder.Names);
    }

    [Fact]
    public void A_missing_or_broken_file_is_an_error_that_says_where()
    {
        Assert.Equal("EnvironmentFileNotFound", _engine.Run("Get-MlopsEnvironment").ErrorId);
        Assert.Equal("FileNotFound", _engine.Run("Get-MlopsEnvironment -ConfigurationPath other.json").ErrorId);
        _folder.Write("mlops.json", """{"version":1,"environments":[{"name":"dev","url":"https://c","space":"s","colour":"red"}]}""");
        RunResult broken = _engine.Run("Get-MlopsEnvironment");
        Assert.Equal("MalformedDocument", broken.ErrorId);
        Assert.Contains("$.environments[0].colour", broken.Errors[0].ToString());
        _folder.Write("mlops.json", """{"version":9,"environments":[]}""");
        Assert.Equal("NewerDocument", _engine.Run("Get-MlopsEnvironment").ErrorId);
    }

    [Fact]
    public void Names_are_completed_and_a_broken_file_is_no_error()
    {
        _engine.Run("New-MlopsEnvironment -Name prd -Url https://cpd.example.com -Space prod; New-MlopsEnvironment -Name preview -Url https://cpd.example.com -Space pre").ThrowIfFailed();
        Assert.Equal(["prd", "preview"], Complete("Get-MlopsEnvironment pr"));
        Assert.Equal(["prd"], Complete("Lock-MlopsEnvironment -ConfigurationPath mlops.json -Environment prd"));
        _folder.Write("mlops.json", "{");
        Complete("Get-MlopsEnvironment pr");
    }

    [Fact]
    public void An_environment_without_a_session_is_an_error_that_names_both()
    {
        _engine.Run("New-MlopsEnvironment -Name prd -Url https://cpd.example.com -Space prod").ThrowIfFailed();
        RunResult result = _engine.Run("Get-MlopsPromotion prd");
        Assert.Equal("NoSessionForEnvironment", result.ErrorId);
        Assert.Contains("'prd'", result.Errors[0].ToString());
        Assert.Contains("https://cpd.example.com", result.Errors[0].ToString());
    }

    private string[] Names(string script) => [.. _engine.Run(script).ThrowIfFailed().Select(o => (string)o.Properties["Name"].Value)];

    private string[] Complete(string line) =>
        [.. _engine.Run("[System.Management.Automation.CommandCompletion]::CompleteInput($args[0], $args[0].Length, $null).CompletionMatches | ForEach-Object CompletionText", line).ThrowIfFailed().Select(o => o.ToString())];
}
