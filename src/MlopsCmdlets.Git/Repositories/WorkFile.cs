namespace MlopsCmdlets.Git.Repositories;

/// <summary>A file of a work tree, as the file system tells of it without reading it.</summary>
/// <param name="Length">In bytes.</param>
/// <param name="WrittenAt">When it was last written, UTC.</param>
internal sealed record WorkFile(long Length, DateTime WrittenAt)
{
    /// <summary>Null where there is no file.</summary>
    public static WorkFile? Of(string path) => new FileInfo(path) is { Exists: true } file ? new WorkFile(file.Length, file.LastWriteTimeUtc) : null;

    /// <summary>Whether there is something that Git keeps under one name: a file, a link, or a submodule; a folder of files is none.</summary>
    public static bool IsThere(string path)
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
