namespace MlopsCmdlets.Git.Errors;

/// <summary>A file is no notebook of format 4.</summary>
/// <param name="name">The file, or the revision and file.</param>
/// <param name="reason">What is wrong with it, a sentence without its full stop that begins in lower case.</param>
public sealed class InvalidNotebookException(string name, string reason, Exception? inner = null)
    : GitException($"'{name}' is not a valid notebook: {reason}.", inner);
