using LibGit2Sharp;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Notebooks.Sources;

namespace MlopsCmdlets.Git.Tests.Notebooks;

public sealed class RevisionFileTests : IDisposable
{
    private static readonly Signature Author = new("Data Scientist", "ds@example.com", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly string _folder = Directory.CreateTempSubdirectory("revisions ü ").FullName;

    public void Dispose()
    {
        foreach (string file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
            File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_file_is_read_by_commit_branch_tag_and_remote_branch_also_when_it_is_gone()
    {
        string path = Path.Combine(_folder, "assets", "n.ipynb");
        string first = Commit(path, "one"), second = Commit(path, "two");
        using (var repository = new Repository(_folder))
        {
            repository.CreateBranch("dev", first);
            repository.ApplyTag("v1", first, Author, "release");
            repository.Refs.Add("refs/remotes/origin/feature", first);
        }

        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

        Assert.Equal(["one", "one", "one", "one", "two", "two", "one"], new[] { "dev", "v1", "feature", first[..10], "HEAD", second, "HEAD~1" }.Select(r => Read(path, r)));
        Assert.Null(RevisionFile.Read(Path.Combine(_folder, "other.ipynb"), "HEAD"));
    }

    [Fact]
    public void What_is_not_there_is_an_error_that_names_it()
    {
        string path = Path.Combine(_folder, "n.ipynb");
        Commit(path, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");

        Assert.Throws<LfsPointerException>(() => RevisionFile.Read(path, "HEAD"));
        foreach (string revision in new[] { "nowhere", "a..b", "", "HEAD:n.ipynb", "0123456789" })
            Assert.Contains($"'{revision}'", Assert.Throws<RevisionNotFoundException>(() => RevisionFile.Read(path, revision)).Message, StringComparison.Ordinal);
        Assert.Throws<NotARepositoryException>(() => RevisionFile.Read(Path.Combine(Path.GetTempPath(), "n.ipynb"), "HEAD"));
    }

    [Fact]
    public void A_repository_without_commits_has_no_HEAD()
    {
        Repository.Init(_folder);

        Assert.Throws<RevisionNotFoundException>(() => RevisionFile.Read(Path.Combine(_folder, "n.ipynb"), "HEAD"));
    }

    private static string Read(string path, string revision) => System.Text.Encoding.UTF8.GetString(RevisionFile.Read(path, revision)!);

    private string Commit(string path, string content)
    {
        Repository.Init(_folder);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        using var repository = new Repository(_folder);
        Commands.Stage(repository, "*");
        return repository.Commit("change", Author, Author).Sha;
    }
}
