namespace MlopsCmdlets.Git.Notebooks.Sources;

/// <summary>A notebook that a branch changes.</summary>
/// <param name="Path">Its place in the repository, with slashes.</param>
/// <param name="Difference">What differs; null when it could not be compared.</param>
/// <param name="Problem">Why it could not; null when it could.</param>
public sealed record RevisionNotebook(string Path, NotebookDifference? Difference, string? Problem);
