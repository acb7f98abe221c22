using System.Text.Json;
using MlopsCmdlets.Git.Hosts.AzureRepos.Json;

namespace MlopsCmdlets.Git.Tests.Hosts.AzureRepos;

/// <summary>Replies that lack what a document usually has.</summary>
public sealed class AzureDocumentTests
{
    [Fact]
    public void What_a_reply_lacks_has_its_usual_value()
    {
        AzureIdentity identity = Assert.Single(JsonSerializer.Deserialize("""{"value":[{"providerDisplayName":"Lee"}]}""", AzureJson.Default.AzureListAzureIdentity)!.Value);
        Assert.True(identity.IsActive);
        Assert.Equal(("", "", "Lee"), (identity.Id, identity.Descriptor, identity.Account));

        AzureAccessList access = Assert.Single(JsonSerializer.Deserialize("""{"value":[{"token":"t"}]}""", AzureJson.Default.AzureListAzureAccessList)!.Value);
        Assert.True(access.InheritPermissions);
        Assert.Empty(access.AcesDictionary);

        AzurePolicy policy = Assert.Single(JsonSerializer.Deserialize("""{"value":[{}]}""", AzureJson.Default.AzureListAzurePolicy)!.Value);
        Assert.Equal(("", 0), (policy.Type.Id, policy.Settings.Count));

        Assert.Empty(JsonSerializer.Deserialize("{}", AzureJson.Default.AzureListAzureRef)!.Value);
        Assert.Equal("", JsonSerializer.Deserialize("{}", AzureJson.Default.AzureTag)!.Message);
    }
}
