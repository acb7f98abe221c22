using System.Text;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Planning;

/// <summary>Lines of a given width. Text comes from servers: what could move the cursor is taken out before anything is coloured.</summary>
internal sealed class PlanPage(int width, bool isColored)
{
    private const string Plain = "\u001b[0m";
    private readonly StringBuilder _text = new();

    public string[] ToLines() => _text.ToString().TrimEnd().Split('\n');

    public void Blank() => _text.Append('\n');

    /// <summary>A paragraph: its first line begins with the mark, the others are indented as far.</summary>
    public void Line(string? color, string mark, string? text)
    {
        string rest = SafeText.OneLine(text);
        string indent = mark;
        do
        {
            string part = Take(ref rest, width - mark.Length);
            Append(color, indent + part);
            indent = new string(' ', mark.Length);
        }
        while (rest.Length > 0);
    }

    /// <summary>A field with its values: on one line where they fit, else below each other.</summary>
    public void Field(string? name, string before, string after, string beforeColor, string afterColor)
    {
        (string safeName, string safeBefore, string safeAfter) = (SafeText.OneLine(name), SafeText.OneLine(before), SafeText.OneLine(after));
        if (4 + safeName.Length + 2 + safeBefore.Length + 3 + safeAfter.Length <= width)
        {
            _text.Append("    ").Append(safeName).Append("  ").Append(Colored(beforeColor, safeBefore)).Append(" → ").Append(Colored(afterColor, safeAfter)).Append('\n');
            return;
        }

        Line(null, "    ", safeName);
        Line(beforeColor, "      - ", safeBefore);
        Line(afterColor, "      + ", safeAfter);
    }

    private void Append(string? color, string text) => _text.Append(color is null ? text : Colored(color, text)).Append('\n');

    private string Colored(string color, string text) => isColored ? color + text + Plain : text;

    /// <summary>Cuts off as much as fits, at a blank where there is one.</summary>
    private static string Take(ref string text, int length)
    {
        if (text.Length <= length)
        {
            string all = text;
            text = "";
            return all;
        }

        int blank = text.LastIndexOf(' ', length, length);
        int cut = blank > length / 3 ? blank : length;
        // Never between the halves of one character.
        if (char.IsHighSurrogate(text[cut - 1]))
            cut--;
        string part = text.Substring(0, cut);
        text = text.Substring(cut).TrimStart();
        return part.TrimEnd();
    }
}
