namespace MlopsCmdlets.Git.Notebooks;

/// <summary>A notebook with its variables set.</summary>
/// <param name="Content">The whole file.</param>
/// <param name="Changes">One for each variable, in the order of the file.</param>
public sealed record NotebookEdit(byte[] Content, IReadOnlyList<NotebookVariable> Changes);
