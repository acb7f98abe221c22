namespace MlopsCmdlets.Git.Notebooks;

/// <summary>How a name of a notebook gets its value.</summary>
public enum NotebookVariableKind
{
    /// <summary><c>test_size = 0.4</c>.</summary>
    Assignment,

    /// <summary><c>train_test_split(X, y, test_size=0.4)</c>.</summary>
    KeywordArgument,

    /// <summary>Assigned in the cell tagged <c>injected-parameters</c>.</summary>
    Injected,
}
