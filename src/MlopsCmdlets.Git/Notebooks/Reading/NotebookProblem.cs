namespace MlopsCmdlets.Git.Notebooks.Reading;

/// <summary>Something that the notebook format demands and a file lacks.</summary>
/// <param name="Cell">Number of the cell, the first is 1; null for the notebook as a whole.</param>
/// <param name="Text">What it is, a sentence without its full stop.</param>
internal sealed record NotebookProblem(int? Cell, string Text);
