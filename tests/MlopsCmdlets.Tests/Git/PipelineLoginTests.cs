using System.Net;
using MlopsCmdlets.Git.Hosts;

namespace MlopsCmdlets.Tests.Git;

/// <summary>Host and token of build agents.</summary>
public sealed class PipelineLoginTests
{
    [Theory]
    [InlineData("GITHUB_TOKEN=t", GitHostKind.GitHub, "https://github.com/")]
    [InlineData("GITHUB_TOKEN=t GITHUB_SERVER_URL=https://ghe.example.com GITHUB_API_URL=https://ghe.example.com/api/v3", GitHostKind.GitHub, "https://ghe.example.com/")]
    [InlineData("GITHUB_TOKEN=t GITHUB_API_URL=https://ghe.example.com/api/v3", GitHostKind.GitHub, "https://ghe.example.com/api/v3")]
    [InlineData("SYSTEM_ACCESSTOKEN=t SYSTEM_COLLECTIONURI=https://dev.azure.com/org/ TF_BUILD=True", GitHostKind.AzureRepos, "https://dev.azure.com/org/")]
    [InlineData("SYSTEM_ACCESSTOKEN=t SYSTEM_COLLECTIONURI=https://dev.azure.com/org/ TF_BUILD=True GITHUB_TOKEN=other", GitHostKind.AzureRepos, "https://dev.azure.com/org/")]
    public void The_agent_tells_host_and_token(string variables, GitHostKind kind, string url)
    {
        PipelineLogin login = PipelineLogin.Read(null, null, Environment(variables));

        Assert.Equal(kind, login.Kind);
        Assert.Equal(url, login.Url.ToString());
        Assert.Equal("t", new NetworkCredential("", login.Token).Password);
        Assert.NotEmpty(login.Lacks);
        Assert.DoesNotContain("= t", login.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Kind_and_address_can_be_said_in_an_agent_of_the_other_kind()
    {
        PipelineLogin login = PipelineLogin.Read(GitHostKind.GitHub, new Uri("https://ghe.example.com"), Environment("SYSTEM_ACCESSTOKEN=a SYSTEM_COLLECTIONURI=https://dev.azure.com/org TF_BUILD=True GITHUB_TOKEN=g"));

        Assert.Equal("https://ghe.example.com/", login.Url.ToString());
        Assert.Equal("g", new NetworkCredential("", login.Token).Password);
        Assert.Contains(login.Lacks, lack => lack.Contains("Protect-MlopsBranch", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "GITHUB_TOKEN")]
    [InlineData("TF_BUILD=True SYSTEM_COLLECTIONURI=https://dev.azure.com/org/", "SYSTEM_ACCESSTOKEN: $(System.AccessToken)")]
    [InlineData("SYSTEM_ACCESSTOKEN=t", "SYSTEM_COLLECTIONURI")]
    [InlineData("GITHUB_TOKEN=t GITHUB_SERVER_URL=nonsense", "nonsense")]
    public void What_is_missing_is_named_and_how_to_give_it(string variables, string named)
    {
        ArgumentException failure = Assert.Throws<ArgumentException>(() => PipelineLogin.Read(null, null, Environment(variables)));

        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    private static Func<string, string?> Environment(string variables)
    {
        var known = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=', 2)).ToDictionary(v => v[0], v => v[1], StringComparer.Ordinal);
        return name => known.GetValueOrDefault(name);
    }
}
