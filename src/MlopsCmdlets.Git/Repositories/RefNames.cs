using LibGit2Sharp;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Names of branches and tags.</summary>
internal static class RefNames
{
    /// <exception cref="InvalidRefNameException">Git does not take the name, or would take it for something else.</exception>
    public static void CheckBranch(string name) => Check(name, "branch", LocalRepository.Heads);

    /// <exception cref="InvalidRefNameException">Git does not take the name, or would take it for something else.</exception>
    public static void CheckTag(string name) => Check(name, "tag", "refs/tags/");

    private static void Check(string name, string kind, string folder)
    {
        if (name.Length == 0 || name[0] == '-' || name is "HEAD" or "@" || name.StartsWith("refs/", StringComparison.Ordinal) || !Reference.IsValidName(folder + name))
            throw new InvalidRefNameException(name, kind);
    }
}
