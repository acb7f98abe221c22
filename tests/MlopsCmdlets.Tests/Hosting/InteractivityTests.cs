using MlopsCmdlets.Hosting;

namespace MlopsCmdlets.Tests.Hosting;

public sealed class InteractivityTests
{
    [Theory]
    [InlineData(true, true, "pwsh", null, true)]
    [InlineData(false, true, "pwsh", null, false)]
    [InlineData(true, false, "pwsh", null, false)]
    [InlineData(true, true, "pwsh -NoProfile -NonInteractive -File x.ps1", null, false)]
    [InlineData(true, true, "pwsh -noni -c x", null, false)]
    [InlineData(true, true, "powershell.exe /NonInteractive", null, false)]
    [InlineData(true, true, "MlopsCmdlets.Host --non-interactive x.ps1", null, false)]
    [InlineData(true, true, "pwsh -NoProfile -NoLogo noninteractive.ps1", null, true)]
    [InlineData(true, true, "pwsh", "True", false)]
    public void A_run_is_interactive_only_with_a_user(bool console, bool user, string commandLine, string? agent, bool expected) =>
        Assert.Equal(expected, Interactivity.Of(console, user, commandLine.Split(' '), name => name == "TF_BUILD" ? agent : null));
}
