using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Git.Notebooks;
using MlopsCmdlets.Git.Notebooks.Sources;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Tests.Git;

/// <summary>The text of a pull request.</summary>
public sealed class PullRequestBodyTests
{
    private const string Cell = """{"cells":[{"cell_type":"code","execution_count":null,"metadata":{},"outputs":[],"source":"TEXT"}],"metadata":{},"nbformat":4,"nbformat_minor":4}""";

    [Fact]
    public void Parts_stand_where_the_template_says_and_what_is_inserted_is_not_looked_through_again()
    {
        var parts = new PullRequestParts("feature", "dev") { Summary = "see {{report}}", Report = "## R", Notebooks = [Notebook("a.ipynb", "x = 0.4", "x = 0.2")] };

        PullRequestBody body = PullRequestBody.Make("{{ head }} into {{base}} {{unknown}}\r\n\r\n{{summary}}\r\n\r\n\r\n\r\n{{notebooks}}{{report}}", parts, GitHostKind.GitHub);

        Assert.StartsWith("`feature` into `dev` {{unknown}}\n\nsee {{report}}\n\n### `a.ipynb`", body.Body, StringComparison.Ordinal);
        Assert.EndsWith("## R", body.Body, StringComparison.Ordinal);
        Assert.Contains("x = 0.2", body.Body, StringComparison.Ordinal);
        Assert.Null(body.Comment);
    }

    [Fact]
    public void Empty_parts_leave_no_holes() => Assert.Equal("words", PullRequestBody.Make(PullRequestBody.DefaultTemplate, new PullRequestParts("a", "b") { Summary = "words" }, GitHostKind.GitHub).Body);

    [Theory]
    [InlineData(GitHostKind.AzureRepos, 5_000, 4_000)]
    [InlineData(GitHostKind.GitHub, 70_000, 60_000)]
    public void What_the_host_has_no_room_for_becomes_a_comment(GitHostKind kind, int length, int limit)
    {
        var parts = new PullRequestParts("feature", "dev") { Summary = "words", Notebooks = [Notebook("a.ipynb", "a", "b")], Report = string.Concat(Enumerable.Repeat("| row |\n", length / 8)) };

        PullRequestBody body = PullRequestBody.Make(PullRequestBody.DefaultTemplate, parts, kind);

        Assert.True(body.Body.Length <= limit);
        Assert.StartsWith("words", body.Body, StringComparison.Ordinal);
        Assert.Contains("is in a comment", body.Body, StringComparison.Ordinal);
        Assert.StartsWith("### `a.ipynb`", body.Comment, StringComparison.Ordinal);
        Assert.Contains("| row |", body.Comment, StringComparison.Ordinal);
        Assert.True(body.Comment!.Length <= 60_000);
    }

    [Fact]
    public void Words_alone_that_are_too_long_are_cut_between_lines()
    {
        PullRequestBody body = PullRequestBody.Make("{{summary}}", new PullRequestParts("a", "b") { Summary = string.Concat(Enumerable.Repeat("line\n", 2_000)) }, GitHostKind.AzureRepos);

        Assert.True(body.Body.Length <= 4_000);
        Assert.EndsWith("line\n\n… more is not shown.\n", body.Body, StringComparison.Ordinal);
        Assert.Null(body.Comment);
    }

    [Fact]
    public void A_notebook_that_cannot_be_compared_is_named_and_cannot_format()
    {
        var parts = new PullRequestParts("a", "b") { Notebooks = [new RevisionNotebook("x`y.ipynb", null, "no *JSON* <b>")] };

        string text = PullRequestBody.Make("{{notebooks}}", parts, GitHostKind.GitHub).Body;

        Assert.Equal("### `xˋy.ipynb`\n\nIt could not be compared: no \\*JSON\\* \\<b\\>", text);
    }

    [Fact]
    public void Control_characters_and_agent_commands_of_names_stay_out()
    {
        string text = PullRequestBody.Make("{{head}}", new PullRequestParts("a\u001b[31m##vso[task.complete]", "b"), GitHostKind.GitHub).Body;

        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain("##vso[", text, StringComparison.Ordinal);
    }

    private static RevisionNotebook Notebook(string path, string before, string after) => new(
        path, NotebookComparer.Compare(Bytes(before), Bytes(after), new NotebookCompareOptions { Path = path }, TestContext.Current.CancellationToken), null);

    private static byte[] Bytes(string source) => System.Text.Encoding.UTF8.GetBytes(Cell.Replace("TEXT", source, StringComparison.Ordinal));
}
