using MlopsCmdlets.Git.Notebooks;
using MlopsCmdlets.Git.Notebooks.Rendering;

namespace MlopsCmdlets.Git.Tests.Notebooks;

public sealed class NotebookMarkdownTests
{
    [Fact]
    public void An_edit_is_a_fenced_diff_under_its_cell()
    {
        string markdown = Compare("import x\ntest_size = 0.4", "import x\ntest_size = 0.2").Markdown;

        Assert.Equal("### `n.ipynb`\n\n`dev` → `optimize-churn-model`: 1 cell edited.\n\n**Cell 1** (code): edited\n\n```diff\n import x\n-test_size = 0.4\n+test_size = 0.2\n```\n", markdown);
    }

    [Theory]
    [InlineData("```\n# Injected\n```")]
    [InlineData("````\n@everyone\n````")]
    [InlineData("a\r```\r# Injected")]
    [InlineData("a\u2028```\u0085```\v```\f```")]
    [InlineData("~~~\n</details><script>alert(1)</script>\n`````````")]
    [InlineData("\u001b]0;owned\u0007\u202e```")]
    public void No_text_leaves_its_block(string hostile)
    {
        NotebookDifference difference = Compare("x", hostile);
        string[] lines = difference.Markdown.Split('\n');
        int open = Array.FindIndex(lines, l => l.EndsWith("diff", StringComparison.Ordinal));
        string fence = lines[open][..^4];

        int close = Array.FindIndex(lines, open + 1, l => l.TrimStart(' ').StartsWith(fence, StringComparison.Ordinal));

        Assert.Equal(lines.Length - 2, close);
        Assert.DoesNotContain(difference.Markdown, c => char.IsControl(c) && c != '\n');
        Assert.DoesNotContain('\u202e', difference.Markdown);
        Assert.Equal(hostile.Count(c => c == '`'), difference.Markdown.Count(c => c == '`') - 6 - (2 * fence.Length));
    }

    [Fact]
    public void Metadata_counts_for_the_length_too()
    {
        NotebookLine[] lines = [.. Enumerable.Range(0, 300).Select(i => new NotebookLine { Kind = NotebookLineKind.Added, Text = new string('x', 900) })];
        NotebookDifference difference = Compare("x", "y") with { MetadataLines = lines };

        Assert.InRange(difference.Markdown.Length, 1, 60_000);
        Assert.EndsWith("What changed in the metadata of the notebook is not shown.\n\n**Cell 1** (code): edited\n\n```diff\n-x\n+y\n```\n", difference.ToMarkdown(1_000), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_cannot_break_out_either()
    {
        string markdown = (Compare("x", "y") with { Path = "a`b``c\n# d", From = "`", To = "" }).Markdown;

        Assert.StartsWith("### ```a`b``c\u240a# d```\n\n`` ` `` → ``: ", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_too_much_is_counted()
    {
        byte[] Notebook(string text) => NotebookText.Of([.. Enumerable.Range(0, 50).Select(i => $"{text}_{i} = 1")]);
        NotebookDifference difference = NotebookComparer.Compare(Notebook("a"), Notebook("b"), new NotebookCompareOptions());

        string markdown = difference.ToMarkdown(1_000);

        Assert.True(markdown.Length <= 1_000);
        Assert.Matches(@"\n\d+ more changed cells are not shown\.\n$", markdown);
        Assert.DoesNotContain("more changed", difference.Markdown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain\ttext ü \ud83d\udc68\u200d\ud83d\udc69", "plain\ttext ü \ud83d\udc68\u200d\ud83d\udc69")]
    [InlineData("\u001b[31m", "\u241b[31m")]
    [InlineData("a\u202eb\u2066c", "a<U+202E>b<U+2066>c")]
    [InlineData("a\u200bb\u200dc\ufeff", "a<U+200B>b<U+200D>c<U+FEFF>")]
    [InlineData("\u009b1m\u007f", "<U+009B>1m<U+007F>")]
    [InlineData("\U000E0041", "<U+DB40><U+DC41>")]
    public void Hidden_characters_are_shown(string text, string expected) => Assert.Equal(expected, VisibleText.Of(text));

    [Fact]
    public void Half_a_character_is_shown_as_its_number() => Assert.Equal("<U+D800>x", VisibleText.Of("\ud800x"));

    private static NotebookDifference Compare(string before, string after) =>
        NotebookComparer.Compare(NotebookText.Of(before), NotebookText.Of(after), new NotebookCompareOptions { Path = "n.ipynb", From = "dev", To = "optimize-churn-model" });
}
