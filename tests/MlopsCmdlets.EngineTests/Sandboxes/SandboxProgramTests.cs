using System.Net;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Sandboxes;

/// <summary>Start-MlopsSandbox where there is no sandbox to start.</summary>
public sealed class SandboxProgramTests
{
    [Fact]
    public void A_program_that_is_not_there_says_how_to_get_it()
    {
        using var engine = new Engine();

        RunResult result = engine.Run("Start-MlopsSandbox -ProgramPath $args[0]", Path.Combine(Path.GetTempPath(), "no-such-program"));

        Assert.Equal("SandboxNotFound", result.ErrorId);
        Assert.Contains("dotnet tool install", result.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_program_is_an_error_with_its_own_words()
    {
        using var engine = new Engine();

        RunResult result = engine.Run("Start-MlopsSandbox -ProgramPath $args[0] -TimeoutSec 120", Built.HostProgram);

        Assert.Equal("SandboxNotStarted", result.ErrorId);
        Assert.Contains("--urls", result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Empty(engine.Run("Get-MlopsSandbox").ThrowIfFailed());
    }

    [Fact]
    public void Its_password_is_not_among_the_arguments_that_every_user_of_the_machine_can_read()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "Needs /proc to read the arguments of a process.");
        using var engine = new Engine();
        var password = new NetworkCredential("", "-planted-0-password").SecurePassword;

        var started = engine.Run("Start-MlopsSandbox -UserName planted-user -Password $args[0]", password).ThrowIfFailed();

        string arguments = File.ReadAllText($"/proc/{((dynamic)started[0].BaseObject).ProcessId}/cmdline");
        Assert.Contains("planted-user", arguments, StringComparison.Ordinal);
        Assert.DoesNotContain("planted-0-password", arguments, StringComparison.Ordinal);
        Assert.Equal("planted-user", engine.Run("Get-MlopsSandbox | Connect-Cpd -PassThru | ForEach-Object UserName").ThrowIfFailed()[0].BaseObject);
        engine.Run("Stop-MlopsSandbox").ThrowIfFailed();
    }
}
