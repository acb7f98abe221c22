using MlopsCmdlets.Git.Repositories.Engines.Program;

namespace MlopsCmdlets.Git.Tests.Repositories;

public sealed class GitProgramTests : IDisposable
{
    /// <summary>More than a pipe holds; the last line tells that it was all taken.</summary>
    private const string Noise = "!for i in $(seq 4000); do printf 'Receiving objects: %s percent, and so on and on\\r' $i >&2; done; echo all >&2; echo done";

    private readonly GitFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_failure_to_report_progress_is_told_and_does_not_stop_the_program()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        int lines = 0;
        Task<GitProgramResult> running = GitProgram.RunAsync(
            _folder[""],
            ["-c", "alias.noise=" + Noise + " > ended", "noise"],
            new Dictionary<string, string>(),
            input: null,
            _ =>
            {
                lines++;
                throw new InvalidTimeZoneException("no screen");
            },
            stop.Token);
        try
        {
            Assert.Equal("no screen", (await Assert.ThrowsAsync<InvalidTimeZoneException>(() => running.WaitAsync(TimeSpan.FromSeconds(60), CancellationToken.None))).Message);
        }
        finally
        {
            await stop.CancelAsync();
        }

        Assert.Equal((1, "done\n"), (lines, _folder.Read("ended")));
    }

    [Fact]
    public async Task What_a_hook_of_Windows_says_is_kept()
    {
        GitProgramResult result = await GitProgram.RunAsync(
            _folder[""], ["-c", "alias.say=!printf 'no commits\\r\\non Fridays\\r\\n  10%%\\r 100%%\\r\\ndone' >&2; exit 1", "say"], new Dictionary<string, string>(), input: null, line: null, TestContext.Current.CancellationToken);

        Assert.Equal("no commits\non Fridays\n 100%\ndone", result.Errors);
    }
}
