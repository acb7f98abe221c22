using System.Diagnostics;
using MlopsCmdlets.Git.Checks;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Notebooks;
using MlopsCmdlets.Git.Repositories;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Tests.Repositories;

/// <summary>Files that go through programs on their way into a commit, and files of Git LFS above all.</summary>
public sealed class FilterTests : IDisposable
{
    private const string Pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n";

    private readonly GitFolder _folder = new GitFolder().WithClone();
    private readonly GitWork _work;

    public FilterTests() => _work = new GitWork(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_changed_file_of_LFS_is_left_to_the_git_program_and_that_needs_LFS()
    {
        _folder.Commit("clone", ".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n");
        _folder.Write("clone/model.bin", "content");

        Assert.Contains("'lfs'", (await Assert.ThrowsAsync<ContentFilterException>(() => _work.SaveAsync())).Message, StringComparison.Ordinal);
        // The git program commits the content itself, in silence, where nobody said what the filter is.
        Assert.Contains("not configured", (await Assert.ThrowsAsync<FilterNotConfiguredException>(() => _work.SaveAsync(useGit: true))).Message, StringComparison.Ordinal);
        Assert.Equal("", _folder.Git("clone", "ls-files", "model.bin"));

        _folder.Git("clone", "config", "filter.lfs.clean", "printf pointer");
        await _work.SaveAsync(useGit: true);
        Assert.Equal("pointer", _folder.Git("clone", "show", "HEAD:model.bin"));
    }

    [Fact]
    public async Task Pointers_that_a_clone_got_are_said_and_are_no_notebooks()
    {
        _folder.Commit("clone", ".gitattributes", "*.ipynb filter=lfs diff=lfs merge=lfs -text\n");
        _folder.Commit("clone", "n.ipynb", Pointer);
        _folder.Git("clone", "push", "--quiet");

        GitRepository clone = await RepositoryCloner.CloneAsync(_folder["upstream"], _folder["again"], "dev", RemoteAccess.Anonymous, useGit: false, TestContext.Current.CancellationToken);

        Assert.Contains(clone.Remarks, r => r.Contains("git lfs pull", StringComparison.Ordinal));
        Assert.False(clone.IsDirty);
        Assert.Equal(Pointer, _folder.Read("again/n.ipynb"));
        byte[] content = File.ReadAllBytes(_folder["again/n.ipynb"]);
        Assert.Throws<LfsPointerException>(() => NotebookEditor.SetVariables(content, "n.ipynb", new Dictionary<string, object?>(StringComparer.Ordinal) { ["x"] = 1 }, new NotebookEditOptions()));
        Assert.Throws<LfsPointerException>(() => NotebookComparer.Compare(content, content, new NotebookCompareOptions()));
        _folder.Write("again/other.txt", "1");
        Assert.Equal("other.txt", Assert.Single((await new GitWork(_folder, "again").SaveAsync())!.Changes).Path);
    }

    [Theory]
    [InlineData(".git/info/attributes", "*.bin filter=upper\n")]
    [InlineData("global", "*.bin filter=upper\n")]
    [InlineData("data/.gitattributes", "m.bin filter=upper\n")]
    [InlineData(".gitattributes", "*.bin working-tree-encoding=UTF-16\n")]
    public async Task A_filter_is_found_wherever_git_looks_for_one(string place, string attributes)
    {
        string file = _folder.Write(place == "global" ? "attributes" : "clone/" + place, attributes);
        if (place == "global")
            _folder.Git("clone", "config", "core.attributesFile", file);
        _folder.Git("clone", "config", "filter.upper.clean", "tr a-z A-Z");
        _folder.Write("clone/data/m.bin", "abc");

        Assert.Contains("m.bin", (await Assert.ThrowsAsync<ContentFilterException>(() => _work.SaveAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_repositorys_own_attributes_win()
    {
        _folder.Write("clone/.git/info/attributes", "*.bin -filter\n");
        _folder.Commit("clone", ".gitattributes", "*.bin filter=upper\n");
        _folder.Write("clone/m.bin", "abc");

        Assert.NotNull(await _work.SaveAsync());
    }

    [Fact]
    public async Task A_commit_that_is_stopped_amid_a_filter_leaves_no_lock()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that lets git tidy up.");
        _folder.Commit("clone", ".gitattributes", "*.bin filter=slow\n");
        _folder.Git("clone", "config", "filter.slow.clean", "touch ../began; sleep 30");
        _folder.Write("clone/m.bin", "abc");
        using var stop = new CancellationTokenSource();

        Task<GitCommit?> saving = _work.SaveAsync(useGit: true, cancellationToken: stop.Token);
        Eventually(() => File.Exists(_folder["began"]));
        Assert.True(File.Exists(_folder["clone/.git/index.lock"]));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => saving);

        // The program has ended: what a correction of a file takes back now gets into no index.
        Assert.False(File.Exists(_folder["clone/.git/index.lock"]));
        _folder.Git("clone", "config", "filter.slow.clean", "cat");
        Assert.NotNull(await _work.SaveAsync(useGit: true));
    }

    private static void Eventually(Func<bool> isSo)
    {
        var watch = Stopwatch.StartNew();
        while (!isSo())
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "It never came true.");
    }
}
