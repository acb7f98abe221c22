using MlopsCmdlets.Git.Hosts.AzureRepos.Json;
using MlopsCmdlets.Git.Hosts.AzureRepos.Rules;

namespace MlopsCmdlets.Git.Tests.Hosts.AzureRepos;

/// <summary>What becomes of a branch's access control list.</summary>
public sealed class PermissionDraftsTests
{
    private const int Administer = (int)GitPermission.Administer;

    [Fact]
    public void OnlyTheNamedOnesContributeAndAdministratorsStayAdministrators()
    {
        var now = Chain(own: [], repository: [Entry("contributors", 4 | 16), Entry("admins", 4 | 8 | Administer), Entry("readers", 2)]);
        var list = PermissionDrafts.ToSave(now, ["robot"], bindsAll: null)!;
        Assert.False(list.InheritPermissions);
        Assert.Equal([("admins", Administer, 0), ("robot", 4, 0)], Rows(list));
        Assert.Null(PermissionDrafts.ToSave(now with { Lists = [list, .. now.Lists.Skip(1)] }, ["robot"], bindsAll: null));
    }

    [Fact]
    public void WhoIsDeniedItAboveDoesNotGetItAsOneOfTheNamedOnes()
    {
        // Somebody may be an external and a lead: a denial goes before what another group is allowed.
        var now = Chain(own: [], repository: [Entry("contributors", 4), new("externals", 2, 4 | 8)]);
        var list = PermissionDrafts.ToSave(now, ["leads"], bindsAll: null)!;
        Assert.Equal([("externals", 0, 4), ("leads", 4, 0)], Rows(list));
        var closed = now with { Lists = [list, .. now.Lists.Skip(1)] };
        Assert.Null(PermissionDrafts.ToSave(closed, ["leads"], bindsAll: null));
        Assert.Equal([("externals", 4, 0), ("leads", 4, 0)], Rows(PermissionDrafts.ToSave(closed, ["leads", "externals"], bindsAll: null)!));
        Assert.Empty(PermissionDrafts.ToClear(closed)!.AcesDictionary);
    }

    [Fact]
    public void AnotherSetOfPushersTakesThePlaceOfTheFirst()
    {
        var now = Chain(own: [], repository: [Entry("admins", 4 | Administer)]);
        var first = PermissionDrafts.ToSave(now, ["robot", "admins"], bindsAll: null)!;
        Assert.Equal([("admins", 4 | Administer, 0), ("robot", 4, 0)], Rows(first));
        var second = PermissionDrafts.ToSave(now with { Lists = [first, .. now.Lists.Skip(1)] }, ["lead"], bindsAll: null)!;
        Assert.Equal([("admins", Administer, 0), ("lead", 4, 0)], Rows(second));
    }

    [Fact]
    public void WhoMayBypassIsDeniedItAtTheBranch()
    {
        var now = Chain(own: [], repository: [Entry("admins", 128 | Administer)]);
        var list = PermissionDrafts.ToSave(now, pushers: null, bindsAll: true)!;
        Assert.True(list.InheritPermissions);
        Assert.Equal([("admins", 0, (int)GitPermission.Bypass)], Rows(list));
        var bound = now with { Lists = [list, .. now.Lists.Skip(1)] };
        Assert.Empty(bound.Allowed(GitPermission.Bypass));
        Assert.Null(PermissionDrafts.ToSave(bound, pushers: null, bindsAll: true));
        Assert.Empty(PermissionDrafts.ToSave(bound, pushers: null, bindsAll: false)!.AcesDictionary);
    }

    [Fact]
    public void BypassersOfAClosedBranchLoseIt()
    {
        var now = Chain(own: [], repository: [Entry("admins", 128 | Administer)]);
        Assert.Equal([("admins", 128 | Administer, 0), ("robot", 4, 0)], Rows(PermissionDrafts.ToSave(now, ["robot"], bindsAll: null)!));
        Assert.Equal([("admins", Administer, 0), ("robot", 4, 0)], Rows(PermissionDrafts.ToSave(now, ["robot"], bindsAll: true)!));
    }

    [Fact]
    public void ClearingLeavesWhatOthersWrote()
    {
        // Whoever made a branch has rights of their own on it.
        var now = Chain(own: [Entry("maker", 8 | 8192)], repository: [Entry("admins", 4 | Administer)]);
        var closed = now with { Lists = [PermissionDrafts.ToSave(now, ["robot"], bindsAll: true)!, .. now.Lists.Skip(1)] };
        Assert.Equal([("admins", Administer, 0), ("maker", 8192, 0), ("robot", 4, 0)], Rows(closed.Own));
        var cleared = PermissionDrafts.ToClear(closed)!;
        Assert.True(cleared.InheritPermissions);
        Assert.Equal([("maker", 8192, 0)], Rows(cleared));
        Assert.Null(PermissionDrafts.ToClear(now));
    }

    [Fact]
    public void TheNearestListCounts()
    {
        var now = Chain(own: [new("robot", 0, 4)], repository: [Entry("robot", 4 | 8)]);
        Assert.Equal(GitPermission.ForcePush, now.Of("ROBOT"));
        Assert.Equal(GitPermission.Contribute | GitPermission.ForcePush, now.Above.Of("robot"));
    }

    [Fact]
    public void TokensAreWrittenInHexadecimalUtf16()
    {
        var repository = new AzureRepository { Id = "r", Project = new AzureProject { Id = "p" } };
        Assert.Equal(
            ["repoV2/p/r/refs/heads/720065006c00/e400", "repoV2/p/r/refs/heads/720065006c00", "repoV2/p/r/refs/heads", "repoV2/p/r/refs", "repoV2/p/r", "repoV2/p", "repoV2"],
            BranchPermissions.Tokens(repository, "rel/ä"));
    }

    private static AzureAccessEntry Entry(string descriptor, int allow) => new(descriptor, allow, 0);

    private static PermissionChain Chain(AzureAccessEntry[] own, AzureAccessEntry[] repository) => new([List("branch", own), List("repository", repository)]);

    private static AzureAccessList List(string token, AzureAccessEntry[] entries) => new() { Token = token, AcesDictionary = entries.ToDictionary(e => e.Descriptor) };

    private static IEnumerable<(string, int, int)> Rows(AzureAccessList list) =>
        list.AcesDictionary.Values.OrderBy(e => e.Descriptor, StringComparer.Ordinal).Select(e => (e.Descriptor, e.Allow, e.Deny));
}
