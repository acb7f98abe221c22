using System.Net;
using System.Text.Json;
using MlopsCmdlets.Sandbox;

namespace MlopsCmdlets.Tests.Sandbox;

public sealed class SandboxAnnouncementTests
{
    private const string Git = """{"available":true,"gitHubUrl":"https://127.0.0.1:1","azureReposUrl":"https://127.0.0.1:1/azure/churn-team","users":[{"login":"lead","name":"Lee","token":"ghp_secret"}]}""";

    [Fact]
    public void TheGitHostsAndTheirUsersAreRead()
    {
        SandboxAnnouncement? found = SandboxAnnouncement.Parse("{\"url\":\"https://127.0.0.1:1\",\"release\":\"4.8\",\"git\":" + Git + "}");
        Assert.Equal("https://127.0.0.1:1/azure/churn-team", found?.AzureReposUrl);
        SandboxGitUser user = Assert.Single(found!.GitUsers);
        Assert.Equal("ghp_secret", new NetworkCredential("", user.Token).Password);
        Assert.DoesNotContain("ghp_secret", JsonSerializer.Serialize(user), StringComparison.Ordinal);
        Assert.Equal("lead", user.ToString());
    }

    [Fact]
    public void WhatTheProgramHasToTellOfItsStartComesWithTheAnnouncement()
    {
        SandboxAnnouncement? found = SandboxAnnouncement.Parse("{\"url\":\"https://127.0.0.1:1\",\"notices\":[\"Churn model trained on 318 rows\"]}");
        Assert.Equal(["Churn model trained on 318 rows"], found?.Notices);
    }

    [Theory]
    [InlineData("{\"url\":\"https://127.0.0.1:1\"}")]
    [InlineData("{\"url\":\"https://127.0.0.1:1\",\"git\":{\"available\":false}}")]
    public void WithoutGitThereIsNoAddress(string line)
    {
        SandboxAnnouncement? found = SandboxAnnouncement.Parse(line);
        Assert.NotNull(found);
        Assert.Null(found.GitHubUrl);
        Assert.Empty(found.GitUsers);
    }
}
