namespace MlopsCmdlets.Host.Tests;

public sealed class PromptTests
{
    private const string Confirming = """
        function Remove-It { [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param() if ($PSCmdlet.ShouldProcess('it', 'remove')) { 'removed' } else { 'kept' } }
        $ErrorActionPreference = 'Stop'
        Remove-It
        """;

    [Theory]
    [InlineData("y", "removed")]
    [InlineData("n", "kept")]
    [InlineData("?\nwhat\nNo", "kept")]
    [InlineData("", "removed")]
    public async Task A_choice_is_read_from_the_input(string answer, string expected)
    {
        var run = await HostRun.WithInputAsync(answer + "\n", "--command", Confirming);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("[Y] Yes  [A] Yes to All  [N] No", run.Output, StringComparison.Ordinal);
        Assert.EndsWith(expected + "\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_user_confirmation_fails_and_nothing_is_asked()
    {
        var run = await HostRun.WithInputAsync("y\n", "--non-interactive", "--command", Confirming);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("not interactive", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_the_end_of_the_input_confirmation_fails()
    {
        var run = await HostRun.StartAsync("--command", Confirming);
        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain("removed", run.Output, StringComparison.Ordinal);
        Assert.Contains("input has ended", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_mandatory_parameters_are_asked_for()
    {
        using var script = new ScriptFile("param([Parameter(Mandatory)][int]$Count, [Parameter(Mandatory)][string[]]$Names, [Parameter(Mandatory)][securestring]$Secret) \"$($Count + 1) $($Names.Count) $($Secret.Length)\"");
        var run = await HostRun.WithInputAsync("41\na\nb\n\nsecret\n", script.Path);
        Assert.Equal(0, run.ExitCode);
        Assert.EndsWith("42 2 6\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_mandatory_parameters_fail_without_a_user()
    {
        using var script = new ScriptFile("param([Parameter(Mandatory)][int]$Count) 'not reached'");
        var run = await HostRun.WithInputAsync("41\n", "--non-interactive", script.Path);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("Count", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credential_is_asked_for()
    {
        var run = await HostRun.WithInputAsync("ann\nsecret\n", "--command", "$c = $Host.UI.PromptForCredential('Log in', 'to the cluster', '', ''); \"$($c.UserName) $($c.Password.Length)\"");
        Assert.Equal(0, run.ExitCode);
        Assert.EndsWith("ann 6\n", run.Output, StringComparison.Ordinal);
    }
}
