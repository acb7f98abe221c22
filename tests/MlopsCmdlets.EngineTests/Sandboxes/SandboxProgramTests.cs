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
}
