using System.Globalization;
using CsCheck;
using MlopsCmdlets.Git.Notebooks;
using MlopsCmdlets.Git.Notebooks.Reading;
using MlopsCmdlets.Git.Tests.Notebooks;

namespace MlopsCmdlets.Git.Tests.Properties;

/// <summary>Among any lines that only look like it, the one place where a name gets its value is found, and nothing else changes.</summary>
public sealed class NotebookEditProperties
{
    private static readonly Gen<string> Line = OneOf(
        "import pandas as pd", "# zz = 1", "'''\nzz = 1\n'''", "f\"{zz=} {d['zz = 1']}\"", "%time zz", "!echo zz=1 \\\n zz=2", "print(zz == 1, zz >= 1)", "d = {'zz': 1}", "def f(zz=1): pass",
        "obj.zz = 1", "x = (1,\n  2)", "s = r'\\d' # zz = 1", "if a: b = 1", "for zz in range(3): pass", "", "ä = '\ud83d\ude00'", "y = 1; z = 2", "h = lambda zz=1: zz", "zz: int", "w = f'{v:{zz}}}}'", "\"\"\"it's\"\"\"", "g(zz=zz)");

    private static readonly Gen<string> Place = OneOf(
        "zz = {0}", "zz: float = {0}", "f(1, zz={0})", "a = 1; zz={0}  # zz = 2", "zz = \\\n  {0}", "m = g(h(2),\n  zz = {0} ,)", "if a: zz = {0}", "\tzz\t=\t{0}\t");

    private static readonly Gen<string> Value = OneOf(
        "0.4", "'text'", "\"zz = 1\"", "[1, 2]", "{'a': 1}", "None", "-1e-5", "(\n  1,\n  2)", "f'{a}'", "lambda q: q + 1", "a if b else c", "'''\nzz = 3\n'''", "x @ y[0:1]");

    private const int Iterations = 3_000;

    [Fact]
    public void Exactly_one_value_changes_whatever_stands_around_it()
    {
        Gen.Select(Line.Array[0, 5], Place, Value, Line.Array[0, 5], Line.Array[0, 4], Gen.Bool).Sample((before, place, value, after, other, first) =>
        {
            string With(string text) => string.Join("\n", [.. before, string.Format(CultureInfo.InvariantCulture, place, text), .. after]);
            byte[] Notebook(string source) => first ? NotebookText.Of(source, string.Join("\n", other)) : NotebookText.Of(string.Join("\n", other), source);
            byte[] notebook = Notebook(With(value));

            NotebookEdit edit = NotebookEditor.SetVariables(notebook, "n", new Dictionary<string, object?>(StringComparer.Ordinal) { ["zz"] = 7 }, new NotebookEditOptions());

            Assert.Equal(Sources(Notebook(With("7"))), Sources(edit.Content));
            Assert.Equal((value, "7"), (edit.Changes.Single().Before, edit.Changes.Single().After));
        }, iter: Iterations);
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static string[] Sources(byte[] notebook) => [.. NotebookReader.Read(notebook, "n").Cells.Select(c => c.Source)];
}
