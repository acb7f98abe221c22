using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>The folder for a clone has something in it.</summary>
public sealed class CloneTargetException(string path)
    : GitException($"'{path}' is there already and is not an empty folder.");
