using System.Text;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Notebooks;

namespace MlopsCmdlets.Git.Tests.Notebooks;

public sealed class NotebookEditorTests
{
    private const string Split = "X_train, X_test, y_train, y_test = train_test_split(\n    X, y, test_size=0.4, random_state=42)  # 60/40";

    [Fact]
    public void Only_the_bytes_of_the_value_change()
    {
        byte[] before = NotebookText.Of("import pandas as pd", Split);

        NotebookEdit edit = Set(before, "test_size", 0.2);

        Assert.Equal(NotebookText.Utf8(before).Replace("test_size=0.4", "test_size=0.2", StringComparison.Ordinal), NotebookText.Utf8(edit.Content));
        NotebookVariable change = Assert.Single(edit.Changes);
        Assert.Equal((NotebookVariableKind.KeywordArgument, 2, "c2", 2, "train_test_split", "0.4", "0.2", true), (change.Kind, change.Cell, change.CellId, change.Line, change.Call, change.Before, change.After, change.Changed));
    }

    [Theory]
    [InlineData("x = 0.4", 5, "x = 5")]
    [InlineData("x = \"a\"  # c", "it's \"b\"", "x = \"it's \\\"b\\\"\"  # c")]
    [InlineData("x = 'ü'; y = 1", null, "x = None; y = 1")]
    [InlineData("x = {\n  'a': 1,  # one\n}\ny = 2", true, "x = True\ny = 2")]
    public void A_value_of_any_kind_is_replaced(string source, object? value, string expected)
    {
        byte[] after = Set(NotebookText.Of(source), "x", value).Content;

        Assert.Equal(expected, SourceOf(after));
    }

    [Fact]
    public void A_value_over_several_lines_leaves_valid_JSON_and_the_lines_around_it()
    {
        byte[] after = Set(NotebookText.Of("a = 1\nx = [\n  1,\n  2,\n]\nb = 3"), "x", new[] { 7 }).Content;

        Assert.Equal("a = 1\nx = [7]\nb = 3", SourceOf(after));
    }

    [Theory]
    [InlineData("\uFEFF{\"nbformat_minor\":5, \"nbformat\" : 4,\r\n\"metadata\":{ },\"cells\":[{\"source\":\"x = \\u0027\\u00e4\\u0027\\ny = 1\",\"id\":\"a\",\"outputs\":[],\"metadata\":{},\"execution_count\":null,\"cell_type\":\"code\" , \"unknown\" : 1e0}]}", "x = \\u0027\\u00e4\\u0027", "x = '\\u00f6'")]
    [InlineData("{\"cells\":[{\"cell_type\":\"code\",\"metadata\":{},\"execution_count\":1,\"outputs\":[],\"source\":[\"x\",\" = \",\"'\\ud83d\\ude00'\",\"\\ny\"]}],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":2}", "'\\ud83d\\ude00'", "'\\u00f6'")]
    [InlineData("{\"cells\":[{\"cell_type\":\"code\",\"metadata\":{},\"execution_count\":1,\"outputs\":[],\"source\":[\"x = 'ä'\"]}],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":2}\n\n", "'ä'", "'ö'")]
    public void Order_spacing_escapes_and_mark_stay_and_new_text_is_escaped_like_the_rest(string text, string old, string expected)
    {
        byte[] after = Set(Encoding.UTF8.GetBytes(text), "x", "ö").Content;

        Assert.Equal(text.Replace(old, expected, StringComparison.Ordinal), Encoding.UTF8.GetString(after));
    }

    [Fact]
    public void An_ambiguous_name_is_refused_with_its_places()
    {
        byte[] notebook = NotebookText.Of("test_size = 0.4", "print(test_size)", "a = 1\nsplit(X, test_size=0.3)\ntest_size += 1");

        var failure = Assert.Throws<AmbiguousVariableException>(() => Set(notebook, "test_size", 0.2));

        Assert.Contains("3 places", failure.Message, StringComparison.Ordinal);
        Assert.Contains("cell 1, line 1: test_size = 0.4", failure.Message, StringComparison.Ordinal);
        Assert.Contains("cell 3, line 2: split(X, test_size=0.3)", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", null, "cell 1")]
    [InlineData("c3", 2, "cell 3")]
    public void Cell_and_line_choose_one_of_several(string cell, int? line, string expected)
    {
        byte[] notebook = NotebookText.Of("x = 1", "x = 2", "x = 3\nx = 4");

        NotebookEdit edit = Set(notebook, "x", 9, new NotebookEditOptions { Cell = cell, Line = line });

        Assert.Equal(expected, $"cell {edit.Changes.Single().Cell}");
    }

    [Fact]
    public void An_argument_that_hands_on_the_variable_is_no_second_place()
    {
        byte[] after = Set(NotebookText.Of("test_size = 0.4", "split(X, test_size=test_size)"), "test_size", 0.2).Content;

        Assert.Equal("test_size = 0.2", SourceOf(after));
    }

    [Theory]
    [InlineData("x, y = 1, 2", "Several names")]
    [InlineData("x = y = 1", "same value")]
    [InlineData("x += 1", "earlier value")]
    [InlineData("if (x := 1): pass", "inside of an expression")]
    [InlineData("x = (1", "not closed")]
    public void What_cannot_be_replaced_alone_is_refused(string source, string reason)
    {
        var failure = Assert.Throws<VariableNotSettableException>(() => Set(NotebookText.Of(source), "x", 1));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Contains("cell 1, line 1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_names_are_set_or_none()
    {
        byte[] notebook = NotebookText.Of("a = 1", "b = 2");
        var values = new Dictionary<string, object?>(StringComparer.Ordinal) { ["b"] = 20, ["a"] = 10 };

        NotebookEdit edit = NotebookEditor.SetVariables(notebook, "n.ipynb", values, new NotebookEditOptions());
        values["c"] = 30;

        Assert.Equal(["a", "b"], edit.Changes.Select(c => c.Name));
        Assert.Throws<VariableNotFoundException>(() => NotebookEditor.SetVariables(notebook, "n.ipynb", values, new NotebookEditOptions()));
    }

    [Fact]
    public void Names_of_markdown_strings_and_comments_are_not_found()
    {
        byte[] notebook = NotebookText.Whole([NotebookText.Markdown("x = 1", "a"), NotebookText.Code("# x = 1\n'''x = 2'''", "b")]);

        Assert.Throws<VariableNotFoundException>(() => Set(notebook, "x", 1));
        Assert.Throws<NotebookCellNotFoundException>(() => Set(notebook, "x", 1, new NotebookEditOptions { Cell = "1" }));
        Assert.Throws<NotebookCellNotFoundException>(() => Set(notebook, "x", 1, new NotebookEditOptions { ParametersCell = true }));
        Assert.Throws<ArgumentException>(() => Set(notebook, "x.y", 1));
    }

    [Fact]
    public void A_notebook_in_another_language_is_refused() =>
        Assert.Throws<NotebookLanguageException>(() => Set(NotebookText.Whole([NotebookText.Code("x = 1")], 4, """{"kernelspec": {"language": "R"}}"""), "x", 1));

    [Fact]
    public void The_parameters_cell_is_preferred_on_request()
    {
        byte[] notebook = Parameterised("x = 1\ny = 'a'");

        NotebookEdit edit = Set(notebook, "x", 5, new NotebookEditOptions { ParametersCell = true });

        Assert.Equal(NotebookText.Utf8(notebook).Replace("\"x = 1\\n\"", "\"x = 5\\n\"", StringComparison.Ordinal), NotebookText.Utf8(edit.Content));
    }

    [Fact]
    public void Values_are_injected_behind_the_parameters_in_the_files_layout_and_again_into_the_same_cell()
    {
        byte[] notebook = Parameterised("x = 1\ny = 'a'");
        string cell = ",\n" + NotebookText.Code("# Parameters\nx = 5", "injected-parameters", metadata: "{\n    \"tags\": [\n     \"injected-parameters\"\n    ]\n   }");

        NotebookEdit first = Set(notebook, "x", 5, new NotebookEditOptions { Inject = true });
        NotebookEdit second = Set(first.Content, "y", "b", new NotebookEditOptions { Inject = true });
        NotebookEdit third = Set(second.Content, "x", 6, new NotebookEditOptions { Inject = true });
        NotebookEdit same = Set(third.Content, "x", 6, new NotebookEditOptions { Inject = true });

        string text = NotebookText.Utf8(notebook);
        int at = text.IndexOf("  },\n  {\n", text.IndexOf("parameters", StringComparison.Ordinal), StringComparison.Ordinal) + 3;
        Assert.Equal(text.Insert(at, cell), NotebookText.Utf8(first.Content));
        Assert.Contains("\"# Parameters\\n\",\n    \"x = 6\\n\",\n    \"y = 'b'\"", NotebookText.Utf8(third.Content), StringComparison.Ordinal);
        Assert.Equal(third.Content, same.Content);
        Assert.Equal((3, "1", 2), (first.Changes[0].Cell, first.Changes[0].Before, first.Changes[0].Line));
        Assert.Equal(("5", 3), (third.Changes[0].Before, second.Changes[0].Line));
        Assert.Throws<VariableNotFoundException>(() => Set(notebook, "z", 1, new NotebookEditOptions { Inject = true }));
    }

    [Fact]
    public void Of_several_injected_values_the_last_one_which_counts_is_set()
    {
        byte[] notebook = NotebookText.Whole([NotebookText.Code("x = 1", "a", metadata: """{"tags": ["parameters"]}"""), NotebookText.Code("x = 2\nx = 3", "b", metadata: """{"tags": ["injected-parameters"]}""")]);

        NotebookEdit edit = Set(notebook, "x", 4, new NotebookEditOptions { Inject = true });

        Assert.Equal(("3", 2), (edit.Changes[0].Before, edit.Changes[0].Line));
        Assert.Contains("\"x = 2\\n\",\n    \"x = 4\"", NotebookText.Utf8(edit.Content), StringComparison.Ordinal);
    }

    [Fact]
    public void A_notebook_on_one_line_stays_on_one_line()
    {
        byte[] notebook = Encoding.UTF8.GetBytes("""{"cells":[{"cell_type":"code","execution_count":null,"metadata":{"tags":["parameters"]},"outputs":[],"source":["x = 1"]}],"metadata":{},"nbformat":4,"nbformat_minor":4}""");

        string after = NotebookText.Utf8(Set(notebook, "x", 2, new NotebookEditOptions { Inject = true }).Content);

        Assert.Contains("""},{"cell_type":"code","execution_count":null,"metadata":{"tags":["injected-parameters"]},"outputs":[],"source":["# Parameters\n","x = 2"]}],""", after, StringComparison.Ordinal);
    }

    private static byte[] Parameterised(string source) => NotebookText.Whole(
    [
        NotebookText.Code("x = 0", "a"),
        NotebookText.Code(source, "b", metadata: """{"tags": ["parameters"]}"""),
        NotebookText.Code("print(x)", "c"),
    ]);

    private static NotebookEdit Set(byte[] notebook, string name, object? value, NotebookEditOptions? options = null) =>
        NotebookEditor.SetVariables(notebook, "n.ipynb", new Dictionary<string, object?>(StringComparer.Ordinal) { [name] = value }, options ?? new NotebookEditOptions());

    private static string SourceOf(byte[] notebook) => Git.Notebooks.Reading.NotebookReader.Read(notebook, "n.ipynb").Cells[0].Source;
}
