using System.Text;
using MlopsCmdlets.Git.Checks;
using MlopsCmdlets.Git.Tests.Notebooks;

namespace MlopsCmdlets.Git.Tests.Checks;

public sealed class CommitChecksTests
{
    private static readonly string Token = "ghp_" + string.Concat(Enumerable.Repeat("a1B2c3D4e5F6", 3));

    [Fact]
    public async Task Clean_files_pass_every_check()
    {
        CommitCheckReport report = await RunAsync([new("assets/notebooks/churn.ipynb", NotebookText.Of("x = 1")), new("README.md", "text"u8.ToArray())]);

        Assert.True(report.Passed);
        Assert.Equal(7, report.Results.Count);
        Assert.All(report.Results, r => Assert.Equal(CommitCheckOutcome.Passed, r.Outcome));
        Assert.Empty(report.Corrected);
    }

    [Theory]
    [InlineData("assets/notebooks/log/churn/1.log", CommitCheck.RunLogs)]
    [InlineData("assets/job_run/x.json", CommitCheck.RunLogs)]
    [InlineData("assets/.METADATA/job_run.abc.json", CommitCheck.RunLogs)]
    [InlineData("sub\\assets\\.metadata\\job_run.abc.json", CommitCheck.RunLogs)]
    [InlineData("a/.ipynb_checkpoints/churn-checkpoint.txt", CommitCheck.Checkpoints)]
    [InlineData("Untitled.ipynb", CommitCheck.UntitledNotebook)]
    [InlineData("a/untitled12.ipynb", CommitCheck.UntitledNotebook)]
    [InlineData("a/Untitled3-Copy1.ipynb", CommitCheck.UntitledNotebook)]
    [InlineData("assets/.METADATA/job.deploy.json", CommitCheck.None)]
    [InlineData("Untitled.txt", CommitCheck.None)]
    [InlineData("a/not-untitled.ipynb", CommitCheck.None)]
    [InlineData("logs/notebooks.log", CommitCheck.None)]
    public async Task A_file_is_told_by_its_place(string path, CommitCheck expected)
    {
        byte[] content = path.EndsWith(".ipynb", StringComparison.Ordinal) ? NotebookText.Of("x = 1") : "text"u8.ToArray();

        CommitCheckReport report = await RunAsync([new(path, content)]);
        CommitCheckReport relaxed = await RunAsync([new(path, content)], new CommitCheckOptions { Relaxed = expected });

        Assert.Equal(expected, report.Results.Where(r => r.Outcome == CommitCheckOutcome.Failed).Aggregate(CommitCheck.None, (all, r) => all | r.Name));
        Assert.All(report.Results.Where(r => r.Outcome == CommitCheckOutcome.Failed), r => Assert.Equal((path.Replace('\\', '/'), true), (r.Path, r.Remedy!.Length > 10)));
        Assert.True(relaxed.Passed);
        Assert.Equal(expected != CommitCheck.None, relaxed.Results.Any(r => r.Outcome == CommitCheckOutcome.Skipped && r.Name == expected));
    }

    [Fact]
    public async Task Outputs_and_counts_are_left_out_and_every_other_byte_stays()
    {
        string output = """[{"name": "stdout", "output_type": "stream", "text": ["hello\n"]}]""";
        byte[] notebook = NotebookText.Whole([NotebookText.Code("print('hello')", "a", output, "12"), NotebookText.Code("kept", "b", output, "13", """{"tags": ["keep_output"]}"""), NotebookText.Markdown("m", "c")]);

        CommitCheckReport report = await RunAsync([new("n.ipynb", notebook)]);

        Assert.True(report.Passed);
        Assert.Equal(CommitCheckOutcome.Corrected, report.Results.Single(r => r.Name == CommitCheck.NotebookOutputs).Outcome);
        string expected = ReplaceFirst(ReplaceFirst(NotebookText.Utf8(notebook), output, "[]"), "\"execution_count\": 12", "\"execution_count\": null");
        Assert.Equal(expected, NotebookText.Utf8(report.Corrected["n.ipynb"]));
        Assert.Empty((await RunAsync([new("n.ipynb", notebook)], new CommitCheckOptions { Relaxed = CommitCheck.NotebookOutputs })).Corrected);
        Assert.Same(report.Corrected["n.ipynb"], NotebookOutputs.Strip(report.Corrected["n.ipynb"], "n.ipynb"));

        static string ReplaceFirst(string text, string old, string now) => text.IndexOf(old, StringComparison.Ordinal) is var at ? text[..at] + now + text[(at + old.Length)..] : text;
    }

    [Theory]
    [InlineData("{\"cells\": [", null)]
    [InlineData("<<<<<<< HEAD\n{}", null)]
    [InlineData("{\"nbformat\": 3, \"worksheets\": []}", null)]
    [InlineData("{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}, \"cells\": [{\"cell_type\": \"raw\", \"source\": \"\", \"metadata\": {}}]}", 1)]
    public async Task A_notebook_that_is_not_valid_is_refused(string text, int? cell)
    {
        CommitCheckReport report = await RunAsync([new("n.ipynb", Encoding.UTF8.GetBytes(text))]);

        CommitCheckResult failed = Assert.Single(report.Results, r => r.Outcome == CommitCheckOutcome.Failed);
        Assert.Equal((CommitCheck.NotebookJson, cell), (failed.Name, failed.Cell));
    }

    [Fact]
    public async Task A_large_file_is_refused_unless_LFS_has_it()
    {
        var options = new CommitCheckOptions { MaxFileSize = 100 };
        byte[] pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n"u8.ToArray();

        CommitCheckReport report = await RunAsync([new("data.csv", new byte[101]), new("small.csv", new byte[100]), new("big.bin", 1L << 40, _ => throw new InvalidOperationException()) { IsLfsTracked = true }], options);
        CommitCheckReport pointers = await RunAsync([new("n.ipynb", pointer)]);

        Assert.Equal("data.csv", Assert.Single(report.Results, r => r.Outcome == CommitCheckOutcome.Failed).Path);
        Assert.True(pointers.Passed);
    }

    [Fact]
    public async Task A_notebook_is_as_large_as_what_is_committed_of_it()
    {
        byte[] notebook = NotebookText.Whole([NotebookText.Code($"token = '{Token}'", "a", "[{\"output_type\": \"display_data\", \"metadata\": {}, \"data\": {\"image/png\": \"" + new string('A', 40_000_000) + "\"}}]")]);

        CommitCheckReport report = await RunAsync([new("n.ipynb", notebook)]);
        CommitCheckReport kept = await RunAsync([new("n.ipynb", notebook)], new CommitCheckOptions { Relaxed = CommitCheck.NotebookOutputs });

        Assert.Equal([CommitCheck.Secrets], report.Results.Where(r => r.Outcome == CommitCheckOutcome.Failed).Select(r => r.Name));
        Assert.Contains(kept.Results, r => r is { Name: CommitCheck.FileSize, Outcome: CommitCheckOutcome.Failed });
    }

    [Fact]
    public async Task A_file_that_is_too_large_to_search_for_secrets_is_not_said_to_have_none()
    {
        CommitCheckReport report = await RunAsync([new("a.txt", []), new("data.csv", 40L << 20, _ => throw new InvalidOperationException())], new CommitCheckOptions { MaxFileSize = 1L << 30 });

        CommitCheckResult skipped = Assert.Single(report.Results, r => r.Name == CommitCheck.Secrets);
        Assert.Equal((CommitCheckOutcome.Warning, "data.csv"), (skipped.Outcome, skipped.Path));
        Assert.True(report.Passed);
    }

    [Fact]
    public async Task A_secret_in_a_cell_is_found_with_its_place_and_never_shown()
    {
        byte[] notebook = NotebookText.Of("import os", $"a = 1\ntoken = '{Token}'");

        CommitCheckReport report = await RunAsync([new("n.ipynb", notebook)]);

        CommitCheckResult found = Assert.Single(report.Results, r => r.Outcome == CommitCheckOutcome.Failed);
        Assert.Equal((CommitCheck.Secrets, 2, 2, "n.ipynb"), (found.Name, found.Cell, found.Line, found.Path));
        Assert.StartsWith("A GitHub token (40 characters)", found.Message, StringComparison.Ordinal);
        Assert.All(report.Results, r => Assert.DoesNotContain(Token[4..], r.ToString() + r.Remedy, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_in_an_output_counts_only_where_outputs_are_kept()
    {
        byte[] notebook = NotebookText.Whole([NotebookText.Code("print(token)", "a", $$"""[{"name": "stdout", "output_type": "stream", "text": ["{{Token}}\n"]}]""")]);

        Assert.True((await RunAsync([new("n.ipynb", notebook)])).Passed);
        Assert.Contains("in an output", (await RunAsync([new("n.ipynb", notebook)], new CommitCheckOptions { Relaxed = CommitCheck.NotebookOutputs })).Results.Single(r => r.Outcome == CommitCheckOutcome.Failed).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_it() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CommitChecks.RunAsync([new("a", [])], new CommitCheckOptions(), new CancellationToken(canceled: true)));

    private static Task<CommitCheckReport> RunAsync(CommitCheckFile[] files, CommitCheckOptions? options = null) =>
        CommitChecks.RunAsync(files, options ?? new CommitCheckOptions(), TestContext.Current.CancellationToken);
}
