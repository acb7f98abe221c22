namespace MlopsCmdlets.Git.Notebooks;

/// <summary>A variable or keyword argument of a notebook that was set.</summary>
public sealed record NotebookVariable
{
    /// <summary>The notebook.</summary>
    public string Path { get; init; } = "";

    /// <summary>Name of the variable or of the keyword argument.</summary>
    public string Name { get; init; } = "";

    /// <summary>How it gets its value: assigned, passed to a call, or in a cell of its own.</summary>
    public NotebookVariableKind Kind { get; init; }

    /// <summary>Number of the cell; the first is 1.</summary>
    public int Cell { get; init; }

    /// <summary>Id of the cell; null in notebooks before format 4.5.</summary>
    public string? CellId { get; init; }

    /// <summary>Line in the cell; the first is 1.</summary>
    public int Line { get; init; }

    /// <summary>What is called with the keyword argument.</summary>
    public string? Call { get; init; }

    /// <summary>The value before, as it is written in the notebook.</summary>
    public string? Before { get; init; }

    /// <summary>The value after, as it is written in the notebook.</summary>
    public string After { get; init; } = "";

    /// <summary>Whether the two differ.</summary>
    public bool Changed => !string.Equals(Before, After, StringComparison.Ordinal);

    /// <summary>Name and values.</summary>
    public override string ToString() => $"{Name}: {Before} -> {After}";
}
