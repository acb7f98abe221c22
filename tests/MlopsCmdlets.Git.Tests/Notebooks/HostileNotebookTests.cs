using System.Text;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Notebooks;

namespace MlopsCmdlets.Git.Tests.Notebooks;

/// <summary>Sources and files as people, old tools and other editors write them: the value changes, and no other byte.</summary>
public sealed class HostileNotebookTests
{
    [Theory]
    [InlineData("test_size: float = 0.4", "test_size: float = 0.2")]
    [InlineData("test_size : 'float' = 0.4 # test_size = 0.4", "test_size : 'float' = 0.2 # test_size = 0.4")]
    [InlineData("# test_size = 0.4\ntest_size = 0.4", "# test_size = 0.4\ntest_size = 0.2")]
    [InlineData("'''\ntest_size = 0.4\n'''\ntest_size = 0.4", "'''\ntest_size = 0.4\n'''\ntest_size = 0.2")]
    [InlineData("\"\"\"doc: test_size = 0.4\"\"\"; test_size = 0.4", "\"\"\"doc: test_size = 0.4\"\"\"; test_size = 0.2")]
    [InlineData("s = f'{test_size=} test_size = 0.4'\ntest_size = 0.4", "s = f'{test_size=} test_size = 0.4'\ntest_size = 0.2")]
    [InlineData("s = f\"{d['test_size = 0.4']:>{w}}\"\ntest_size = 0.4", "s = f\"{d['test_size = 0.4']:>{w}}\"\ntest_size = 0.2")]
    [InlineData("s = rb'\\'; test_size = 0.4'\ntest_size = 0.4", "s = rb'\\'; test_size = 0.4'\ntest_size = 0.2")]
    [InlineData("%env test_size = 0.4\n!echo test_size = 0.4\ntest_size = 0.4", "%env test_size = 0.4\n!echo test_size = 0.4\ntest_size = 0.2")]
    [InlineData("%%capture out\ntest_size = 0.4", "%%capture out\ntest_size = 0.2")]
    [InlineData("test_size = %env SIZE", "test_size = 0.2")]
    [InlineData("test_size = !cat size.txt", "test_size = 0.2")]
    [InlineData("test_size \\\n  = \\\n  0.4", "test_size \\\n  = \\\n  0.2")]
    [InlineData("model = fit(split(X, y, test_size=0.4), depth(3))", "model = fit(split(X, y, test_size=0.2), depth(3))")]
    [InlineData("m = (Model()\n  .split(\n     test_size = 0.4 , # of all\n  )\n  .fit())", "m = (Model()\n  .split(\n     test_size = 0.2 , # of all\n  )\n  .fit())")]
    [InlineData("test_size = -0.4", "test_size = 0.2")]
    [InlineData("test_size = 0.4 if big else 0.3", "test_size = 0.2")]
    [InlineData("test_size = [s for s in (1, 2) if s == 1][0]", "test_size = 0.2")]
    [InlineData("test_size=4e-1;other=1", "test_size=0.2;other=1")]
    [InlineData("test_size = 0.4 #@param {type:\"number\"}", "test_size = 0.2 #@param {type:\"number\"}")]
    [InlineData("print(test_size == 0.4, test_size >= 0.4, test_size != 0.4)\ntest_size = 0.4", "print(test_size == 0.4, test_size >= 0.4, test_size != 0.4)\ntest_size = 0.2")]
    [InlineData("cfg.test_size = 0.4\ncfg['test_size'] = 0.4\ntest_size = 0.4", "cfg.test_size = 0.4\ncfg['test_size'] = 0.4\ntest_size = 0.2")]
    [InlineData("def split(test_size=0.4):\n    pass\ntest_size = 0.4", "def split(test_size=0.4):\n    pass\ntest_size = 0.2")]
    [InlineData("d = {'test_size': 0.4}\ntest_size = 0.4\n", "d = {'test_size': 0.4}\ntest_size = 0.2\n")]
    [InlineData("Test_size = 0.4\ntest_size = 0.4\ntest_size2 = 0.4", "Test_size = 0.4\ntest_size = 0.2\ntest_size2 = 0.4")]
    [InlineData("import numpy as test_sizes\nfrom m import test_size\ntest_size = 0.4", "import numpy as test_sizes\nfrom m import test_size\ntest_size = 0.2")]
    [InlineData("test_size = 0.4\x0c\n", "test_size = 0.2\x0c\n")]
    [InlineData("\ttest_size = 0.4\t\n", "\ttest_size = 0.2\t\n")]
    [InlineData("test_size = 0.4\r\nother = 1\r\n", "test_size = 0.2\r\nother = 1\r\n")]
    [InlineData("test_size = 0.4\rother = 1", "test_size = 0.2\rother = 1")]
    [InlineData("ä = '\ud83d\ude00'; test_size = 0.4", "ä = '\ud83d\ude00'; test_size = 0.2")]
    [InlineData("train_test_split(X, **dict(test_size=0.4))", "train_test_split(X, **dict(test_size=0.2))")]
    [InlineData("type Size = float\ntest_size: Size = 0.4", "type Size = float\ntest_size: Size = 0.2")]
    [InlineData("async def f():\n    await g(test_size=0.4)", "async def f():\n    await g(test_size=0.2)")]
    [InlineData("rows[test_size], rows[0] = 1, 2\ntest_size = 0.4", "rows[test_size], rows[0] = 1, 2\ntest_size = 0.2")]
    [InlineData("f(test_size).a, b = 1, 2\ntest_size = 0.4", "f(test_size).a, b = 1, 2\ntest_size = 0.2")]
    [InlineData("%time test_size = 0.4", "%time test_size = 0.2")]
    [InlineData("if big:\n    %time a, b = split(X, test_size=0.4)", "if big:\n    %time a, b = split(X, test_size=0.2)")]
    [InlineData("%timeit -n 1 test_size == 0.4\ntest_size = 0.4", "%timeit -n 1 test_size == 0.4\ntest_size = 0.2")]
    [InlineData("with open(f) as h: test_size = 0.4", "with open(f) as h: test_size = 0.2")]
    public void Exactly_the_value_changes(string before, string after)
    {
        foreach (byte[] notebook in Forms(before))
            Assert.Equal(after, SourceOf(Set(notebook)));
    }

    [Theory]
    [InlineData("test_size, seed = 0.4, 42", typeof(VariableNotSettableException))]
    [InlineData("(test_size, seed) = (0.4, 42)", typeof(VariableNotSettableException))]
    [InlineData("[test_size] = [0.4]", typeof(VariableNotSettableException))]
    [InlineData("test_size += 0.4", typeof(VariableNotSettableException))]
    [InlineData("test_size //= 2", typeof(VariableNotSettableException))]
    [InlineData("a = test_size = 0.4", typeof(VariableNotSettableException))]
    [InlineData("test_size = 0.4\n%time test_size = 0.3", typeof(AmbiguousVariableException))]
    [InlineData("a, *test_size = 0.4, 42", typeof(VariableNotSettableException))]
    [InlineData("(a, [b, test_size]) = 1, (2, 0.4)", typeof(VariableNotSettableException))]
    [InlineData("(test_size) = 0.4", typeof(VariableNotSettableException))]
    [InlineData("f(test_size := 0.4)", typeof(VariableNotSettableException))]
    [InlineData("test_size = 'open", typeof(VariableNotSettableException))]
    [InlineData("f(g(test_size=0.4), test_size=0.3)", typeof(AmbiguousVariableException))]
    [InlineData("test_size = 0.4\nif small:\n    test_size = 0.3", typeof(AmbiguousVariableException))]
    [InlineData("# test_size = 0.4", typeof(VariableNotFoundException))]
    [InlineData("'test_size = 0.4'", typeof(VariableNotFoundException))]
    [InlineData("!python train.py test_size=0.4", typeof(VariableNotFoundException))]
    [InlineData("%%bash\ntest_size=0.4", typeof(VariableNotFoundException))]
    [InlineData("%%writefile train.py\ntest_size = 0.4", typeof(VariableNotFoundException))]
    [InlineData("params = {'test_size': 0.4}", typeof(VariableNotFoundException))]
    [InlineData("for test_size in (0.4, 0.3): pass", typeof(VariableNotFoundException))]
    [InlineData("print(f'{test_size = }')", typeof(VariableNotFoundException))]
    [InlineData("type test_size = float", typeof(VariableNotFoundException))]
    public void What_is_not_one_value_is_refused(string source, Type refusal)
    {
        foreach (byte[] notebook in Forms(source))
            Assert.IsType(refusal, Record.Exception(() => Set(notebook)));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void Every_minor_format_of_4_with_all_kinds_of_cells_is_taken(int minor, bool ids)
    {
        string id = ids ? "\"id\": \"CELL\", " : "";
        string text = $$$"""
            {"metadata": {"signature": "sha256:0", "orig_nbformat": 2, "kernelspec": {"name": "python3", "display_name": "Python 3"}}, "nbformat_minor": {{{minor}}}, "nbformat": 4, "cells": [
            { {{{id.Replace("CELL", "r", StringComparison.Ordinal)}}}"cell_type": "raw", "metadata": {"raw_mimetype": "text/x-rst"}, "source": "test_size = 0.4"},
            { {{{id.Replace("CELL", "m", StringComparison.Ordinal)}}}"cell_type": "markdown", "metadata": {}, "source": ["`test_size = 0.4`"], "attachments": {"p.png": {"image/png": "AA=="} }},
            { {{{id.Replace("CELL", "c", StringComparison.Ordinal)}}}"cell_type": "code", "metadata": {"collapsed": true, "scrolled": "auto"}, "execution_count": 3, "source": "\u0074est_size = 0.4",
              "outputs": [{"output_type": "stream", "name": "stdout", "text": "test_size = 0.4"}, {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["\u001b[31mtest_size = 0.4"]}]}]}
            """;

        string after = NotebookText.Utf8(Set(Encoding.UTF8.GetBytes(text)));

        Assert.Equal(text.Replace("\\u0074est_size = 0.4", "\\u0074est_size = 0.2", StringComparison.Ordinal), after);
        Assert.Single(NotebookComparer.Compare(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(after), new NotebookCompareOptions()).Cells);
    }

    [Theory]
    [InlineData("  ")]
    [InlineData(" ")]
    [InlineData("\t")]
    [InlineData("    ")]
    public void The_layout_of_the_file_stays_whatever_it_is(string indent)
    {
        foreach (string lineEnd in new[] { "\n", "\r\n" })
        {
            foreach (string end in new[] { "", lineEnd, lineEnd + lineEnd })
            {
                string text = string.Join(lineEnd, NotebookText.Utf8(NotebookText.Of("a = 1", "test_size = 0.4")).TrimEnd().Split('\n').Select(l => string.Concat(Enumerable.Repeat(indent, l.Length - l.TrimStart(' ').Length)) + l.TrimStart(' '))) + end;

                Assert.Equal(text.Replace("0.4", "0.2", StringComparison.Ordinal), NotebookText.Utf8(Set(Encoding.UTF8.GetBytes(text))));
            }
        }
    }

    [Fact]
    public void Outputs_of_many_megabytes_are_left_as_they_are()
    {
        string huge = "[{\"output_type\": \"display_data\", \"metadata\": {}, \"data\": {\"image/png\": \"" + new string('A', 20_000_000) + "\"}}]";
        byte[] notebook = NotebookText.Whole([NotebookText.Code("test_size = 0.4", "a", huge)]);

        byte[] after = Set(notebook);

        Assert.Equal(notebook.Length, after.Length);
        Assert.Equal(1, notebook.Zip(after).Count(p => p.First != p.Second));
        Assert.Equal(NotebookParts.Source, NotebookComparer.Compare(notebook, after, new NotebookCompareOptions { IncludeOutput = true }).Cells.Single().Changes);
    }

    [Fact]
    public async Task Halves_of_characters_in_names_and_texts_stop_nothing()
    {
        const string half = "\\ud83d";
        string text = "{\"" + half + "\": 1, \"cells\": [{\"cell_type\": \"code\", \"" + half + "\": 2, \"execution_count\": 1, \"metadata\": {\"" + half + "\": \"" + half + "\", \"tags\": [\"" + half + "\", \"parameters\"]}, "
            + "\"outputs\": [{\"output_type\": \"display_data\", \"" + half + "\": 1, \"metadata\": {}, \"data\": {\"" + half + "\": \"x\", \"application/json\": {\"" + half + "\": \"" + half + "\"}}}], \"source\": \"test_size = 0.4\"}], "
            + "\"metadata\": {\"" + half + "\": \"" + half + "\", \"kernelspec\": {\"" + half + "\": 1, \"language\": \"python\"}}, \"nbformat\": 4, \"nbformat_minor\": 4}";
        byte[] notebook = Encoding.UTF8.GetBytes(text);

        byte[] after = NotebookEditor.SetVariables(notebook, "n.ipynb", new Dictionary<string, object?>(StringComparer.Ordinal) { ["test_size"] = 0.2 }, new NotebookEditOptions { ParametersCell = true }).Content;
        Assert.Equal(text.Replace("0.4", "0.2", StringComparison.Ordinal), NotebookText.Utf8(after));
        var options = new NotebookCompareOptions { IncludeMetadata = true, IncludeOutput = true };
        Assert.Equal(NotebookParts.Source, NotebookComparer.Compare(notebook, after, options).Cells.Single().Changes);
        Assert.Equal(3, NotebookComparer.Compare(notebook, Encoding.UTF8.GetBytes(text.Replace(half, "\\ud83e", StringComparison.Ordinal)), options).Cells.Single().ToString().Split(' ').Length);
        foreach (Git.Checks.CommitCheck relaxed in new[] { Git.Checks.CommitCheck.None, Git.Checks.CommitCheck.NotebookOutputs })
            Assert.True((await Git.Checks.CommitChecks.RunAsync([new("n.ipynb", notebook)], new Git.Checks.CommitCheckOptions { Relaxed = relaxed }, TestContext.Current.CancellationToken)).Passed);
    }

    private static byte[] Set(byte[] notebook) =>
        NotebookEditor.SetVariables(notebook, "n.ipynb", new Dictionary<string, object?>(StringComparer.Ordinal) { ["test_size"] = 0.2 }, new NotebookEditOptions()).Content;

    private static string SourceOf(byte[] notebook) => Git.Notebooks.Reading.NotebookReader.Read(notebook, "n.ipynb").Cells[0].Source;

    /// <summary>The source as a list of lines, as one text, and with every character escaped.</summary>
    private static IEnumerable<byte[]> Forms(string source)
    {
        yield return NotebookText.Of(source);
        foreach (string escaped in new[] { System.Text.Json.JsonSerializer.Serialize(source), "\"" + string.Concat(source.Select(c => $"\\u{(int)c:x4}")) + "\"" })
            yield return Encoding.UTF8.GetBytes("{\"cells\": [{\"cell_type\": \"code\", \"execution_count\": null, \"metadata\": {}, \"outputs\": [], \"source\": " + escaped + "}], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 4}");
    }
}
