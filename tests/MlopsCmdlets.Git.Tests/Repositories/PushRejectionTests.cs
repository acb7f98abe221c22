using MlopsCmdlets.Git.Repositories.Engines;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Tests.Repositories;

public sealed class PushRejectionTests
{
    [Theory]
    [InlineData("protected branch hook declined: GH006: Protected branch update failed for refs/heads/uat.", typeof(ProtectedPushException))]
    [InlineData("TF402455: Pushes to this branch are not permitted; you must use a pull request to update this branch.", typeof(ProtectedPushException))]
    [InlineData("You are not allowed to push code to protected branches on this project.", typeof(ProtectedPushException))]
    [InlineData("non-fast-forward", typeof(OutdatedPushException))]
    [InlineData("fetch first", typeof(OutdatedPushException))]
    [InlineData("pre-receive hook declined", typeof(PushRejectedException))]
    [InlineData("", typeof(PushRejectedException))]
    public void A_refusal_is_of_the_kind_that_its_text_says(string reason, Type kind) =>
        Assert.IsType(kind, PushRejections.Explain("refs/heads/uat", reason, "origin"));

    [Fact]
    public void The_servers_text_is_made_harmless()
    {
        string message = PushRejections.Explain("refs/heads/uat", "\u001b[31mno\u001b[0m ##vso[task.complete] https://me:ghp_secret@host/x\nline", "origin").Message;

        Assert.Equal("The server refused 'uat': no ##_vso[task.complete] https://***@host/x line.", message);
    }
}
