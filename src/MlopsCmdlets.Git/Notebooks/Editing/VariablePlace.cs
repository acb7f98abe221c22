using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Notebooks.Python;
using MlopsCmdlets.Git.Notebooks.Reading;

namespace MlopsCmdlets.Git.Notebooks.Editing;

/// <summary>A place in a notebook where a name gets a value.</summary>
internal sealed record VariablePlace(NotebookCell Cell, PythonPlace Place, bool WellFormed)
{
    /// <summary>Line in the cell; the first is 1.</summary>
    public int Line { get; } = LineOf(Cell.Source, Place.NameStart);

    public string Before => Cell.Source.Substring(Place.ValueStart, Place.ValueEnd - Place.ValueStart);

    /// <exception cref="VariableNotSettableException">Replacing the value would change something else.</exception>
    public void CheckCanBeSet()
    {
        if (!WellFormed)
            throw new VariableNotSettableException(Place.Name, Where, "A string or bracket of the cell is not closed");
        if (!Place.CanBeSet)
            throw new VariableNotSettableException(Place.Name, Where, Place.Kind switch
            {
                PythonPlaceKind.Unpacking => "Several names get their values from one expression there: give each an assignment of its own",
                PythonPlaceKind.Chained => "Several names get the same value there: give each an assignment of its own",
                PythonPlaceKind.Augmented => "It is computed from its earlier value there: change that",
                _ => "It is assigned inside of an expression: give it an assignment of its own",
            });
    }

    private string Where => $"cell {Cell.Number}, line {Line}";

    public override string ToString() => $"{Where}: {TextOfLine()}";

    private string TextOfLine()
    {
        const int longest = 100;
        int start = Place.NameStart == 0 ? 0 : Cell.Source.LastIndexOfAny(['\n', '\r'], Place.NameStart - 1) + 1;
        int end = Cell.Source.IndexOfAny(['\n', '\r'], Place.NameStart);
        string text = Cell.Source.Substring(start, (end < 0 ? Cell.Source.Length : end) - start).Trim();
        return text.Length > longest ? text.Substring(0, longest) + "..." : text;
    }

    private static int LineOf(string text, int index)
    {
        int line = 1;
        for (int i = 0; i < index; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n'))
                line++;
        }

        return line;
    }
}
