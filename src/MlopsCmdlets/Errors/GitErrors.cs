using System.Management.Automation;
using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Errors;

/// <summary>The rows of the error table for repositories and notebooks, special types before general ones.</summary>
internal static class GitErrors
{
    public static readonly IReadOnlyList<ErrorRule> Rules =
    [
        new(typeof(NotARepositoryException), "NotARepository", ErrorCategory.ObjectNotFound, "Give a path inside a clone."),
        new(typeof(UnsafeRepositoryException), "UnsafeRepository", ErrorCategory.SecurityError,
            "If you trust it, run the command that the message names."),
        new(typeof(RevisionNotFoundException), "RevisionNotFound", ErrorCategory.ObjectNotFound, "Check the name; git fetch gets new branches from the server."),
        new(typeof(LfsPointerException), "LfsPointer", ErrorCategory.ObjectNotFound, "Get the content with: git lfs pull"),

        // Notebooks.
        new(typeof(InvalidNotebookException), "InvalidNotebook", ErrorCategory.InvalidData, "Open it in Jupyter and save it again; after a merge, look for conflict markers."),
        new(typeof(NotebookVersionException), "NotebookVersion", ErrorCategory.NotImplemented, "Convert it with: jupyter nbconvert --to notebook --nbformat 4 --inplace <file>"),
        new(typeof(NotebookLanguageException), "NotebookLanguage", ErrorCategory.NotImplemented, "Change it by hand."),
        new(typeof(NotebookCellNotFoundException), "CellNotFound", ErrorCategory.ObjectNotFound, "Give the cell's id or its number, of which the first is 1; tags are set in Jupyter's property inspector."),
        new(typeof(VariableNotFoundException), "VariableNotFound", ErrorCategory.ObjectNotFound, "Check the spelling, which is exact as in Python; only assignments and keyword arguments can be set."),
        new(typeof(AmbiguousVariableException), "AmbiguousVariable", ErrorCategory.InvalidArgument, "Say which one with -Cell, -Line or -ParametersCell."),
        new(typeof(VariableNotSettableException), "VariableNotSettable", ErrorCategory.InvalidOperation, "Give the name an assignment of its own in the notebook."),
    ];
}
