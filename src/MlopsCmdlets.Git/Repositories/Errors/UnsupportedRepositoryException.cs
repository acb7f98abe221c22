using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>A repository is of a form that libgit2 cannot read.</summary>
/// <param name="form">The form, for example <c>SHA-256 object names</c>.</param>
public sealed class UnsupportedRepositoryException(string path, string form, Exception? inner = null)
    : GitException($"The repository '{path}' uses {form}, which is not supported here.", inner);
