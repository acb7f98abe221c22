using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>The git program is not installed.</summary>
public sealed class GitProgramNotFoundException()
    : GitException("The git program is not on the PATH.");
