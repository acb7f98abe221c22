using MlopsCmdlets.Git.Hosts;

namespace MlopsCmdlets.Tests.Git;

/// <summary>What is read of a clone without libgit2.</summary>
public sealed class LocalCloneTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clone").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("https://github.com/churn-team/churn.git", "https://github.com/churn-team/churn.git")]
    [InlineData("https://lead:secret@github.com/churn-team/churn.git", "https://github.com/churn-team/churn.git")]
    [InlineData("git@github.com:churn-team/churn.git", "ssh://github.com/churn-team/churn.git")]
    [InlineData("ssh://git@ssh.dev.azure.com/v3/org/project/repo", "ssh://ssh.dev.azure.com/v3/org/project/repo")]
    [InlineData("/srv/git/churn.git", null)]
    [InlineData("C:\\git\\churn.git", null)]
    [InlineData("C:/git/churn.git", null)]
    [InlineData("", null)]
    public void Addresses_are_read_as_git_writes_them_and_without_secrets(string written, string? expected) =>
        Assert.Equal(expected, LocalClone.ToUri(written)?.ToString());

    [Fact]
    public void Origin_counts_among_several_remotes_wherever_below_the_clone_one_stands()
    {
        Write(".git/config", "[core]\n\tbare = false\n[remote \"upstream\"]\n\turl = https://github.com/up/churn.git\n[remote \"origin\"]\n\turl = https://github.com/team/churn.git\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n[branch \"dev\"]\n\turl = no\n");
        Directory.CreateDirectory(Path.Combine(_folder, "assets", "notebooks"));

        LocalClone clone = LocalClone.Find(Path.Combine(_folder, "assets", "notebooks"))!;

        Assert.Equal(_folder, clone.Root);
        Assert.Equal("https://github.com/team/churn.git", clone.Remote()!.ToString());
    }

    [Theory]
    [InlineData("[remote \"only\"]\n  url = https://h/o/r\n", "https://h/o/r")]
    [InlineData("[remote \"a\"]\nurl = https://h/o/a\n[remote \"b\"]\nurl = https://h/o/b\n", null)]
    [InlineData("[core]\nbare = false\n", null)]
    [InlineData("not [ a configuration", null)]
    public void Without_origin_the_only_remote_counts(string configuration, string? expected)
    {
        Write(".git/config", configuration);

        Assert.Equal(expected, LocalClone.Find(_folder)!.Remote()?.ToString());
    }

    [Fact]
    public void A_worktree_has_a_head_of_its_own_and_shares_the_rest()
    {
        Write("main/.git/config", "[remote \"origin\"]\nurl = https://h/o/r\n");
        Write("main/.git/HEAD", "ref: refs/heads/dev\n");
        Write("main/.git/worktrees/w/HEAD", "ref: refs/heads/feature/x\n");
        Write("main/.git/worktrees/w/commondir", "../..\n");
        Write("w/.git", $"gitdir: {Path.Combine(_folder, "main", ".git", "worktrees", "w")}\n");

        LocalClone clone = LocalClone.Find(Path.Combine(_folder, "w"))!;

        Assert.Equal("feature/x", clone.Branch);
        Assert.Equal("https://h/o/r", clone.Remote()!.ToString());
    }

    [Fact]
    public void Branches_are_those_of_files_and_those_that_git_packed_each_once()
    {
        Write(".git/HEAD", "3f2a9c11d0e84b7f6a5c3d2e1f0a9b8c7d6e5f4a\n");
        Write(".git/refs/heads/dev", "x");
        Write(".git/refs/heads/feature/x", "x");
        Write(".git/refs/heads/dev.lock", "x");
        Write(".git/refs/remotes/origin/HEAD", "x");
        Write(".git/packed-refs", "# pack-refs with: peeled\n1111111111111111111111111111111111111111 refs/heads/dev\n2222222222222222222222222222222222222222 refs/remotes/origin/uat\n^3333333333333333333333333333333333333333\n4444444444444444444444444444444444444444 refs/tags/v1\n");

        LocalClone clone = LocalClone.Find(_folder)!;

        Assert.Null(clone.Branch);
        Assert.Equal(["dev", "feature/x", "uat"], clone.Branches());
    }

    [Fact]
    public void Where_there_is_no_clone_there_is_none() => Assert.Null(LocalClone.Find(_folder));

    private void Write(string path, string text)
    {
        string file = Path.Combine(_folder, path.Replace('/', Path.DirectorySeparatorChar));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
