using System.Globalization;
using System.Text;
using MlopsCmdlets.Git.Notebooks.Python;
using MlopsCmdlets.Git.Notebooks.Reading;

namespace MlopsCmdlets.Git.Notebooks.Editing;

/// <summary>
/// The cell tagged <c>injected-parameters</c>, with which papermill overrides the cell tagged <c>parameters</c>
/// (https://papermill.readthedocs.io/en/latest/usage-parameterize.html). One that is there already keeps its other values.
/// </summary>
internal sealed class ParameterInjection(NotebookDocument notebook, NotebookCell parameters, bool asciiOnly)
{
    private const string Tag = "injected-parameters";

    public NotebookEdit Write(IReadOnlyList<(string Name, string? Before, string After)> values)
    {
        NotebookCell? existing = notebook.Cells.FirstOrDefault(c => c.Type == NotebookCellType.Code && c.HasTag(Tag));
        JsonStyle style = JsonStyle.Of(notebook.Bytes, existing ?? parameters);
        int number = existing?.Number ?? parameters.Number + 1;
        string? id = existing is null ? NewId() : existing.Id;
        string earlierSource = existing is null ? "# Parameters" : existing.Source.TrimEnd('\n', '\r');
        string source = earlierSource;
        var changes = new List<NotebookVariable>();
        foreach ((string name, string? before, string after) in values)
        {
            string? earlier = Replace(ref source, name, after, out int line);
            changes.Add(new NotebookVariable { Path = notebook.Name, Name = name, Kind = NotebookVariableKind.Injected, Cell = number, CellId = id, Line = line, Before = earlier ?? before, After = after });
        }

        ByteEdit edit = existing is null
            ? new ByteEdit(new ByteRange(parameters.Range.End, parameters.Range.End), Encoding.UTF8.GetBytes(NewCell(style, id, source)))
            : new ByteEdit(existing.SourceRange, Encoding.UTF8.GetBytes(SourceJson(style, source)));
        bool nothingNew = existing is not null && source == earlierSource;
        return new NotebookEdit(nothingNew ? notebook.Bytes : ByteEdit.Apply(notebook.Bytes, [edit]), changes);
    }

    /// <summary>Sets a name in the cell's text, or adds it.</summary>
    /// <returns>The value before; null where it is added.</returns>
    private static string? Replace(ref string source, string name, string after, out int line)
    {
        // Of several the last one counts when the cell runs.
        foreach (PythonPlace place in PythonPlaces.Find(source, out bool wellFormed).Reverse().Where(p => p.Name == name && p.Kind == PythonPlaceKind.Assignment))
        {
            if (!wellFormed)
                break;
            string before = source.Substring(place.ValueStart, place.ValueEnd - place.ValueStart);
            source = source.Substring(0, place.ValueStart) + after + source.Substring(place.ValueEnd);
            line = source.Take(place.NameStart).Count(c => c == '\n') + 1;
            return before;
        }

        source = source.Length == 0 ? $"{name} = {after}" : $"{source}\n{name} = {after}";
        line = source.Count(c => c == '\n') + 1;
        return null;
    }

    private string NewCell(JsonStyle style, string? id, string source)
    {
        string Property(string name, string value) => $"\"{name}\"{style.Colon}{value}";
        string metadata = style.Group('{', [Property("tags", style.Group('[', [$"\"{Tag}\""], ']', 2))], '}', 1);
        List<string> properties = [Property("cell_type", "\"code\""), Property("execution_count", "null")];
        if (id is not null)
            properties.Add(Property("id", $"\"{id}\""));
        properties.AddRange([Property("metadata", metadata), Property("outputs", "[]"), Property("source", SourceJson(style, source))]);
        string separator = style.NewLine is null ? style.Comma : "," + style.Break(0);
        return separator + style.Group('{', properties, '}', 0);
    }

    private string SourceJson(JsonStyle style, string source)
    {
        string[] lines = source.Split('\n');
        return style.Group('[', [.. lines.Select((l, i) => $"\"{JsonText.Encode(i < lines.Length - 1 ? l + "\n" : l, asciiOnly)}\"")], ']', 1);
    }

    private string? NewId()
    {
        if (notebook.Minor < 5)
            return null;
        var taken = new HashSet<string>(notebook.Cells.Where(c => c.Id is not null).Select(c => c.Id!), StringComparer.Ordinal);
        string id = Tag;
        for (int i = 2; taken.Contains(id); i++)
            id = $"{Tag}-{i.ToString(CultureInfo.InvariantCulture)}";
        return id;
    }
}
