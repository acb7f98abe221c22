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
    public void Freeze_windows_and_values_are_written_and_read_back()
    {
        _engine.Run("""
            New-MlopsEnvironment -Name prd -Url https://cpd.example.com -Space prod -FreezeWindow @{ name = 'close'; From = '2026-12-20'; To = [datetime]'2027-01-04T06:00'; TimeZone = 'Europe/Zurich' }, @{
                Name = 'weekend'; Cron = '0 18 * * 5'; Duration = '2.12:00:00' } -ValueMap @{ 'connection/Warehouse' = @{ '/properties/host' = 'db.prd'; '/properties/port' = 50000; '/properties/ssl' = $true } }
            """).ThrowIfFailed();

        Assert.Equal(
            ["close 2026-12-20 Europe/Zurich", "weekend 2.12:00:00 UTC", "\"db.prd\" 50000 true"],
            Names("""
                $prd = Get-MlopsEnvironment prd
                $prd.FreezeWindows | ForEach-Object { [pscustomobject]@{ Name = "$($_.Name) $(if ($_.From) { $_.From.ToString('yyyy-MM-dd') } else { $_.Duration }) $($_.TimeZone)" } }
                [pscustomobject]@{ Name = ('host', 'port', 'ssl' | ForEach-Object { $prd.Map.Values['connection/Warehouse']["/properties/$_"].GetRawText() }) -join ' ' }
                """));
    }

    [Fact]
    public void What_is_saved_while_a_new_environment_waits_for_consent_is_not_lost()
    {
        _engine.Run("New-MlopsEnvironment -Name dev -Url https://cpd-dev.example.com -Space churn_dev").ThrowIfFailed();
        using var other = new Engine();
        _engine.Host.Meanwhile = () => other.Run("New-MlopsEnvironment -Name uat -Url https://cpd.example.com -Space uat -ConfigurationPath $args[0]", _folder["mlops.json"]).ThrowIfFailed();
        _engine.Host.Answers.Enqueue(0); // yes

        _engine.Run("New-MlopsEnvironment -Name prd -Url https://cpd.example.com -Space prod -Confirm").ThrowIfFailed();

        Assert.Equal(["dev", "uat", "prd"], Names("Get-MlopsEnvironment"));
    }

    [Theory]
    [InlineData("-FreezeWindow @{ Name = 'x'; Form = '2026-12-20' }", "InvalidArgument", "no 'Form'")]
    [InlineData("-FreezeWindow @{ From = '2026-12-20'; To = '2026-12-21' }", "InvalidArgument", "needs a Name")]
    [InlineData("-FreezeWindow @{ Name = 'x'; From = 'soon'; To = '2026-12-21' }", "InvalidArgument", "'soon'")]
    [InlineData("-FreezeWindow @{ Name = 'x'; From = '2026-12-20T18:00:00Z'; To = '2026-12-21' }", "InvalidArgument", "TimeZone")]
    [InlineData("-FreezeWindow @{ Name = 'x'; From = '2026-12-20'; To = '2026-12-21T06:00+01:00' }", "InvalidArgument", "TimeZone")]
    [InlineData("-FreezeWindow @{ Name = 'x'; Cron = '0 18 * * 5'; Duration = '48:00:00' }", "InvalidArgument", "before a dot")]
    [InlineData("-FreezeWindow @{ Name = 'x'; Cron = 'daily'; Duration = '1:00' }", "MalformedDocument", "cron")]
    [InlineData("-FreezeWindow @{ Name = 'x'; From = '2026-12-20'; To = '2026-12-21'; TimeZone = 'Nowhere/Land' }", "MalformedDocument", "Nowhere/Land")]
    [InlineData("-ValueMap @{ 'connection/A' = 'x' }", "InvalidArgument", "'connection/A'")]
    public void A_wrong_window_or_value_is_refused_with_what_is_wrong(string arguments, string id, string said)
    {
        RunResult result = _engine.Run("New-MlopsEnvironment -Name prd -Url https://cpd.example.com -Space prod " + arguments);

        Assert.Equal(id, result.ErrorId);
        Assert.Contains(said, result.Errors[0].ToString());
        Assert.Empty(_folder.Names);
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
