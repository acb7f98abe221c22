using System.Collections;
using MlopsCmdlets.Git.Checks;
using MlopsCmdlets.Git.Repositories;
using MlopsCmdlets.Git.Repositories.Engines.LibGit2;
using MlopsCmdlets.Git.Repositories.Errors;
using MlopsCmdlets.Git.Tests.Notebooks;

namespace MlopsCmdlets.Git.Tests.Repositories;

public sealed class ChangeSaverTests : IDisposable
{
    private static readonly string WithOutput = NotebookText.Utf8(NotebookText.Whole([
        NotebookText.Code("figure()", "c1", """[{"name": "stdout", "output_type": "stream", "text": ["secret figure"]}]""", "3")]));

    private readonly GitFolder _folder = new GitFolder().WithClone();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_changes_become_a_commit_that_git_finds_sound(bool useGit)
    {
        _folder.Write("clone/assets/größe 日本.txt", "ü");
        _folder.Write("clone/a'b $(id);\"q\".txt", "odd");
        _folder.Write("clone/model.txt", "test_size=0.2\n");
        _folder.Write("clone/data/train.csv", "a\n");
        await SaveAsync(useGit: useGit);
        File.Delete(_folder["clone/data/train.csv"]);

        GitCommit commit = (await SaveAsync("Take 80 percent\n\n# not a comment", useGit: useGit))!;

        Assert.Equal([new GitChange("data/train.csv", GitChangeKind.Deleted, IsStaged: false)], commit.Changes);
        Assert.Equal((_folder.Git("clone", "rev-parse", "HEAD"), "dev", "Take 80 percent", "Data Scientist <ds@example.com>"), (commit.Commit, commit.Branch, commit.Subject, commit.Author));
        Assert.Equal("Take 80 percent\n\n# not a comment", _folder.Git("clone", "log", "-1", "--format=%B").TrimEnd());
        Assert.Equal("", _folder.Git("clone", "status", "--porcelain"));
        Assert.Equal("a'b $(id);\"q\".txt\0assets/größe 日本.txt\0model.txt", _folder.Git("clone", "ls-files", "-z").TrimEnd('\0'));
        _folder.AssertSound("clone");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Outputs_of_notebooks_are_left_out_of_commit_and_file(bool useGit)
    {
        _folder.Write("clone/n.ipynb", WithOutput);

        GitCommit commit = (await SaveAsync(useGit: useGit))!;

        Assert.Contains(commit.Checks, c => c is { Name: CommitCheck.NotebookOutputs, Outcome: CommitCheckOutcome.Corrected });
        Assert.DoesNotContain("secret figure", _folder.Git("clone", "show", "HEAD:n.ipynb"), StringComparison.Ordinal);
        Assert.Equal(_folder.Git("clone", "show", "HEAD:n.ipynb"), _folder.Read("clone/n.ipynb").TrimEnd());
        Assert.Equal("", _folder.Git("clone", "status", "--porcelain"));
        Assert.Equal(["n.ipynb"], Directory.GetFiles(_folder["clone"], "n.*").Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_only_outputs_differ_there_is_nothing_to_commit(bool useGit)
    {
        _folder.Write("clone/n.ipynb", WithOutput);
        await SaveAsync(useGit: useGit);
        _folder.Write("clone/n.ipynb", WithOutput);

        Assert.Null(await SaveAsync(useGit: useGit));

        Assert.Equal((WithOutput, "2"), (_folder.Read("clone/n.ipynb"), _folder.Git("clone", "rev-list", "--count", "HEAD")));
        _folder.Write("clone/model.txt", "test_size=0.2\n");
        Assert.NotNull(await SaveAsync(useGit: useGit));
        Assert.Equal("", _folder.Git("clone", "status", "--porcelain"));
    }

    [Fact]
    public async Task Outputs_are_kept_on_request()
    {
        _folder.Write("clone/n.ipynb", WithOutput);

        await SaveAsync(checks: new CommitCheckOptions { Relaxed = CommitCheck.NotebookOutputs });

        Assert.Contains("secret figure", _folder.Git("clone", "show", "HEAD:n.ipynb"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finding_stops_the_commit_and_changes_nothing()
    {
        _folder.Write("clone/n.ipynb", WithOutput);
        _folder.Write("clone/Untitled.ipynb", WithOutput);

        CommitChecksFailedException failure = await Assert.ThrowsAsync<CommitChecksFailedException>(() => SaveAsync());

        Assert.Equal([CommitCheck.UntitledNotebook], failure.Failures.Select(f => f.Name));
        Assert.Contains("Untitled.ipynb", failure.Message, StringComparison.Ordinal);
        Assert.Equal((WithOutput, "?? Untitled.ipynb\n?? n.ipynb"), (_folder.Read("clone/n.ipynb"), _folder.Git("clone", "status", "--porcelain")));
    }

    [Theory]
    [InlineData("n.ipynb", false)]
    [InlineData("n.ipynb", true)]
    [InlineData("model.txt", false)]
    [InlineData("model.txt", true)]
    public async Task What_somebody_writes_while_the_commit_waits_for_consent_is_neither_lost_nor_committed_unchecked(string file, bool useGit)
    {
        _folder.Write("clone/n.ipynb", WithOutput);
        _folder.Write("clone/model.txt", "test_size=0.2\n");
        var request = new SaveRequest { Path = _folder["clone"], Message = "Change", UseGit = useGit };
        SavePlan plan = await ChangeSaver.PlanAsync(request, TestContext.Current.CancellationToken);
        string newer = _folder.Read("clone/" + file) + "\n\n";
        _folder.Write("clone/" + file, newer);

        FileChangedException failure = await Assert.ThrowsAsync<FileChangedException>(() => ChangeSaver.CommitAsync(plan, request, TestContext.Current.CancellationToken));

        Assert.Contains(file, failure.Message, StringComparison.Ordinal);
        Assert.Equal((newer, " M model.txt\n?? n.ipynb"), (_folder.Read("clone/" + file), _folder.TryGit("clone", "status", "--porcelain").Output));
    }

    [Fact]
    public async Task What_is_read_after_a_stop_gets_into_no_index()
    {
        _folder.Write("clone/n.ipynb", WithOutput);
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new LibGit2Engine(TimeProvider.System).StageAsync(_folder["clone"], new StoppingList("n.ipynb", stop), stop.Token));

        _folder.Git("clone", "status", "--porcelain");
        Assert.Equal("model.txt", _folder.Git("clone", "ls-files"));
    }

    [Fact]
    public async Task On_a_disk_without_regard_to_case_names_are_taken_as_users_write_them()
    {
        _folder.Write("clone/Data/a.txt", "1");
        await SaveAsync();
        _folder.Write("clone/Data/a.txt", "2");
        Assert.Null(Git.Notebooks.Sources.RevisionFile.Read(_folder["clone/data/A.txt"], "HEAD"));

        _folder.Git("clone", "config", "core.ignoreCase", "true");

        Assert.Equal("1"u8.ToArray(), Git.Notebooks.Sources.RevisionFile.Read(_folder["clone/data/A.txt"], "HEAD"));
        Assert.Null(Git.Notebooks.Sources.RevisionFile.Read(_folder["clone/data/A.txt/b.txt"], "HEAD"));
        Assert.Null(Git.Notebooks.Sources.RevisionFile.Read(_folder["clone/nowhere/a.txt"], "HEAD"));
        Assert.Equal(["Data/a.txt"], (await SaveAsync(paths: ["data/A.txt"]))!.Changes.Select(c => c.Path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_removal_that_is_staged_already_is_committed(bool useGit)
    {
        _folder.Git("clone", "rm", "--quiet", "model.txt");
        _folder.Write("clone/new.txt", "a\n");

        GitCommit commit = (await SaveAsync(useGit: useGit))!;

        Assert.Equal([("model.txt", GitChangeKind.Deleted), ("new.txt", GitChangeKind.Added)], commit.Changes.Select(c => (c.Path, c.Kind)));
        Assert.Equal(("new.txt", ""), (_folder.Git("clone", "ls-files"), _folder.Git("clone", "status", "--porcelain")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_whose_name_is_now_a_folders_is_committed(bool useGit)
    {
        File.Delete(_folder["clone/model.txt"]);
        _folder.Write("clone/model.txt/part.txt", "a\n");

        await SaveAsync(useGit: useGit);
        Assert.Equal(("model.txt/part.txt", ""), (_folder.Git("clone", "ls-files"), _folder.Git("clone", "status", "--porcelain")));

        Directory.Delete(_folder["clone/model.txt"], recursive: true);
        _folder.Write("clone/model.txt", "a\n");
        await SaveAsync(useGit: useGit);
        Assert.Equal(("model.txt", ""), (_folder.Git("clone", "ls-files"), _folder.Git("clone", "status", "--porcelain")));
    }

    [Fact]
    public async Task Only_the_named_files_and_folders_are_committed()
    {
        _folder.Write("clone/one.txt", "1");
        _folder.Write("clone/folder/two.txt", "2");
        _folder.Write("clone/folder2/three.txt", "3");

        GitCommit commit = (await SaveAsync(paths: ["one.txt", "folder"]))!;

        Assert.Equal(["folder/two.txt", "one.txt"], commit.Changes.Select(c => c.Path));
        Assert.Equal("?? folder2/", _folder.Git("clone", "status", "--porcelain"));
        Assert.Null(await SaveAsync(paths: ["model.txt"]));
        await Assert.ThrowsAsync<FileNotFoundException>(() => SaveAsync(paths: ["nowhere.txt"]));
        await Assert.ThrowsAsync<ArgumentException>(() => SaveAsync(paths: ["../first/model.txt"]));
    }

    [Fact]
    public async Task What_else_is_staged_does_not_slip_in()
    {
        _folder.Write("clone/one.txt", "1");
        _folder.Write("clone/two.txt", "2");
        _folder.Git("clone", "add", "two.txt");

        Assert.Contains("two.txt", (await Assert.ThrowsAsync<OtherChangesStagedException>(() => SaveAsync(paths: ["one.txt"]))).Message, StringComparison.Ordinal);
        Assert.Equal(2, (await SaveAsync())!.Changes.Count);
    }

    [Fact]
    public async Task An_ignored_file_is_not_committed_in_silence()
    {
        _folder.Commit("clone", ".gitignore", "*.log\n");
        _folder.Write("clone/run.log", "x");

        Assert.Null(await SaveAsync());
        await Assert.ThrowsAsync<IgnoredPathException>(() => SaveAsync(paths: ["run.log"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_an_author_there_is_no_commit(bool useGit)
    {
        _folder.Write("clone/n.ipynb", WithOutput);
        _folder.Git("clone", "config", "user.name", "");
        _folder.Git("clone", "config", "user.useConfigOnly", "true");

        await Assert.ThrowsAsync<NoIdentityException>(() => SaveAsync(useGit: useGit));

        Assert.Equal(WithOutput, _folder.Read("clone/n.ipynb"));
        Assert.Equal("1", _folder.Git("clone", "rev-list", "--count", "HEAD"));
    }

    [Fact]
    public async Task Signatures_are_left_to_the_git_program()
    {
        _folder.Write("clone/one.txt", "1");
        _folder.Git("clone", "config", "commit.gpgsign", "true");
        string signer = _folder.Write("signer", "#!/bin/sh\ncat > /dev/null\necho '[GNUPG:] SIG_CREATED ' >&2\necho '-----BEGIN PGP SIGNATURE-----'\necho x\necho '-----END PGP SIGNATURE-----'\n");
        GitFolder.MakeRunnable(signer);
        _folder.Git("clone", "config", "gpg.program", signer);

        await Assert.ThrowsAsync<SigningRequiredException>(() => SaveAsync());
        await SaveAsync(useGit: true);

        Assert.Contains("gpgsig", _folder.Git("clone", "cat-file", "commit", "HEAD"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hooks_are_named_and_left_to_the_git_program()
    {
        _folder.Hook("clone", "pre-commit", "echo 'the model is frozen' >&2; exit 1\n");
        _folder.Write("clone/n.ipynb", WithOutput);

        Assert.Contains("pre-commit", Assert.Single(GitRepositoryReader.Read(_folder["clone"]).Remarks), StringComparison.Ordinal);
        Assert.Contains("the model is frozen", (await Assert.ThrowsAsync<GitProgramFailedException>(() => SaveAsync(useGit: true))).Message, StringComparison.Ordinal);
        Assert.Equal(WithOutput, _folder.Read("clone/n.ipynb"));
        Assert.NotNull(await SaveAsync());
    }

    [Fact]
    public async Task Files_that_a_filter_changes_are_left_to_the_git_program()
    {
        _folder.Commit("clone", ".gitattributes", "*.bin filter=upper\n");
        _folder.Git("clone", "config", "filter.upper.clean", "tr a-z A-Z");
        _folder.Write("clone/data/m.bin", "abc");

        Assert.Contains("'upper'", (await Assert.ThrowsAsync<ContentFilterException>(() => SaveAsync())).Message, StringComparison.Ordinal);
        await SaveAsync(useGit: true);

        Assert.Equal("ABC", _folder.Git("clone", "show", "HEAD:data/m.bin"));
    }

    [Fact]
    public async Task States_in_which_a_commit_would_go_wrong_are_refused()
    {
        _folder.Git("", "init", "--quiet", "clone/inner");
        _folder.Commit("clone/inner", "x.txt", "x");
        Assert.Contains("'inner'", (await Assert.ThrowsAsync<EmbeddedRepositoryException>(() => SaveAsync())).Message, StringComparison.Ordinal);
        _folder.Write("clone/.git/info/exclude", "inner/\n");

        _folder.Git("clone", "checkout", "--quiet", "--detach");
        _folder.Write("clone/one.txt", "1");
        await Assert.ThrowsAsync<DetachedHeadException>(() => SaveAsync());
        _folder.Git("clone", "checkout", "--quiet", "dev");
        await SaveAsync();

        _folder.CommitElsewhere("model.txt");
        _folder.Commit("clone", "model.txt", "mine");
        _folder.TryGit("clone", "pull", "--no-rebase");
        Assert.Contains("model.txt", (await Assert.ThrowsAsync<UnresolvedConflictException>(() => SaveAsync())).Message, StringComparison.Ordinal);
        _folder.Write("clone/model.txt", "resolved");
        _folder.Git("clone", "add", "model.txt");
        Assert.Equal(2, (await SaveAsync("Merge"))!.Parents.Count);
    }

    [Fact]
    public async Task A_lock_that_somebody_holds_is_named()
    {
        _folder.Write("clone/one.txt", "1");
        _folder.Write("clone/.git/index.lock", "");

        foreach (bool useGit in new[] { false, true })
            Assert.Contains("lock", (await Assert.ThrowsAsync<RepositoryBusyException>(() => SaveAsync(useGit: useGit))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_ends_follow_the_attributes_as_with_git()
    {
        _folder.Commit("clone", ".gitattributes", "*.txt text\n*.bat text eol=crlf\n");
        _folder.Write("clone/one.txt", "1\r\n2\r\n");
        _folder.Write("clone/two.bat", "1\r\n2\r\n");

        await SaveAsync();

        Assert.Equal("1\n2", _folder.Git("clone", "show", "HEAD:one.txt"));
        Assert.Equal("1\n2", _folder.Git("clone", "show", "HEAD:two.bat"));
        Assert.Equal("", _folder.Git("clone", "status", "--porcelain"));
    }

    [Fact]
    public async Task Links_submodules_and_programs_keep_their_kind()
    {
        File.CreateSymbolicLink(_folder["clone/link"], "model.txt");
        File.CreateSymbolicLink(_folder["clone/broken.ipynb"], "nowhere");
        GitFolder.MakeRunnable(_folder.Write("clone/run.sh", "#!/bin/sh\n"));
        _folder.Git("clone", "submodule", "--quiet", "add", _folder["upstream"], "sub");

        await SaveAsync();

        string[] files = _folder.Git("clone", "ls-files", "--stage").Split('\n');
        foreach ((string mode, string name) in new[] { ("120000", "link"), ("120000", "broken.ipynb"), ("100755", "run.sh"), ("160000", "sub") })
            Assert.Contains(files, f => f.StartsWith(mode, StringComparison.Ordinal) && f.EndsWith("\t" + name, StringComparison.Ordinal));
        Assert.Contains(GitRepositoryReader.Read(_folder["clone"]).Remarks, r => r.Contains("ubmodules", StringComparison.Ordinal));
        _folder.AssertSound("clone");
    }

    /// <summary>A file, behind which somebody presses Ctrl+C.</summary>
    private sealed class StoppingList(string file, CancellationTokenSource stop) : IReadOnlyList<string>
    {
        public int Count => 1;

        public string this[int index] => file;

        public IEnumerator<string> GetEnumerator()
        {
            yield return file;
            stop.Cancel();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private async Task<GitCommit?> SaveAsync(string message = "Change", string[]? paths = null, CommitCheckOptions? checks = null, bool useGit = false)
    {
        var request = new SaveRequest { Path = _folder["clone"], Message = message, Paths = paths is null ? null : [.. paths.Select(p => _folder["clone/" + p])], Checks = checks ?? new CommitCheckOptions(), UseGit = useGit };
        SavePlan plan = await ChangeSaver.PlanAsync(request, TestContext.Current.CancellationToken);
        return plan.Changes.Count == 0 ? null : await ChangeSaver.CommitAsync(plan, request, TestContext.Current.CancellationToken);
    }
}
