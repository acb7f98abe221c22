using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>A file of a work tree, as the file system tells of it without reading it.</summary>
/// <param name="Length">In bytes.</param>
/// <param name="WrittenAt">When it was last written, UTC.</param>
public sealed record WorkFile(long Length, DateTime WrittenAt)
{
    /// <summary>Null where there is no file.</summary>
    public static WorkFile? Of(string path) => new FileInfo(path) is { Exists: true } file ? new WorkFile(file.Length, file.LastWriteTimeUtc) : null;

    /// <summary>Refuses files that are no longer what they were: consent may take minutes, and what was written meanwhile must not be lost.</summary>
    /// <param name="seen">What they were, by path.</param>
    /// <param name="root">The folder that the paths begin from; none for full paths.</param>
    /// <exception cref="FileChangedException">Some changed.</exception>
    public static void RefuseChanged(IReadOnlyDictionary<string, WorkFile?> seen, string root = "")
    {
        if (seen.Where(s => Of(Path.Combine(root, s.Key)) != s.Value).Select(s => s.Key).ToList() is { Count: > 0 } changed)
            throw new FileChangedException(changed);
    }

    /// <summary>Whether there is something that Git keeps under one name: a file, a link, or a submodule; a folder of files is none.</summary>
    internal static bool IsThere(string path)
    {
        if (File.Exists(path))
            return true;
        try
        {
            FileAttributes attributes = File.GetAttributes(path);
            string git = Path.Combine(path, ".git");
            return attributes.HasFlag(FileAttributes.ReparsePoint) || (attributes.HasFlag(FileAttributes.Directory) && (File.Exists(git) || Directory.Exists(git)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
