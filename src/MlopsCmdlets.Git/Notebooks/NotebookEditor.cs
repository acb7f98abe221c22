using System.Globalization;
using System.Text;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Notebooks.Editing;
using MlopsCmdlets.Git.Notebooks.Python;
using MlopsCmdlets.Git.Notebooks.Reading;

namespace MlopsCmdlets.Git.Notebooks;

/// <summary>Sets variables and keyword arguments of Python notebooks. Exactly the bytes of their values are replaced; every other byte of the file stays.</summary>
public sealed class NotebookEditor
{
    private readonly NotebookDocument _notebook;
    private readonly NotebookEditOptions _options;
    private readonly bool _asciiOnly;
    private IReadOnlyList<VariablePlace>? _places;

    private NotebookEditor(NotebookDocument notebook, NotebookEditOptions options)
    {
        _notebook = notebook;
        _options = options;
        _asciiOnly = JsonStyle.IsAsciiOnly(notebook.Bytes);
    }

    /// <summary>Sets variables: all of them, or none.</summary>
    /// <param name="content">The file.</param>
    /// <param name="name">The file's name, for messages and results.</param>
    /// <param name="variables">Names, and values that Python has literals for: text, numbers, truth values, null, lists, tables.</param>
    /// <param name="options">Where to look.</param>
    /// <exception cref="InvalidNotebookException">It is no notebook of format 4.</exception>
    /// <exception cref="NotebookVersionException">It is of another format.</exception>
    /// <exception cref="NotebookLanguageException">It is not written in Python.</exception>
    /// <exception cref="NotebookCellNotFoundException">The cell that was asked for is not there.</exception>
    /// <exception cref="VariableNotFoundException">A name gets no value anywhere.</exception>
    /// <exception cref="AmbiguousVariableException">A name gets a value in several places.</exception>
    /// <exception cref="VariableNotSettableException">A name gets its value by unpacking or in another way that cannot be replaced alone.</exception>
    /// <exception cref="ArgumentException">A name is no Python name, or a value has no literal.</exception>
    public static NotebookEdit SetVariables(byte[] content, string name, IReadOnlyDictionary<string, object?> variables, NotebookEditOptions options)
    {
        foreach (string variable in variables.Keys)
        {
            if (!PythonLiteral.IsName(variable))
                throw new ArgumentException($"'{variable}' is no name of a Python variable.");
        }

        NotebookDocument notebook = NotebookReader.Read(content, name);
        if (notebook.Language is { } language && !language.StartsWith("python", StringComparison.Ordinal) && language != "ipython")
            throw new NotebookLanguageException(name, language);
        var editor = new NotebookEditor(notebook, options);
        return options.Inject ? editor.Inject(variables) : editor.Set(variables);
    }

    private NotebookEdit Set(IReadOnlyDictionary<string, object?> variables)
    {
        List<(VariablePlace Place, object? Value)> found = [.. variables.Select(v => (Find(v.Key), v.Value)).OrderBy(f => f.Item1.Cell.Index).ThenBy(f => f.Item1.Place.NameStart)];
        var edits = new List<ByteEdit>();
        var changes = new List<NotebookVariable>();
        foreach (IGrouping<NotebookCell, (VariablePlace Place, object? Value)> cell in found.GroupBy(f => f.Place.Cell))
        {
            var map = new SourceMap(_notebook.Bytes, cell.Key);
            foreach ((VariablePlace place, object? value) in cell)
            {
                string after = Literal(value, place.Before);
                changes.Add(Change(place, after));
                if (after != place.Before) // an equal one may be escaped in another way
                    edits.Add(new ByteEdit(map.Of(place.Place.ValueStart, place.Place.ValueEnd), Encoding.UTF8.GetBytes(JsonText.Encode(after, _asciiOnly))));
            }
        }

        return new NotebookEdit(ByteEdit.Apply(_notebook.Bytes, edits), changes);
    }

    private NotebookEdit Inject(IReadOnlyDictionary<string, object?> variables)
    {
        if (_options.Cell is not null || _options.Line is not null)
            throw new ArgumentException("Values are injected behind the cell tagged 'parameters': another cell or a line cannot be chosen.");
        NotebookCell parameters = ParametersCell();
        List<(string Name, string? Before, string After)> values = [];
        foreach (KeyValuePair<string, object?> variable in variables)
        {
            VariablePlace known = PlacesIn([parameters]).LastOrDefault(p => p.Place.Name == variable.Key && p.Place.Kind is not (PythonPlaceKind.KeywordArgument or PythonPlaceKind.ForwardedArgument))
                ?? throw new VariableNotFoundException(variable.Key, $"the cell tagged 'parameters' of '{_notebook.Name}' (cell {parameters.Number})");
            values.Add((variable.Key, known.Place.CanBeSet ? known.Before : null, Literal(variable.Value, known.Place.CanBeSet ? known.Before : "")));
        }

        var injection = new ParameterInjection(_notebook, parameters, _asciiOnly);
        return injection.Write([.. values.OrderBy(v => v.Name, StringComparer.Ordinal)]);
    }

    /// <summary>The one place where a name is to be set.</summary>
    private VariablePlace Find(string variable)
    {
        _places ??= [.. PlacesIn(CellsToSearch()).Where(p => _options.Line is not { } line || p.Line == line)];
        List<VariablePlace> places = [.. _places.Where(p => p.Place.Name == variable)];
        // call(name=name) hands on what is assigned elsewhere.
        if (places.Any(p => p.Place.Kind != PythonPlaceKind.ForwardedArgument))
            places.RemoveAll(p => p.Place.Kind == PythonPlaceKind.ForwardedArgument);
        if (places.Count == 0)
            throw new VariableNotFoundException(variable, Where());
        if (places.Count > 1)
            throw new AmbiguousVariableException(variable, Where(), [.. places.Select(p => p.ToString())]);
        places[0].CheckCanBeSet();
        return places[0];
    }

    private static IEnumerable<VariablePlace> PlacesIn(IEnumerable<NotebookCell> cells)
    {
        foreach (NotebookCell cell in cells)
        {
            foreach (PythonPlace place in PythonPlaces.Find(cell.Source, out bool wellFormed))
                yield return new VariablePlace(cell, place, wellFormed);
        }
    }

    private IEnumerable<NotebookCell> CellsToSearch() =>
        _options.Cell is { } cell ? [Cell(cell)]
        : _options.ParametersCell ? [ParametersCell()]
        : _notebook.Cells.Where(c => c.Type == NotebookCellType.Code);

    private NotebookCell ParametersCell() =>
        _notebook.Cells.FirstOrDefault(c => c.Type == NotebookCellType.Code && c.HasTag("parameters"))
        ?? throw new NotebookCellNotFoundException(_notebook.Name, "code cell tagged 'parameters'");

    private NotebookCell Cell(string idOrNumber)
    {
        NotebookCell? found = _notebook.Cells.FirstOrDefault(c => c.Id == idOrNumber);
        if (found is null && int.TryParse(idOrNumber, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            found = _notebook.Cells.FirstOrDefault(c => c.Number == number);
        return found is { Type: NotebookCellType.Code } ? found : throw new NotebookCellNotFoundException(_notebook.Name, $"code cell '{idOrNumber}' (it has {_notebook.Cells.Count} cells)");
    }

    private string Where()
    {
        string place = _options.Cell is { } cell ? $"cell '{cell}' of '{_notebook.Name}'"
            : _options.ParametersCell ? $"the cell tagged 'parameters' of '{_notebook.Name}'"
            : $"the code cells of '{_notebook.Name}'";
        return _options.Line is { } line ? $"line {line} of {place}" : place;
    }

    /// <summary>Text gets the quotes of the text that it replaces.</summary>
    private static string Literal(object? value, string before) => PythonLiteral.Of(value, before.Length > 0 && before[before.Length - 1] == '"' ? '"' : '\'');

    private NotebookVariable Change(VariablePlace place, string after) => new()
    {
        Path = _notebook.Name,
        Name = place.Place.Name,
        Kind = place.Place.Kind == PythonPlaceKind.Assignment ? NotebookVariableKind.Assignment : NotebookVariableKind.KeywordArgument,
        Cell = place.Cell.Number,
        CellId = place.Cell.Id,
        Line = place.Line,
        Call = place.Place.Call,
        Before = place.Before,
        After = after,
    };
}
