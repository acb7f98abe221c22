using System.Text;
using MlopsCmdlets.Git.Checks;
using MlopsCmdlets.Git.Notebooks;
using MlopsCmdlets.Git.Notebooks.Reading;

namespace MlopsCmdlets.Git.Tests.Notebooks;

/// <summary>Notebooks in any layout that JSON allows: what is not asked to change does not.</summary>
public sealed class RoundTripTests
{
    private static readonly string[] Spaces = ["", " ", "\n", "\r\n  ", "\t", "   "];
    private static readonly string[] Sources = ["", "a = 1", "print('ü \\n')\n", "x\r\ny = \"\ud83d\ude00\"\n\n", "# \u2028 é\tz", "'''\n```\n'''"];

    [Fact]
    public void Setting_a_value_and_setting_it_back_gives_the_same_bytes()
    {
        for (int seed = 0; seed < 3_000; seed++)
        {
            var random = new Random(seed);
            byte[] notebook = Notebook(random, out string value);

            NotebookEdit there = Set(notebook, "zz_target", 123_456);
            NotebookEdit back = Set(there.Content, "zz_target", value);
            NotebookEdit none = Set(notebook, "zz_target", value);

            Assert.True(notebook.SequenceEqual(none.Content), $"seed {seed}: an equal value changed bytes");
            Assert.False(none.Changes[0].Changed);
            Assert.True(DecodedEqual(notebook, back.Content), $"seed {seed}");
            int start = 0, end = 0, shorter = Math.Min(notebook.Length, there.Content.Length);
            while (start < shorter && notebook[start] == there.Content[start])
                start++;
            while (end < shorter - start && notebook[^(end + 1)] == there.Content[^(end + 1)])
                end++;
            Assert.True(there.Content.Length - start - end <= "123456".Length, $"seed {seed}: more than the value changed");
        }
    }

    [Fact]
    public void A_comparison_with_itself_and_a_strip_of_nothing_find_nothing()
    {
        for (int seed = 0; seed < 1_000; seed++)
        {
            byte[] notebook = Notebook(new Random(seed), out _);

            Assert.True(NotebookComparer.Compare(notebook, (byte[])notebook.Clone(), new NotebookCompareOptions { IncludeMetadata = true, IncludeOutput = true }).IsSame);
            byte[] stripped = NotebookOutputs.Strip(notebook, "n");
            Assert.True(NotebookComparer.Compare(notebook, stripped, new NotebookCompareOptions { IncludeMetadata = true }).IsSame, $"seed {seed}");
            Assert.Same(stripped, NotebookOutputs.Strip(stripped, "n"));
        }
    }

    private static bool DecodedEqual(byte[] first, byte[] second) =>
        NotebookReader.Read(first, "a").Cells.Select(c => c.Source).SequenceEqual(NotebookReader.Read(second, "b").Cells.Select(c => c.Source), StringComparer.Ordinal);

    private static NotebookEdit Set(byte[] notebook, string name, object value) =>
        NotebookEditor.SetVariables(notebook, "n", new Dictionary<string, object?>(StringComparer.Ordinal) { [name] = value }, new NotebookEditOptions());

    /// <summary>A valid notebook whose order, spacing and escapes are by chance, with one assignment of a text.</summary>
    private static byte[] Notebook(Random random, out string value)
    {
        string Space() => Spaces[random.Next(Spaces.Length)];
        string Pick(params string[] of) => of[random.Next(of.Length)];
        string List(char open, IEnumerable<string> items, char close) => open + Space() + string.Join(Space() + "," + Space(), items) + Space() + close;
        string Object(params (string Name, string Value)[] properties) => List('{', properties.OrderBy(_ => random.Next()).Select(p => $"\"{p.Name}\"{Space()}:{Space()}{p.Value}"), '}');
        string Text(string text)
        {
            var result = new StringBuilder("\"");
            bool escapePairs = random.Next(2) == 0;
            foreach (char c in text)
            {
                bool escape = c is '"' or '\\' || c < ' ' || (char.IsSurrogate(c) ? escapePairs : random.Next(12) == 0); // half a pair cannot stand for itself in UTF-8
                result.Append(!escape ? c.ToString() : c == '\n' && random.Next(2) == 0 ? "\\n" : c == '/' ? "\\/" : $"\\u{(random.Next(2) == 0 ? ((int)c).ToString("x4") : ((int)c).ToString("X4"))}");
            }

            return result.Append('"').ToString();
        }

        string Source(string text)
        {
            if (random.Next(3) == 0)
                return Text(text);
            var pieces = new List<string>();
            for (int at = 0; at < text.Length;)
            {
                int length = Math.Min(text.Length - at, random.Next(1, 12));
                if (char.IsHighSurrogate(text[at + length - 1]) && at + length < text.Length)
                    length++;
                pieces.Add(Text(text.Substring(at, length)));
                at += length;
            }

            return List('[', pieces, ']');
        }

        value = Pick("a", "", "it is\n", "ü\ud83d\ude00", "\"quoted\"");
        string literal = Git.Notebooks.Python.PythonLiteral.Of(value);
        int target = random.Next(4);
        IEnumerable<string> cells = Enumerable.Range(0, 4).Select(i => Object(
            ("cell_type", "\"code\""), ("execution_count", Pick("null", "7")), ("metadata", Pick("{}", "{\"a\" : [1e5, -0.0,null]}")), ("id", $"\"c{i}\""),
            ("outputs", Pick("[]", "[ ]", "[{\"output_type\": \"stream\", \"name\": \"stdout\", \"text\": [\"\\ud800\"]}]")),
            ("source", Source(i == target ? $"{Pick("", "b = 2\n", "é = 1; ")}zz_target = {literal}{Pick("", "  # c", "\nc = 3\n")}" : Pick(Sources)))));
        string text = Object(("cells", List('[', cells, ']')), ("metadata", Pick("{}", "{\"language_info\": {\"name\": \"python\"}}")), ("nbformat", "4"), ("nbformat_minor", "5"), ("extra", "[true , false]"));
        return Encoding.UTF8.GetBytes(Pick("", "\ufeff") + text + Pick("", "\n", "\r\n\r\n"));
    }
}
