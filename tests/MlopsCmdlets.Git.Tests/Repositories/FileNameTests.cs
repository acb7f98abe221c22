using System.Diagnostics;
using MlopsCmdlets.Git.Repositories;
using MlopsCmdlets.Git.Repositories.Errors;
using MlopsCmdlets.Git.Tests.Notebooks;
using MlopsCmdlets.Tests.Shared;

namespace MlopsCmdlets.Git.Tests.Repositories;

/// <summary>Names and contents of files that are unusual: what is committed is what is there, or there is an error that says what to do.</summary>
public sealed class FileNameTests : IDisposable
{
    private readonly GitFolder _folder = new GitFolder().WithClone();
    private readonly GitWork _work;

    public FileNameTests() => _work = new GitWork(_folder);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Names_of_any_kind_are_committed_as_they_are(bool useGit)
    {
        string longOne = string.Join('/', Enumerable.Range(0, 12).Select(i => $"folder-with-a-long-name-{i:00}")) + "/notebook.ipynb";
        string[] names = ["o\u0308-decomposed.txt", "\u00f6-composed.txt", "quote\"and'apostrophe.txt", " blank .txt", "-dash.txt", ":(top)x.txt", "[a]*?.txt", "tab\t.txt", "line\nbreak.txt", longOne];
        Assert.True(_folder["clone/" + longOne].Length > 300);
        foreach (string name in names)
            _folder.Write("clone/" + name, name.EndsWith(".ipynb", StringComparison.Ordinal) ? NotebookText.Utf8(NotebookText.Of("x = 1")) : name);

        GitCommit commit = (await _work.SaveAsync(useGit))!;

        Assert.Equal(names.Order(StringComparer.Ordinal), commit.Changes.Select(c => c.Path).Order(StringComparer.Ordinal));
        Assert.Equal([.. names.Append("model.txt").Order(StringComparer.Ordinal)], _folder.Git("clone", "ls-tree", "-r", "-z", "--name-only", "HEAD").TrimEnd('\0').Split('\0').Order(StringComparer.Ordinal));
        Assert.Equal("", _folder.Git("clone", "status", "--porcelain"));
        _folder.AssertSound("clone");
        await _work.PushAsync(useGit);
        await RepositoryCloner.CloneAsync(_folder["upstream"], _folder["again"], "dev", RemoteAccess.Anonymous, useGit, TestContext.Current.CancellationToken);
        Assert.All(names, name => Assert.True(File.Exists(_folder["again/" + name]), name));
    }

    [Fact]
    public async Task A_file_is_chosen_also_by_the_other_form_of_its_letters()
    {
        _folder.Write("clone/gro\u0308\u00dfe.txt", "1");
        _folder.Write("clone/other.txt", "1");
        Assert.SkipUnless(Directory.GetFiles(_folder["clone"], "gro\u0308*").Length == 1, "The disk changes the form of letters by itself.");

        Assert.Equal("gro\u0308\u00dfe.txt", Assert.Single((await _work.SaveAsync(paths: [_folder["clone/gro\u0308\u00dfe.txt"]]))!.Changes).Path);
        _folder.Write("clone/gro\u0308\u00dfe.txt", "2");
        Assert.Equal("gro\u0308\u00dfe.txt", Assert.Single((await _work.SaveAsync(paths: [_folder["clone/gr\u00f6\u00dfe.txt"]]))!.Changes).Path);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_name_that_is_no_text_is_refused_and_not_left_out(bool useGit)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), "This disk takes only names that are text.");
        _folder.Write("clone/fine.txt", "1");
        Shell("printf x > \"$(printf 'latin\\351.txt')\"");

        Assert.Contains("latin", (await Assert.ThrowsAsync<FileNameException>(() => _work.SaveAsync(useGit))).Message, StringComparison.Ordinal);
        Assert.Equal("fine.txt", Assert.Single((await _work.SaveAsync(useGit, [_folder["clone/fine.txt"]]))!.Changes).Path);
        Shell("rm latin*");

        void Shell(string script)
        {
            ProcessStartInfo start = ChildProgram.With("sh", "-c", script);
            start.WorkingDirectory = _folder["clone"];
            using Process shell = Process.Start(start)!;
            shell.WaitForExit();
        }
    }

    [Fact]
    public async Task A_file_that_the_disk_cannot_hold_is_no_fault_of_the_network()
    {
        string blob = _folder.Git("first", "rev-parse", "HEAD:model.txt");
        _folder.Git("first", "update-index", "--add", "--cacheinfo", $"100644,{blob},{new string('n', 300)}");
        _folder.Git("first", "commit", "--quiet", "-m", "Long");

        foreach (bool useGit in new[] { false, true })
        {
            var failure = await Assert.ThrowsAnyAsync<Git.Errors.GitException>(() => RepositoryCloner.CloneAsync(_folder["first"], _folder["long"], "dev", RemoteAccess.Anonymous, useGit, TestContext.Current.CancellationToken));
            Assert.IsType<FileNameException>(failure);
            Assert.False(Directory.Exists(_folder["long"]));
        }
    }

    [Theory]
    [InlineData("core.autocrlf", "true", "", "\r\n")]
    [InlineData("core.autocrlf", "true", "", "\n")]
    [InlineData("core.autocrlf", "input", "", "\r\n")]
    [InlineData("core.autocrlf", "false", "", "\r\n")]
    [InlineData("core.autocrlf", "false", "*.ipynb text eol=crlf\n", "\r\n")]
    [InlineData("core.autocrlf", "true", "*.ipynb text eol=lf\n", "\n")]
    [InlineData("core.autocrlf", "true", "*.ipynb -text\n", "\r\n")]
    [InlineData("core.eol", "crlf", "* text=auto\n", "\r\n")]
    public async Task The_change_of_one_value_is_the_change_of_one_line_whatever_the_line_ends(string setting, string value, string attributes, string lineEnd)
    {
        _folder.Git("clone", "config", setting, value);
        if (attributes.Length > 0)
            _folder.Commit("clone", ".gitattributes", attributes);
        string text = NotebookText.Utf8(NotebookText.Of("import pandas as pd", "test_size = 0.4", "print(test_size)")).Replace("\n", lineEnd, StringComparison.Ordinal);
        _folder.Write("clone/n.ipynb", text);
        _folder.Git("clone", "add", "--all");
        _folder.Git("clone", "commit", "--quiet", "-m", "Notebook");
        File.Delete(_folder["clone/n.ipynb"]);
        _folder.Git("clone", "checkout", "--quiet", "--", "n.ipynb");
        string before = _folder.Read("clone/n.ipynb");

        _folder.Write("clone/n.ipynb", before.Replace("0.4", "0.2", StringComparison.Ordinal));
        await _work.SaveAsync();

        Assert.Equal("1\t1\tn.ipynb", _folder.Git("clone", "show", "--numstat", "--format=", "HEAD"));
        Assert.Equal(before.Replace("0.4", "0.2", StringComparison.Ordinal), _folder.Read("clone/n.ipynb"));
        Assert.Equal("", _folder.Git("clone", "status", "--porcelain"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_read_only_notebook_is_committed_without_its_outputs_and_stays_read_only(bool useGit)
    {
        string file = _folder.Write("clone/n.ipynb", NotebookText.Utf8(NotebookText.Whole([NotebookText.Code("x", "a", """[{"name": "stdout", "output_type": "stream", "text": ["figure"]}]""", "3")])));
        File.SetAttributes(file, FileAttributes.ReadOnly);

        await _work.SaveAsync(useGit);

        Assert.DoesNotContain("figure", _folder.Git("clone", "show", "HEAD:n.ipynb"), StringComparison.Ordinal);
        Assert.True(new FileInfo(file).IsReadOnly);
        Assert.Equal("", _folder.Git("clone", "status", "--porcelain"));
    }
}
