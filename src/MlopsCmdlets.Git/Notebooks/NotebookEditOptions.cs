namespace MlopsCmdlets.Git.Notebooks;

/// <summary>Where variables of a notebook are set.</summary>
public sealed record NotebookEditOptions
{
    /// <summary>Only in this cell: its id, or its number (the first is 1).</summary>
    public string? Cell { get; init; }

    /// <summary>Only on this line of the cell (the first is 1).</summary>
    public int? Line { get; init; }

    /// <summary>Only in the cell tagged <c>parameters</c>.</summary>
    public bool ParametersCell { get; init; }

    /// <summary>Leaves the cell tagged <c>parameters</c> as it is, and writes the values to a cell tagged <c>injected-parameters</c> behind it, as papermill does.</summary>
    public bool Inject { get; init; }
}
