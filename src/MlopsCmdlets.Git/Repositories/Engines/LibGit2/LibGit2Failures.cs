using LibGit2Sharp;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Repositories.Errors;
using MlopsCmdlets.Http.Security;

namespace MlopsCmdlets.Git.Repositories.Engines.LibGit2;

/// <summary>Turns what libgit2 throws for local work into failures of ours. Some has no code of its own that LibGit2Sharp would pass on, but only a text.</summary>
internal static class LibGit2Failures
{
    public static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (LibGit2SharpException failure)
        {
            throw Explain(path, failure);
        }
    }

    public static void Guard(string path, Action work) => Guard(path, () =>
    {
        work();
        return true;
    });

    public static Exception Explain(string path, LibGit2SharpException failure)
    {
        string text = failure.Message;
        return failure switch
        {
            RepositoryNotFoundException => new NotARepositoryException(path, failure),
            LockedFileException => new RepositoryBusyException(path, Clean(text), failure),
            CheckoutConflictException => new WorkTreeConflictException(path, "what is to be checked out", failure),
            UnmergedIndexEntriesException => new UnresolvedConflictException([path]),
            _ when text.Contains("not owned by current user") => new UnsafeRepositoryException(path, failure),
            _ when text.Contains("object format") || text.Contains("objectformat") => new UnsupportedRepositoryException(path, "SHA-256 object names", failure),
            _ when text.Contains("unsupported extension") => new UnsupportedRepositoryException(path, Extension(text), failure),
            _ when text.Contains("unsupported repository version") => new UnsupportedRepositoryException(path, "a newer form", failure),
            _ when text.Contains("would be replaced by") => new LineEndException(Clean(text), failure),
            _ when text.Contains("mandatory extension") => new UnsupportedRepositoryException(path, IndexForm(text), failure),
            _ when IsNameTooLong(text) => new FileNameException(Clean(text), failure),
            _ when text.Contains(".lock'") => new RepositoryBusyException(path, Clean(text), failure),
            _ => new GitLibraryException(path, Clean(text), failure),
        };
    }

    /// <summary>Whether a failure is about a name that the disk does not take.</summary>
    public static bool IsNameTooLong(string text) =>
        text.Contains("name too long", StringComparison.OrdinalIgnoreCase) || text.Contains("path too long", StringComparison.OrdinalIgnoreCase);

    public static string Clean(string text) => new Redactor().Clean(text).TrimEnd('.');

    private static string IndexForm(string text) =>
        text.Contains("sdir") ? "a sparse index, which 'git sparse-checkout reapply --no-sparse-index' turns off"
        : text.Contains("link") ? "a split index, which 'git update-index --no-split-index' turns off"
        : "an index of a newer form";

    private static string Extension(string text)
    {
        string name = text.Substring(text.LastIndexOf(' ') + 1).Trim('\'', '"', '.');
        return name.ToUpperInvariant() switch
        {
            "EXTENSIONS.PARTIALCLONE" => "a partial clone",
            "EXTENSIONS.REFSTORAGE" => "another store of references (reftable)",
            _ => $"'{name}'",
        };
    }
}
