using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>Changes of the work tree stand in the way of what is to be checked out.</summary>
public sealed class WorkTreeConflictException(string root, string target, Exception? inner = null)
    : GitException($"Changes in '{root}' would be overwritten by '{target}'. Nothing was done.", inner);
