using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Git.Hosts.AzureRepos.Connection;

namespace MlopsCmdlets.Git.Tests.Hosts.AzureRepos;

/// <summary>Addresses of organisations and collections, and of remotes in all their forms.</summary>
public sealed class AzureAddressTests
{
    private static readonly HostRepositoryName Churn = new("ml ops", "churn model");

    [Theory]
    [InlineData("https://dev.azure.com/contoso", "https://dev.azure.com/contoso", "/contoso")]
    [InlineData("https://dev.azure.com/contoso/", "https://dev.azure.com/contoso", "/contoso")]
    [InlineData("https://dev.azure.com/contoso/ml%20ops/_git/churn", "https://dev.azure.com/contoso", "/contoso")]
    [InlineData("https://dev.azure.com/contoso/_git/churn", "https://dev.azure.com/contoso", "/contoso")]
    [InlineData("https://me@dev.azure.com/contoso", "https://dev.azure.com/contoso", "/contoso")]
    [InlineData("https://contoso.visualstudio.com", "https://contoso.visualstudio.com/", "")]
    [InlineData("https://contoso.visualstudio.com/DefaultCollection", "https://contoso.visualstudio.com/", "")]
    [InlineData("https://tfs.example.com:8443/tfs/Default%20Collection", "https://tfs.example.com:8443/tfs/Default%20Collection", "/tfs/Default%20Collection")]
    [InlineData("http://127.0.0.1:5000/azure/churn-team", "http://127.0.0.1:5000/azure/churn-team", "/azure/churn-team")]
    public void TheCollectionIsFound(string url, string expected, string path)
    {
        var address = new AzureAddress(new Uri(url));
        Assert.Equal(expected, address.Url.AbsoluteUri);
        Assert.Equal(path, address.Path);
    }

    [Theory]
    [InlineData("https://dev.azure.com")]
    [InlineData("https://dev.azure.com/_git/churn")]
    [InlineData("https://tfs.example.com/")]
    [InlineData("ftp://dev.azure.com/contoso")]
    public void AnAddressWithoutACollectionIsRefused(string url) => Assert.Throws<ArgumentException>(() => new AzureAddress(new Uri(url)));

    [Fact]
    public void APasswordInTheAddressIsRefusedAndNotShown()
    {
        var error = Assert.Throws<ArgumentException>(() => new AzureAddress(new Uri("https://me:pat-secret@dev.azure.com/contoso")));
        Assert.DoesNotContain("pat-secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://dev.azure.com/contoso/ml%20ops/_git/churn%20model")]
    [InlineData("https://dev.azure.com/contoso/ml%20ops/_git/churn%20model/")]
    [InlineData("https://contoso@dev.azure.com/contoso/ml%20ops/_git/churn%20model")]
    [InlineData("https://contoso:token@dev.azure.com/Contoso/ml%20ops/_git/churn%20model")]
    [InlineData("https://dev.azure.com/contoso/ml%20ops/_git/_optimized/churn%20model")]
    [InlineData("https://contoso.visualstudio.com/ml%20ops/_git/churn%20model")]
    [InlineData("https://contoso.visualstudio.com/DefaultCollection/ml%20ops/_git/churn%20model")]
    [InlineData("ssh://git@ssh.dev.azure.com/v3/contoso/ml%20ops/churn%20model")]
    [InlineData("ssh://git@ssh.dev.azure.com:22/v3/contoso/ml%20ops/churn%20model")]
    [InlineData("git@ssh.dev.azure.com:v3/contoso/ml%20ops/churn%20model")]
    [InlineData("contoso@vs-ssh.visualstudio.com:v3/contoso/ml%20ops/churn%20model")]
    [InlineData("ssh://contoso@contoso.visualstudio.com:22/DefaultCollection/ml%20ops/_ssh/churn%20model")]
    public void EveryFormOfTheCloudIsRecognised(string remote)
    {
        var uri = new Uri(remote, UriKind.RelativeOrAbsolute);
        Assert.Equal(Churn, new AzureAddress(new Uri("https://dev.azure.com/contoso")).Recognize(uri));
        Assert.Equal(Churn, new AzureAddress(new Uri("https://contoso.visualstudio.com")).Recognize(uri));
    }

    [Theory]
    [InlineData("https://tfs.example.com/tfs/Default/ml%20ops/_git/churn%20model")]
    [InlineData("https://TFS.example.com/TFS/default/ml%20ops/_git/churn%20model")]
    [InlineData("ssh://tfs.example.com:22/tfs/Default/ml%20ops/_git/churn%20model")]
    public void RepositoriesOfAServersCollectionAreRecognised(string remote) =>
        Assert.Equal(Churn, new AzureAddress(new Uri("https://tfs.example.com/tfs/Default")).Recognize(new Uri(remote)));

    [Fact]
    public void TheRepositoryNamedLikeItsProjectMayLeaveTheProjectAway() =>
        Assert.Equal(new("churn", "churn"), new AzureAddress(new Uri("https://dev.azure.com/contoso")).Recognize(new Uri("https://dev.azure.com/contoso/_git/churn")));

    [Theory]
    [InlineData("https://dev.azure.com/fabrikam/ml/_git/churn")]
    [InlineData("https://dev.azure.com/contoso/ml/churn")]
    [InlineData("https://dev.azure.com/contoso/ml/_git/churn/pullrequest/7")]
    [InlineData("https://dev.azure.com:8443/contoso/ml/_git/churn")]
    [InlineData("https://dev.azure.com.evil.example/contoso/ml/_git/churn")]
    [InlineData("https://evilcontoso.visualstudio.com/ml/_git/churn")]
    [InlineData("https://github.com/contoso/churn.git")]
    [InlineData("git@github.com:contoso/churn.git")]
    [InlineData("git@ssh.dev.azure.com:v3/fabrikam/ml/churn")]
    [InlineData("../churn")]
    [InlineData("file:///srv/git/churn")]
    public void OtherPlacesAreNot(string remote) =>
        Assert.Null(new AzureAddress(new Uri("https://dev.azure.com/contoso")).Recognize(new Uri(remote, UriKind.RelativeOrAbsolute)));

    [Fact]
    public void CloneUrlsAreEscapedAndRecognised()
    {
        var address = new AzureAddress(new Uri("https://dev.azure.com/contoso"));
        var clone = address.CloneUrl(Churn);
        Assert.Equal("https://dev.azure.com/contoso/ml%20ops/_git/churn%20model", clone.AbsoluteUri);
        Assert.Equal(Churn, address.Recognize(clone));
        Assert.Equal("https://dev.azure.com/contoso/ml%20ops/_git/churn%20model/pullrequest/7", address.PullRequestUrl(Churn, 7).AbsoluteUri);
    }

    [Theory]
    [InlineData("https://dev.azure.com/contoso", "https://vssps.dev.azure.com/")]
    [InlineData("https://contoso.visualstudio.com", "https://contoso.vssps.visualstudio.com/")]
    [InlineData("https://tfs.example.com:8443/tfs/Default", "https://tfs.example.com:8443/")]
    public void IdentitiesAreLookedUpAtTheSameService(string url, string expected) =>
        Assert.Equal(expected, new AzureAddress(new Uri(url)).IdentityOrigin.AbsoluteUri);

    [Theory]
    [InlineData("abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst", "Basic OmFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6MjM0NTY3YWJjZGVmZ2hpamtsbW5vcHFyc3Q=")]
    [InlineData(" eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl\n", "Bearer eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl")]
    public void PersonalTokensAreSentAsBasicAndWebTokensAsBearer(string token, string header) => Assert.Equal(header, AzureToken.HeaderValue(token));
}
