using MlopsCmdlets.Git.Notebooks.Reading;

namespace MlopsCmdlets.Git.Notebooks.Editing;

/// <summary>One replacement in a file; all other bytes stay.</summary>
internal sealed record ByteEdit(ByteRange Range, byte[] Bytes)
{
    /// <summary>Makes edits that do not overlap.</summary>
    public static byte[] Apply(byte[] bytes, IEnumerable<ByteEdit> edits)
    {
        var result = new MemoryStream(bytes.Length + 256);
        int at = 0;
        foreach (ByteEdit edit in edits.OrderBy(e => e.Range.Start))
        {
            if (edit.Range.Start < at)
                throw new ArgumentException("Two of the changes overlap: one value is inside the other. Make them one after the other.");
            result.Write(bytes, at, edit.Range.Start - at);
            result.Write(edit.Bytes, 0, edit.Bytes.Length);
            at = edit.Range.End;
        }

        result.Write(bytes, at, bytes.Length - at);
        return result.ToArray();
    }
}
