using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Notebooks;

namespace MlopsCmdlets.Git.Tests.Notebooks;

public sealed class NotebookComparerTests
{
    private const string Split = "X_train, X_test = train_test_split(X, y, test_size=0.4, random_state=42)";
    private const string Report = "print(classification_report(y_test, model.predict(X_test)))";
    private const string Load = "import pandas as pd\ndf = pd.read_csv('churn.csv')\ndf.head()";

    public static TheoryData<bool> WithIds => [true, false];

    [Theory]
    [MemberData(nameof(WithIds))]
    public void An_edited_value_shows_line_and_word(bool ids)
    {
        NotebookDifference difference = Compare(ids, [("a", Load), ("b", Split)], [("a", Load), ("b", Split.Replace("0.4", "0.2", StringComparison.Ordinal))]);

        NotebookCellChange change = Assert.Single(difference.Cells);
        Assert.Equal((NotebookChangeKind.Edited, 2, 2, NotebookParts.Source, 1, 1), (change.Kind, change.CellBefore, change.CellAfter, change.Changes, change.AddedLines, change.RemovedLines));
        Assert.Equal("4", string.Concat(change.Lines[0].Words.Where(w => w.Changed).Select(w => w.Text)));
        Assert.Equal("2", string.Concat(change.Lines[1].Words.Where(w => w.Changed).Select(w => w.Text)));
        Assert.Equal(change.Lines[0].Text, string.Concat(change.Lines[0].Words.Select(w => w.Text)));
    }

    [Theory]
    [MemberData(nameof(WithIds))]
    public void Added_removed_and_moved_cells_are_told_apart(bool ids)
    {
        NotebookDifference difference = Compare(ids,
            [("a", Load), ("b", Split), ("c", Report), ("d", "model.save('m')")],
            [("d", "model.save('m')"), ("a", Load), ("e", "# Something new\nplot(roc_curve)"), ("c", Report)]);

        Assert.Equal(["4->1 Moved", "2-> Removed", "->3 Added"], difference.Cells.Select(c => $"{c.CellBefore}->{c.CellAfter} {c.Kind}"));
        Assert.Equal((1, 1, 1, 0), (difference.Added, difference.Removed, difference.Moved, difference.Edited));
    }

    [Theory]
    [MemberData(nameof(WithIds))]
    public void A_moved_and_edited_cell_is_recognised(bool ids)
    {
        NotebookDifference difference = Compare(ids,
            [("a", Load), ("b", Split), ("c", Report), ("d", "x = 1\ny = 2")],
            [("a", Load), ("c", Report), ("d", "x = 1\ny = 2"), ("b", Split.Replace("42", "7", StringComparison.Ordinal))]);

        NotebookCellChange change = Assert.Single(difference.Cells);
        Assert.Equal((NotebookChangeKind.MovedAndEdited, 2, 4), (change.Kind, change.CellBefore, change.CellAfter));
    }

    [Fact]
    public void New_ids_for_all_cells_are_no_change_and_an_edit_is_still_seen()
    {
        NotebookDifference difference = Compare(true,
            [("a", Load), ("b", Split), ("c", Report)],
            [("x", Load), ("y", Split.Replace("0.4", "0.2", StringComparison.Ordinal)), ("z", Report)]);

        Assert.Equal(NotebookChangeKind.Edited, Assert.Single(difference.Cells).Kind);
    }

    [Fact]
    public void Layout_counts_outputs_and_metadata_are_no_change_unless_asked_for()
    {
        byte[] before = NotebookText.Whole([NotebookText.Code("x = 1", "a")]);
        byte[] after = System.Text.Encoding.UTF8.GetBytes("""
            {"nbformat":4,"nbformat_minor":5,"metadata":{"language_info":{"name":"python","version":"3.11"}},"cells":[{"id":"a","cell_type":"code","execution_count":7,
            "metadata":{"tags":["parameters"]},"outputs":[{"output_type":"stream","name":"stdout","text":["1\n"]}],"source":"x = 1"}]}
            """);

        NotebookDifference plain = NotebookComparer.Compare(before, after, new NotebookCompareOptions());
        NotebookDifference all = NotebookComparer.Compare(before, after, new NotebookCompareOptions { IncludeMetadata = true, IncludeOutput = true });

        Assert.True(plain.IsSame);
        NotebookCellChange change = Assert.Single(all.Cells);
        Assert.Equal(NotebookParts.Metadata | NotebookParts.Outputs, change.Changes);
        Assert.Contains(change.MetadataLines, l => l.ToString() == "+    \"parameters\"");
        Assert.Contains(change.OutputLines, l => l.ToString() == "+1");
        Assert.Contains(all.MetadataLines, l => l.ToString() == "+    \"version\": \"3.11\"");
    }

    [Fact]
    public void Execution_counts_in_outputs_and_the_order_of_properties_do_not_count_and_pictures_do()
    {
        byte[] With(string output) => NotebookText.Whole([NotebookText.Code("x", "a", $"[{output}]")]);
        var options = new NotebookCompareOptions { IncludeOutput = true };
        byte[] before = With("""{"output_type":"execute_result","execution_count":1,"metadata":{},"data":{"text/plain":["1"],"image/png":"AAAA\n"}}""");

        Assert.True(NotebookComparer.Compare(before, With("""{"data":{"image/png":"AAAA\n","text/plain":"1"},"metadata":{},"execution_count":2,"output_type":"execute_result"}"""), options).IsSame);
        NotebookCellChange change = Assert.Single(NotebookComparer.Compare(before, With("""{"output_type":"execute_result","execution_count":1,"metadata":{},"data":{"text/plain":["1"],"image/png":"AAAB\n"}}"""), options).Cells);
        Assert.Equal(2, change.OutputLines.Count(l => l.Kind != NotebookLineKind.Same && l.Text.StartsWith("image/png: 5 characters, SHA-256 ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_cell_of_another_type_and_attachments_count()
    {
        byte[] before = NotebookText.Whole([NotebookText.Code("Some text about churn", "a"), NotebookText.Markdown("![x](attachment:p.png)", "b")]);
        byte[] after = NotebookText.Whole([NotebookText.Markdown("Some text about churn", "a"), NotebookText.Markdown("![x](attachment:p.png)", "b").Replace("\"metadata\"", "\"attachments\": {\"p.png\": {\"image/png\": \"AA\"}}, \"metadata\"", StringComparison.Ordinal)]);

        Assert.Equal([NotebookParts.CellType, NotebookParts.Attachments], NotebookComparer.Compare(before, after, new NotebookCompareOptions()).Cells.Select(c => c.Changes));
    }

    [Fact]
    public void A_new_or_deleted_notebook_is_all_cells()
    {
        byte[] notebook = NotebookText.Of("a", "b");

        Assert.Equal(2, NotebookComparer.Compare(null, notebook, new NotebookCompareOptions()).Added);
        Assert.Equal(2, NotebookComparer.Compare(notebook, null, new NotebookCompareOptions()).Removed);
    }

    [Fact]
    public void Far_equal_lines_are_left_out_and_numbers_tell_where_it_is()
    {
        string[] lines = [.. Enumerable.Range(1, 40).Select(i => $"line_{i} = {i}")];
        string[] changed = [.. lines];
        changed[9] = "changed";
        changed[29] = "line_30 = 31";

        NotebookCellChange change = Assert.Single(Compare(true, [("a", string.Join('\n', lines))], [("a", string.Join('\n', changed))]).Cells);

        Assert.Equal(16, change.Lines.Count);
        Assert.Equal((7, 7), (change.Lines[0].Before, change.Lines[0].After));
        Assert.Equal([27], change.Lines.Where(l => l.FollowsGap).Select(l => l.Before!.Value));
        Assert.Empty(change.Lines[3].Words);
        Assert.NotEmpty(change.Lines[11].Words);
    }

    [Fact]
    public void Any_two_texts_are_made_from_each_other_by_the_lines()
    {
        var random = new Random(20260102);
        for (int round = 0; round < 300; round++)
        {
            string before = Text(random), after = Text(random);
            byte[] Notebook(string source) => NotebookText.Whole([NotebookText.Code(source, "a")]);

            NotebookCellChange? change = NotebookComparer.Compare(Notebook(before), Notebook(after), new NotebookCompareOptions { Context = int.MaxValue / 4 }).Cells.SingleOrDefault();

            if (before == after)
            {
                Assert.Null(change);
                continue;
            }

            Assert.Equal(before, string.Join('\n', change!.Lines.Where(l => l.Kind != NotebookLineKind.Added).Select(l => l.Text)));
            Assert.Equal(after, string.Join('\n', change.Lines.Where(l => l.Kind != NotebookLineKind.Removed).Select(l => l.Text)));
        }

        static string Text(Random random) => string.Join('\n', Enumerable.Range(0, random.Next(0, 12)).Select(_ => new[] { "", "a", "b c", "b d", "\r", " " }[random.Next(6)]));
    }

    [Fact]
    public void A_cell_of_very_many_lines_is_cut_at_lines_that_occur_once()
    {
        string[] before = [.. Enumerable.Range(0, 60_000).Select(i => $"value[{i}] = {i}")];
        string[] after = [.. before.Select((l, i) => i % 100 == 0 ? l + "0" : l)];

        NotebookCellChange change = Assert.Single(Compare(true, [("a", string.Join('\n', before))], [("a", string.Join('\n', after))]).Cells);

        Assert.Equal((600, 600), (change.AddedLines, change.RemovedLines));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("{", "no JSON from line 1, byte 2")]
    [InlineData("[]", "no JSON object")]
    [InlineData("<<<<<<< HEAD", "no JSON from line 1")]
    [InlineData("{\"nbformat\": 4}", "\"cells\"")]
    [InlineData("{\"cells\": []}", "\"nbformat\"")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"heading\", \"source\": \"\"}]}", "type")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": [1]}]}", "\"source\" of cell 1")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\"}]}", "no \"source\"")]
    [InlineData("{\"nbformat\": 4, \"cells\": [1]}", "cell 1 is no object")]
    public void What_is_no_notebook_is_an_error_that_says_where(string text, string reason)
    {
        var failure = Assert.Throws<InvalidNotebookException>(() => NotebookComparer.Compare(NotebookText.Of("a"), System.Text.Encoding.UTF8.GetBytes(text), new NotebookCompareOptions { Path = "n.ipynb", To = "dev" }));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Contains("n.ipynb (dev)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_formats_and_encodings_are_errors_of_their_own()
    {
        Assert.Throws<NotebookVersionException>(() => NotebookComparer.Compare(null, System.Text.Encoding.UTF8.GetBytes("""{"worksheets": [], "nbformat": 3, "nbformat_minor": 0}"""), new NotebookCompareOptions()));
        Assert.Contains("UTF-8", Assert.Throws<InvalidNotebookException>(() => NotebookComparer.Compare(null, System.Text.Encoding.Unicode.GetPreamble().Concat(System.Text.Encoding.Unicode.GetBytes("{}")).ToArray(), new NotebookCompareOptions())).Message, StringComparison.Ordinal);
    }

    private static NotebookDifference Compare(bool ids, (string Id, string Source)[] before, (string Id, string Source)[] after)
    {
        byte[] Notebook((string Id, string Source)[] cells) => NotebookText.Whole(cells.Select(c => NotebookText.Code(c.Source, ids ? c.Id : null)), ids ? 5 : 4);
        return NotebookComparer.Compare(Notebook(before), Notebook(after), new NotebookCompareOptions { Path = "n.ipynb" });
    }
}
