namespace MlopsCmdlets.Git.Errors;

/// <summary>A notebook lacks a cell that was named.</summary>
/// <param name="what">The cell, with what it lacks.</param>
public sealed class NotebookCellNotFoundException(string name, string what) : GitException($"'{name}' has no {what}. Nothing was changed.");
