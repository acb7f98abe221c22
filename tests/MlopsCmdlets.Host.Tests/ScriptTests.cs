namespace MlopsCmdlets.Host.Tests;

public sealed class ScriptTests
{
    [Fact]
    public async Task Parameters_reach_the_script_converted_to_their_types()
    {
        using var script = new ScriptFile("""
            param([Parameter(Mandatory)][string]$Name, [string[]]$List, [int]$Count, [switch]$Fast, [switch]$Slow, [datetime]$Day, [string]$Text)
            "$Name/$($List.Count):$List/$($Count + 1)/$Fast/$Slow/$($Day.Year)/$Text"
            """);

        var run = await HostRun.StartAsync(script.Path, "grün ✓", "-List", "a,b", "-Count:41", "-Fast", "-Slow:$false", "-day", "2024-05-06", "-Te", "x,y");

        Assert.Equal(new HostRun(0, "grün ✓/2:a b/42/True/False/2024/x,y\n", ""), run);
    }

    [Theory]
    [InlineData("exit 3", 3)]
    [InlineData("exit 0", 0)]
    [InlineData("function f { exit 5 }; f; 'not reached'", 5)]
    [InlineData("'text'", 0)]
    [InlineData("1..3 | ForEach-Object { if ($_ -eq 2) { break } }; 'not reached'", 0)]
    [InlineData("throw 'bad'", 1)]
    [InlineData("$ErrorActionPreference = 'Stop'; Import-Module ./nowhere; 'not reached'", 1)]
    [InlineData("Import-Module ./nowhere; exit 4", 4)]
    [InlineData("if (", 1)]
    public async Task Exit_codes_are_those_of_pwsh(string text, int expected)
    {
        using var script = new ScriptFile(text);
        var run = await HostRun.StartAsync(script.Path);
        Assert.Equal(expected, run.ExitCode);
        Assert.DoesNotContain("not reached", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_program_is_not_a_failing_script()
    {
        using var script = new ScriptFile("& dotnet --no-such-option *> $null; \"program: $($LASTEXITCODE -ne 0)\"");
        Assert.Equal(new HostRun(0, "program: True\n", ""), await HostRun.StartAsync(script.Path));
    }

    [Fact]
    public async Task Errors_go_to_the_error_stream_and_the_script_goes_on_or_ends()
    {
        using var script = new ScriptFile("Import-Module ./nowhere\n'after'\nthrow 'the end'\n'not reached'");

        var run = await HostRun.StartAsync(script.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("after\n", run.Output);
        Assert.Contains("nowhere", run.Error, StringComparison.Ordinal);
        Assert.Contains("my script.ps1:3", run.Error, StringComparison.Ordinal);
        Assert.Contains("the end", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_and_messages_have_no_escape_sequences_when_redirected()
    {
        using var script = new ScriptFile("""
            [CmdletBinding()] param()
            [pscustomobject]@{ Space = 'churnUATspace'; Assets = 2 }, [pscustomobject]@{ Space = 'prod'; Assets = 10 }
            "$([char]27)[31mred$([char]27)[0m"
            $PSCmdlet.WriteWarning('careful'); $PSCmdlet.WriteVerbose('detail'); $PSCmdlet.WriteProgress([System.Management.Automation.ProgressRecord]::new(1, 'Copying', 'now'))
            throw 'bad'
            """);

        var run = await HostRun.StartAsync(script.Path, "-Verbose");

        Assert.DoesNotContain('\u001b', run.Output + run.Error);
        Assert.Contains("Space         Assets\n-----         ------\nchurnUATspace      2\nprod              10\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("WARNING: careful\nVERBOSE: detail\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\nred\n", run.Output.TrimEnd() + "\n", StringComparison.Ordinal);
        Assert.DoesNotContain("Copying", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("throw 'bad'", 1)]
    [InlineData("exit 4", 4)]
    public async Task A_table_is_shown_even_if_the_run_ends_right_after_it(string end, int code)
    {
        var run = await HostRun.StartAsync("--command", "[pscustomobject]@{ Space = 'prod'; Assets = 10 }; " + end);
        Assert.Equal(code, run.ExitCode);
        Assert.Contains("prod", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_fills_120_columns_but_the_last_when_redirected()
    {
        var run = await HostRun.StartAsync("--command", "[pscustomobject]@{ Text = 'x' * 200; Number = 1 }");
        Assert.Equal(119, run.Output.Split('\n').Max(l => l.Length));
    }

    [Theory]
    [InlineData("-Nme", "matches parameter name 'Nme'", 1)]
    [InlineData("-Count:five", "\"five\"", 1)]
    [InlineData("-Count", "-Count needs a value", 64)]
    public async Task Wrong_parameters_are_told(string argument, string expected, int code)
    {
        using var script = new ScriptFile("[CmdletBinding()] param([string]$Name, [int]$Count) 'not reached'");
        var run = await HostRun.StartAsync(script.Path, argument);
        Assert.Equal((code, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("__", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_only_PowerShell_has_is_told_as_such()
    {
        using var script = new ScriptFile("Write-Host 'hello'");
        var run = await HostRun.StartAsync(script.Path);
        Assert.Contains("'Write-Host' is not available in this host", run.Error, StringComparison.Ordinal);
        Assert.Contains("pwsh", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_from_standard_input_runs_as_a_script() =>
        Assert.Equal(new HostRun(9, "2 ü\n", ""), await HostRun.WithInputAsync("\"$(1 + 1) ü\"\nexit 9"));

    [Theory]
    [InlineData("--what", "Unknown option --what")]
    [InlineData("nowhere.ps1", "no script 'nowhere.ps1'")]
    [InlineData("--command", "needs the text")]
    public async Task Wrong_use_is_told(string argument, string expected)
    {
        var run = await HostRun.StartAsync(argument);
        Assert.Equal((64, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_script_is_told()
    {
        var run = await HostRun.StartAsync(typeof(HostRun).Assembly.Location);
        Assert.Equal((64, ""), (run.ExitCode, run.Output));
        Assert.Contains("has to end with .ps1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_module_of_the_clone_comes_first_in_the_module_path()
    {
        var run = await HostRun.StartAsync("--command", "($env:PSModulePath -split [System.IO.Path]::PathSeparator)[0]");
        Assert.EndsWith(Path.Combine("artifacts", "module") + "\n", run.Output, StringComparison.Ordinal);

        run = await HostRun.StartAsync("--no-module", "--command", "$env:PSModulePath");
        Assert.DoesNotContain(Path.Combine("artifacts", "module"), run.Output, StringComparison.Ordinal);
    }
}
