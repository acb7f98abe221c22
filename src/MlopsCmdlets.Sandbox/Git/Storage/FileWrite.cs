namespace MlopsCmdlets.Sandbox.Git.Storage;

/// <summary>A change of one file in a commit that the host makes.</summary>
/// <param name="Path">Path in the repository.</param>
/// <param name="Content">The new content; null removes the file.</param>
internal sealed record FileWrite(string Path, byte[]? Content)
{
    /// <summary>Whether git lets a file be there.</summary>
    public static bool IsPath(string path) =>
        path.Length > 0 && !path.Contains('\0', StringComparison.Ordinal) && path.Split('/').All(part => part.Length > 0 && part is not ("." or "..") && !part.Equals(".git", StringComparison.OrdinalIgnoreCase));
}
