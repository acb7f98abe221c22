using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>A file has a name that the disk cannot hold, or that is no text.</summary>
/// <param name="why">A clause that names the file.</param>
public sealed class FileNameException(string why, Exception? inner = null) : GitException($"A file's name cannot be used here: {why}.", inner);
