using System.Text;
using System.Text.Json;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Notebooks.Editing;
using MlopsCmdlets.Git.Notebooks.Reading;

namespace MlopsCmdlets.Git.Checks;

/// <summary>Takes outputs and execution counts out of notebooks; every other byte stays.</summary>
public static class NotebookOutputs
{
    private static readonly byte[] NoOutputs = Encoding.ASCII.GetBytes("[]"), NoCount = Encoding.ASCII.GetBytes("null");

    /// <summary>A notebook without outputs, but for cells and notebooks that are marked <c>keep_output</c>, as nbstripout does it.</summary>
    /// <returns>The same bytes if there are none.</returns>
    /// <exception cref="InvalidNotebookException">It is no notebook of format 4.</exception>
    /// <exception cref="NotebookVersionException">It is of another format.</exception>
    public static byte[] Strip(byte[] content, string name) => Strip(NotebookReader.Read(content, name), out _);

    internal static byte[] Strip(NotebookDocument notebook, out int cells)
    {
        cells = 0;
        using JsonDocument? metadata = notebook.ParseMetadata();
        if (metadata is not null && IsKept(metadata.RootElement))
            return notebook.Bytes;
        var edits = new List<ByteEdit>();
        foreach (NotebookCell cell in notebook.Cells.Where(c => !IsKept(c)))
        {
            int before = edits.Count;
            if (cell.Outputs is { } outputs && !IsEmptyList(notebook.Bytes, outputs))
                edits.Add(new ByteEdit(outputs, NoOutputs));
            if (cell.ExecutionCount is { } count && notebook.Bytes[count.Start] != (byte)'n')
                edits.Add(new ByteEdit(count, NoCount));
            cells += edits.Count > before ? 1 : 0;
        }

        return cells == 0 ? notebook.Bytes : ByteEdit.Apply(notebook.Bytes, edits);
    }

    private static bool IsKept(NotebookCell cell)
    {
        if (cell.HasTag("keep_output"))
            return true;
        if (cell.Metadata is not { } range)
            return false;
        using JsonDocument metadata = cell.Parse(range);
        return IsKept(metadata.RootElement);
    }

    private static bool IsKept(JsonElement metadata) => JsonParts.Find(metadata, "keep_output") is { ValueKind: JsonValueKind.True };

    private static bool IsEmptyList(byte[] bytes, ByteRange range)
    {
        for (int i = range.Start + 1; i < range.End - 1; i++)
        {
            if (bytes[i] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                return false;
        }

        return true;
    }
}
