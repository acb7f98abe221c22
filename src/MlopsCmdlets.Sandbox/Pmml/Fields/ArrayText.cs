using System.Text;

namespace MlopsCmdlets.Sandbox.Pmml.Fields;

/// <summary>Splits the content of an <c>Array</c> element: items parted by blanks, quoted where they hold blanks, <c>\"</c> for a quote.</summary>
internal static class ArrayText
{
    public static IReadOnlyList<string> Split(string text)
    {
        var items = new List<string>();
        var item = new StringBuilder();
        var i = 0;
        while (i < text.Length)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            item.Clear();
            if (text[i] == '"')
            {
                i++;
                while (i < text.Length && text[i] != '"')
                {
                    if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is ('"' or '\\')) i++;
                    item.Append(text[i++]);
                }

                if (i >= text.Length) throw new PmmlFormatException($"Array '{text.Trim()}' has an open quote.");
                i++;
            }
            else
            {
                while (i < text.Length && !char.IsWhiteSpace(text[i])) item.Append(text[i++]);
            }

            items.Add(item.ToString());
        }

        return items;
    }
}
