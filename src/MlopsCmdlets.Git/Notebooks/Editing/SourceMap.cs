using System.Text;
using MlopsCmdlets.Git.Notebooks.Reading;

namespace MlopsCmdlets.Git.Notebooks.Editing;

/// <summary>The text of a cell with the place in the file of each of its characters.</summary>
internal sealed class SourceMap
{
    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];

    public SourceMap(byte[] bytes, NotebookCell cell)
    {
        var text = new StringBuilder();
        foreach (ByteRange part in cell.SourceParts())
            Read(bytes, part, text);
        Text = text.ToString();
    }

    public string Text { get; }

    /// <summary>
    /// Where some characters are in the file. For text over several strings of the list, the range takes in the quotes and commas between: what
    /// replaces it then joins the first string and the last.
    /// </summary>
    public ByteRange Of(int start, int end) => new(_starts[start], _ends[end - 1]);

    private void Read(byte[] bytes, ByteRange part, StringBuilder text)
    {
        for (int at = part.Start; at < part.End;)
        {
            int start = at;
            int from = text.Length;
            if (bytes[at] == (byte)'\\')
            {
                text.Append(JsonText.Unescape(bytes, ref at));
            }
            else
            {
                at += bytes[at] switch { < 0x80 => 1, < 0xe0 => 2, < 0xf0 => 3, _ => 4 };
                text.Append(Encoding.UTF8.GetString(bytes, start, at - start));
            }

            for (int i = from; i < text.Length; i++)
            {
                _starts.Add(start);
                _ends.Add(at);
            }
        }
    }
}
